"use client";
import { useState } from "react";
import type { GrievanceDetail } from "@/app/_trpc/answers";
import { Badge } from "@/app/_ui/badge";
import { Time } from "@/app/_ui/time";
import { SENDER_WORDS } from "@/app/_words/letters";
import { LetterDialog } from "../../letters/letter-dialog";
import { Panel } from "../../requests/_detail/panel";
import { LetterFiles } from "./letter-files";

/** The letters of a case, as they came. */
export function CaseLetters({ detail: { case: found, letters, now } }: { detail: GrievanceDetail }) {
  const [open, setOpen] = useState<string | null>(null);
  if (letters.length === 0) return null;
  return (
    <Panel title="Letters">
      <ul className="flex flex-col gap-1.5">
        {letters.map((letter) => (
          <li key={letter.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <button
              type="button"
              onClick={() => setOpen(letter.id)}
              className="min-h-6 min-w-0 text-left underline decoration-edge underline-offset-4 [overflow-wrap:anywhere] hover:decoration-ink max-sm:min-h-11"
            >
              {letter.subject || "without a subject"}
            </button>
            {letter.sender ? <Badge look={SENDER_WORDS[letter.sender].look}>{SENDER_WORDS[letter.sender].word}</Badge> : null}
            <Time at={letter.receivedAt} now={now} className="text-soft text-xs" />
            <LetterFiles grievanceId={found.id} letterId={letter.id} />
          </li>
        ))}
      </ul>
      {open ? <LetterDialog key={open} letterId={open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  );
}
