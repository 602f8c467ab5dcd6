"use client";
import { KeyRound } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Countdown } from "@/app/_ui/countdown";
import { many } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";

type Code = NonNullable<RequestDetail["code"]>;

/** How far the proof of the mailbox is: sent, tried, expired, paused, confirmed (V3). */
export function CodeProgress({ detail }: { detail: RequestDetail }) {
  const { code, now } = detail;
  if (!code && detail.request.state !== "received") return null;
  return (
    <div className="flex gap-3 py-1.5">
      <span
        className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${code?.confirmedAt ? "bg-verified-ground text-verified" : "bg-received-ground text-received"}`}
      >
        <KeyRound aria-hidden className="size-3" />
      </span>
      <div className="min-w-0 text-pretty">
        {code ? <Sent code={code} now={now} /> : <p>No code has been sent to the owner's address on file.</p>}
      </div>
    </div>
  );
}

function Sent({ code, now }: { code: Code; now: Date }) {
  const purpose = code.purpose === "return" ? "coming back" : "the deletion";
  if (code.confirmedAt) {
    return (
      <p>
        {code.isInPerson
          ? `The owner confirmed ${purpose} in person: signed in on the owner's page, with a fresh code from the address on file.`
          : `The owner confirmed ${purpose} with the code from the address on file.`}{" "}
        <Time at={code.confirmedAt} now={now} className="text-soft" />
      </p>
    );
  }
  return (
    <>
      <p>
        A code for {purpose} went to the address on file. <Time at={code.sentAt} now={now} className="text-soft" />
      </p>
      <p className="text-soft">
        {code.pausedUntil ? (
          <>
            Five wrong codes were entered. A new one can be sent in <Countdown until={code.pausedUntil} now={now} className="text-ink" />.
          </>
        ) : code.isOpen ? (
          <>
            Not confirmed yet: {many(code.triesLeft, "try", "tries")} left, expires in{" "}
            <Countdown until={code.expiresAt} now={now} className="text-ink" />.
          </>
        ) : (
          "It was not confirmed in time. A new one can be sent."
        )}
      </p>
    </>
  );
}
