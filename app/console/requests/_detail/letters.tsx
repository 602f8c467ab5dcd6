"use client";
import { useMutation } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { type Letter, type OpenedLetter, type RequestDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Disclosure, RawFacts } from "@/app/_ui/disclosure";
import { PlainText } from "@/app/_ui/scroll-region";
import { Tabs } from "@/app/_ui/tabs";
import { Time } from "@/app/_ui/time";
import { Trouble } from "@/app/_ui/trouble";
import { intentWords, sizeWords } from "@/app/_words/letters";
import { Panel } from "./panel";
import { factsOf } from "./raw-facts";

type LettersProps = { detail: RequestDetail; shown: string; onChoose: (letterId: string) => void; place: Ref<HTMLElement> };

/** The letters, closed until somebody reads them, which is written down; then as plain text: nothing in them is loaded, run or made clickable. */
export function Letters({ detail, shown, onChoose, place }: LettersProps) {
  const { letters, now } = detail;
  // Kept while the request is open, so that turning to another letter and back is no second reading.
  const [read, setRead] = useState<Record<string, OpenedLetter>>({});
  const onRead = (letter: OpenedLetter) => setRead((before) => ({ ...before, [letter.id]: letter }));
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
        <LetterText letter={only} opened={read[only.id]} onRead={onRead} now={now} />
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
                  {letter.isOfDesk ? "to the grievance desk" : (letter.from ?? "no sender")}
                </span>
              </>
            ),
            panel: <LetterText letter={letter} opened={read[letter.id]} onRead={onRead} now={now} />,
          }))}
        />
      )}
    </Panel>
  );
}

type LetterTextProps = { letter: Letter; opened: OpenedLetter | undefined; onRead: (letter: OpenedLetter) => void; now: Date };

function LetterText({ letter, opened, onRead, now }: LetterTextProps) {
  if (letter.isOfDesk) return <ToTheDesk letter={letter} now={now} />;
  return (
    <>
      <dl className="mb-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 text-soft">
        <dt>From</dt>
        <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{opened?.from ?? letter.from ?? "nobody that could be read"}</dd>
        {opened ? (
          <>
            <dt>Subject</dt>
            <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{opened.subject || "(none)"}</dd>
          </>
        ) : null}
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
      ) : opened ? (
        <Words opened={opened} />
      ) : (
        <Closed letterId={letter.id} onRead={onRead} />
      )}
    </>
  );
}

/** That the owner wrote has to be known to whoever decides (V7); what they wrote is between them and the desk (G1). */
function ToTheDesk({ letter, now }: { letter: Letter; now: Date }) {
  return (
    <p className="rounded-md bg-sunken px-4 py-3 text-soft">
      The owner wrote to the grievance desk on <Time at={letter.receivedAt} now={now} relative={false} className="text-ink" />.
      {letter.checks.length > 0 ? ` The same letter counts here: ${intentWords(letter)}.` : ""} What they wrote is the desk's to read.
    </p>
  );
}

function Words({ opened }: { opened: OpenedLetter }) {
  const facts = factsOf(opened);
  return (
    <>
      <PlainText label="Text of the letter" text={opened.text} empty="The letter has no text." />
      {facts.length > 0 ? (
        <div className="mt-2">
          <Disclosure summary="Raw facts of the letter">
            <RawFacts facts={facts} />
          </Disclosure>
        </div>
      ) : null}
    </>
  );
}

/** The words are somebody's own: they come when they are asked for, and the book says who read them. */
function Closed({ letterId, onRead }: { letterId: string; onRead: (letter: OpenedLetter) => void }) {
  const trpc = useTRPC();
  const open = useMutation(trpc.letter.open.mutationOptions({ retry: false, gcTime: 0, onSuccess: onRead }));
  return (
    <div className="flex flex-col items-start gap-2">
      {open.error ? <Trouble {...refusedOf(open.error)} /> : null}
      <Button size="small" busy={open.isPending} onClick={() => open.mutate({ letterId, because: "deciding_request" })}>
        Read the letter
      </Button>
      <p className="text-soft text-xs">That you read it is written down.</p>
    </div>
  );
}
