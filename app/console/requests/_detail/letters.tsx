"use client";
import { useState } from "react";
import type { Letter, RequestDetail } from "@/app/_trpc/answers";
import { PlainText } from "@/app/_ui/scroll-region";
import { Tabs } from "@/app/_ui/tabs";
import { Time } from "@/app/_ui/time";
import { INTENT_WORDS, sizeWords } from "@/app/_words/letters";
import { Panel } from "./panel";

/** The letters, as plain text: nothing in them is loaded, run or made clickable. */
export function Letters({ detail }: { detail: RequestDetail }) {
  const { letters, now } = detail;
  const [chosen, setChosen] = useState<string | null>(null);
  if (letters.length === 0) return null;
  const only = letters[0];
  const shown = chosen ?? detail.returnLetterId ?? detail.evidenceLetterId ?? only?.id ?? "";
  return (
    <Panel title={letters.length === 1 ? "The letter" : `${letters.length} letters`} aside="plain text; links do not work here on purpose">
      {letters.length === 1 && only ? (
        <LetterText letter={only} now={now} />
      ) : (
        <Tabs
          label="Letters"
          value={shown}
          onChange={setChosen}
          tabs={letters.map((letter, at) => ({
            value: letter.id,
            label: `${at + 1} · ${letter.intent ? INTENT_WORDS[letter.intent] : "not examined yet"}`,
            panel: <LetterText letter={letter} now={now} />,
          }))}
        />
      )}
    </Panel>
  );
}

function LetterText({ letter, now }: { letter: Letter; now: Date }) {
  return (
    <>
      <dl className="mb-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 text-soft">
        <dt>From</dt>
        <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{letter.from ?? "nobody that could be read"}</dd>
        {letter.withheld ? null : (
          <>
            <dt>Subject</dt>
            <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{letter.subject || "(none)"}</dd>
          </>
        )}
        <dt>Received</dt>
        <dd>
          <Time at={letter.receivedAt} now={now} /> · {sizeWords(letter.bytes)}
        </dd>
      </dl>
      {letter.withheld ? (
        <p className="rounded-md bg-sunken px-4 py-3 text-soft">
          The words of letters are withheld from your role. Sender and verdicts are shown, with addresses masked.
        </p>
      ) : (
        <PlainText label="Text of the letter" text={letter.text} empty="The letter has no text." />
      )}
    </>
  );
}
