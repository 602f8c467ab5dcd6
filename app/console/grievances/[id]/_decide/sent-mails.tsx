"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Time } from "@/app/_ui/time";
import { TOLD_WORDS } from "./answer-words";

/** What became of the officer's words: sent when, or not yet. */
export function SentMails({ grievanceId, now }: { grievanceId: string; now: Date }) {
  const trpc = useTRPC();
  const sending = useQuery(
    trpc.answer.sending.queryOptions(
      { grievanceId },
      { refetchInterval: ({ state }) => (state.data?.some(({ mail }) => mail && !mail.sentAt && !mail.voidedAt) ? 5_000 : false) },
    ),
  );
  if (!sending.data || sending.data.length === 0) return null;
  return (
    <ul aria-label="What the person was sent" className="mt-3 flex flex-col gap-1 text-soft text-xs">
      {sending.data.map(({ id, mail, toldBy, toldAt }) => (
        <li key={id}>
          {mail ? (mail.kind === "grievance_decided" ? "Answer" : "Message") : "Answer"}
          {mail?.sentAt ? (
            <>
              {" "}
              sent <Time at={mail.sentAt} now={now} />
            </>
          ) : mail ? (
            mail.voidedAt ? (
              " not sent: nobody takes mail at that address"
            ) : mail.failureCode ? (
              " not sent yet; tried again"
            ) : (
              " not sent yet"
            )
          ) : null}
          {toldBy && toldAt ? (
            <>
              {" "}
              told {TOLD_WORDS[toldBy as keyof typeof TOLD_WORDS]} <Time at={toldAt} now={now} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
