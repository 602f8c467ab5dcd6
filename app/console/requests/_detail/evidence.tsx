"use client";
import { Undo2 } from "lucide-react";
import type { Letter, RequestDetail } from "@/app/_trpc/answers";
import { Disclosure } from "@/app/_ui/disclosure";
import { useMe } from "../../_frame/operator";
import { CheckLine } from "./check-line";
import { CodeProgress } from "./code-progress";
import { Panel } from "./panel";
import { SecondPerson } from "./second-person";

const FIRST = { failed: 0, inconclusive: 1, passed: 2 } as const;

/** What we know about who asked, in sentences: what failed comes first, and says what may be done. */
export function Evidence({ detail }: { detail: RequestDetail }) {
  const decides = useMe().may["request:decide"];
  const leaving = detail.letters.find((letter) => letter.id === detail.evidenceLetterId);
  const returning = detail.letters.find((letter) => letter.id === detail.returnLetterId);
  return (
    <Panel title="Evidence" aside={detail.letters.length > 1 && leaving ? "from the letter that proves most" : undefined}>
      {detail.comingBack ? (
        <div className="mb-2">
          <h3 className="mb-1 flex items-center gap-2 text-received">
            <Undo2 aria-hidden className="size-4" />
            The owner asks to come back
          </h3>
          {returning ? (
            <Checks letter={returning} toDecide={decides} />
          ) : (
            <p className="text-soft">There is no letter about it; the code is the evidence.</p>
          )}
          {detail.code?.purpose === "return" ? <CodeProgress detail={detail} /> : null}
          <SecondPerson who={detail.secondPerson.comingBack} purpose="return" />
        </div>
      ) : null}
      {detail.comingBack ? (
        <Disclosure summary="What was known about the wish to leave">
          {leaving ? <Checks letter={leaving} toDecide={decides && detail.request.state === "received"} /> : <NoLetter detail={detail} />}
        </Disclosure>
      ) : leaving ? (
        <Checks letter={leaving} toDecide={decides && detail.request.state === "received"} />
      ) : (
        <NoLetter detail={detail} />
      )}
      {detail.code?.purpose === "return" ? null : <CodeProgress detail={detail} />}
      <SecondPerson who={detail.secondPerson.verification} purpose="deletion" />
    </Panel>
  );
}

function Checks({ letter, toDecide }: { letter: Letter; toDecide: boolean }) {
  const checks = letter.checks.toSorted((a, b) => FIRST[a.verdict] - FIRST[b.verdict]);
  return (
    <>
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.check} check={check} toDecide={toDecide} />
        ))}
      </ul>
      {letter.reasons.length > 0 ? (
        <Disclosure summary="How the sender was checked">
          <ul className="flex flex-col gap-1 text-soft">
            {letter.reasons.map((reason) => (
              <li key={reason.code}>{reason.sentence}</li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </>
  );
}

function NoLetter({ detail }: { detail: RequestDetail }) {
  const { channel, lodgedBy } = detail.request;
  if (channel === "mail") return <p className="text-soft">The letter has been erased with everything else.</p>;
  if (channel === "dashboard")
    return <p className="text-soft">The owner asked on the owner's page, signed in. There is no letter; the code is the evidence.</p>;
  return (
    <p className="text-soft">
      {lodgedBy ?? "A colleague"} wrote this request down for the owner. There is no letter; the code is the evidence, and somebody else
      must verify.
    </p>
  );
}
