"use client";
import type { Ref } from "react";
import type { Letter, RequestDetail } from "@/app/_trpc/answers";
import { PlainText } from "@/app/_ui/scroll-region";
import { Tabs } from "@/app/_ui/tabs";
import { Time } from "@/app/_ui/time";
import { intentWords, sizeWords } from "@/app/_words/letters";
import { Panel } from "./panel";

type LettersProps = { detail: RequestDetail; shown: string; onChoose: (letterId: string) => void; place: Ref<HTMLElement> };

/** The letters, as plain text: nothing in them is loaded, run or made clickable. */
export function Letters({ detail, shown, onChoose, place }: LettersProps) {
  const { letters, now } = detail;
  const only = letters[0];
  if (!only) return null;
  const newest = letters.at(-1);
  return (
    <Panel
      title={letters.length === 1 ? "The letter" : `${letters.length} letters`}
      aside="plain text; links do not work here on purpose"
      place={place}
    >
      {letters.length === 1 ? (
        <LetterText letter={only} now={now} />
      ) : (
        <Tabs
          label="Letters"
          value={shown}
          onChange={onChoose}
          tabs={letters.map((letter, at) => ({
            value: letter.id,
            label: (
              <>
                {`${at + 1} · ${intentWords(letter)}${letter === newest ? " · newest" : ""}`}
                <span className="ml-2 inline-block max-w-48 truncate align-bottom font-normal text-faint">
                  {letter.from ?? "no sender"}
                </span>
              </>
            ),
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
        <dt>About</dt>
        <dd className="text-ink">{intentWords(letter)}</dd>
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
