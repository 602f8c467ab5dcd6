"use client";
import { type ReactNode, useRef, useState } from "react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogChoices } from "@/app/_ui/dialog";
import { count, rupees } from "@/app/_ui/rupees";
import { TypedField } from "@/app/_ui/typed-field";
import type { AskProps } from "./act-dialog";
import { isStale, Refusal } from "./outcome-notice";
import { openRefundLines, RefundWarning } from "./refund-warning";

type Words = { title: (name: string) => string; description: string; safe: string; act: string; look: "dangerous" | "primary" };
const ASKED: Record<"deactivate" | "reactivate", Words> = {
  deactivate: {
    title: (name) => `Deactivate ${name}?`,
    description: "Access ends for everybody at once. Nothing is erased for 30 days; after that, everything is. The owner is told now.",
    safe: "Leave it active",
    act: "Deactivate tenant",
    look: "dangerous",
  },
  reactivate: {
    title: (name) => `Reactivate ${name}?`,
    description:
      "First every table is compared with what was sealed; a difference keeps the door closed. Then everything is as it was, except for the keys.",
    safe: "Leave it closed",
    act: "Reactivate tenant",
    look: "primary",
  },
};

/** As the server compares: the same letters however a keyboard composes them, and runs of blanks as one. */
const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** The two acts that end or open a tenant: their consequences in numbers, and the organisation's name typed by hand. */
export function TypedNameDialog({
  act,
  detail,
  busy,
  outcome,
  onDo,
  onClose,
  onLookAgain,
}: AskProps & { act: "deactivate" | "reactivate" }) {
  const [typed, setTyped] = useState("");
  // What is typed at once must land in the field: on a button, the first space would press it and the rest would be keys of the page.
  const start = useRef<HTMLInputElement>(null);
  const name = detail.tenant?.name ?? "";
  const words = ASKED[act];
  const matches = plain(typed) === plain(name);
  return (
    <Dialog open onClose={onClose} title={words.title(name)} description={words.description} focus={start}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches) void onDo({ act, organisation: typed });
        }}
      >
        <ul className="mt-4 border-line border-y py-2">
          {act === "deactivate" ? <Ends detail={detail} /> : <ComesBack detail={detail} />}
        </ul>
        {act === "deactivate" ? <RefundWarning detail={detail} className="mt-4" /> : null}
        <TypedField words={name} typed={typed} onType={setTyped} focus={start} />
        {outcome && "refused" in outcome ? (
          <div className="mt-4">
            <Refusal refused={outcome.refused} onLookAgain={onLookAgain} />
          </div>
        ) : null}
        <DialogChoices>
          <Button onClick={onClose}>{words.safe}</Button>
          <Button type="submit" look={words.look} busy={busy} disabled={!matches || isStale(outcome)}>
            {busy && act === "reactivate" ? "Comparing…" : words.act}
          </Button>
        </DialogChoices>
      </form>
    </Dialog>
  );
}

function Ends({ detail: { impact } }: { detail: RequestDetail }) {
  if (!impact) return null;
  return (
    <>
      <Line number={count(impact.activeKeys)}>API keys revoked for ever, even if the owner comes back</Line>
      <Line number={count(impact.members)}>people locked out; signed in now: {count(impact.openSessions)}</Line>
      <Line number={count(impact.activeBots)}>bots stop</Line>
      <Line number={count(impact.webhooks)}>webhooks go quiet</Line>
      {openRefundLines(impact).map(({ amount, words, refunds }) => (
        <Line key={words} number={amount}>
          {words} ({refunds})
        </Line>
      ))}
      <Line number={credits(impact)}>credits, forfeited at the purge</Line>
    </>
  );
}

function ComesBack({ detail: { impact, deactivation } }: { detail: RequestDetail }) {
  if (!impact || !deactivation) return null;
  return (
    <>
      <Line number={count(impact.members)}>people can sign in again</Line>
      <Line number={count(impact.activeBots)}>bots answer again</Line>
      <Line number={count(impact.webhooks)}>webhooks go out again</Line>
      <Line number={credits(impact)}>credits, as they were</Line>
      <Line number={count(deactivation.keysRevoked)}>API keys stay revoked; the owner makes new ones</Line>
    </>
  );
}

const credits = (impact: NonNullable<RequestDetail["impact"]>): string => rupees(impact.purchasedCreditsPaise + impact.grantedCreditsPaise);

function Line({ number, children }: { number: string; children: ReactNode }) {
  return (
    <li className="flex items-baseline justify-between gap-4 py-1">
      <span className="text-pretty">{children}</span>
      <span className="shrink-0 font-medium tabular-nums">{number}</span>
    </li>
  );
}
