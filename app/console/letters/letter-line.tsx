"use client";
import Link from "next/link";
import type { LetterRow } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { instantIn } from "@/app/_ui/instant";
import { ASIDE_WORDS, INTENT_WORDS, OUTCOME_WORDS, SENDER_WORDS } from "@/app/_words/letters";
import { requestName } from "@/app/_words/words";

/** One letter: from whom, about what, what became of it, and where it went. */
export function LetterLine({ letter, onOpen }: { letter: LetterRow; onOpen: () => void }) {
  const sender = letter.sender ? SENDER_WORDS[letter.sender] : null;
  return (
    <li className="relative border-line border-b px-4 py-2.5 hover:bg-hover sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <button
          type="button"
          onClick={onOpen}
          className="min-h-6 min-w-0 truncate text-left max-sm:grow max-sm:basis-0 font-medium after:absolute after:inset-0"
        >
          {letter.isAtDesk ? "A letter of the grievance desk" : letter.subject || "(no subject)"}
        </button>
        <span className="min-w-0 grow truncate text-soft max-sm:order-last max-sm:basis-full">
          {letter.fromAddress ?? "no sender that could be read"}
        </span>
        {sender ? (
          <Badge look={sender.look} title={letter.reasons.map((reason) => reason.sentence).join(" ")}>
            {sender.word}
          </Badge>
        ) : null}
      </div>
      <div className="mt-0.5 flex flex-wrap items-center gap-x-3 text-soft text-xs">
        <span className="text-ink">{outcomeOf(letter)}</span>
        {letter.intent ? <span>about: {INTENT_WORDS[letter.intent]}</span> : null}
        {letter.requestId && letter.requestNumber ? (
          <Link
            href={`/console/requests/${letter.requestId}`}
            className="relative z-[1] inline-flex min-h-6 items-center font-mono underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {requestName(letter.requestNumber)}
          </Link>
        ) : null}
        <time dateTime={letter.receivedAt.toISOString()} className="ml-auto tabular-nums">
          {instantIn(letter.receivedAt)}
        </time>
      </div>
    </li>
  );
}

function outcomeOf(letter: LetterRow): string {
  if (letter.outcome === "set_aside")
    return `Kept aside: ${letter.asideReason ? (ASIDE_WORDS[letter.asideReason] ?? letter.asideReason.replace(/_/g, " ")) : "unread"}`;
  if (letter.outcome) return OUTCOME_WORDS[letter.outcome];
  return letter.examinedAt ? "Examined" : "Being examined…";
}
