"use client";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Progress } from "@/app/_ui/progress";
import { count, many, rupees } from "@/app/_ui/rupees";
import { useServerTime } from "@/app/_ui/tick";
import { Time } from "@/app/_ui/time";
import { FAULT_WORDS, silentFor, speedWords } from "@/app/_words/purge";
import type { State } from "@/server/deletion/lifecycle";
import { Panel } from "./panel";
import { PurgeStep } from "./purge-step";
import { RetryPurge } from "./retry-purge";

type Purge = NonNullable<RequestDetail["purge"]>;

/** Which colour a fault has: red asks for somebody, violet is an order, amber was somebody's wish. */
const FAULT_TONES = {
  survivors: "alarm",
  step_failed: "alarm",
  cannot_certify: "alarm",
  ledger_away: "alarm",
  overdue: "alarm",
  held: "held",
  stopped: "unsure",
} as const;

/** The irreversible end, step by step. "Purged" is said only with the recount's proof (P4). */
export function PurgeProgress({ purge, now, request }: { purge: Purge; now: Date; request: { id: string; state: State } }) {
  const { before, done } = purge;
  const { state } = request;
  const survivors = purge.verifiedAt ? purge.steps.reduce((sum, step) => sum + (step.survivors ?? 0), 0) : null;
  const running = purge.finishedAt === null;
  return (
    <Panel
      title={state === "purged" ? "Purged, and counted again" : "Purge"}
      aside={
        <>
          begun <Time at={purge.startedAt} now={now} />
        </>
      }
    >
      {purge.fault ? (
        <Callout tone={FAULT_TONES[purge.fault]} live="status" className="mb-3">
          {FAULT_WORDS[purge.fault]}
          {FAULT_TONES[purge.fault] === "alarm" && purge.fault !== "overdue" ? <RetryPurge requestId={request.id} /> : null}
        </Callout>
      ) : null}
      {running ? (
        <>
          <Progress done={done} of={before} label="Erased so far" moving={!purge.fault} />
          <p className="mt-1.5 mb-3 flex flex-wrap justify-between gap-x-6 text-soft tabular-nums">
            <span>
              {count(done)} of {many(before, "row")} erased
            </span>
            <Speed purge={purge} now={now} />
          </p>
        </>
      ) : null}
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {purge.steps.map((step) => (
          <PurgeStep key={step.className} step={step} />
        ))}
      </ul>
      {survivors !== null ? (
        <Callout tone={survivors === 0 ? "good" : "alarm"} className="mt-3">
          {survivors === 0
            ? `An independent recount found nothing left in ${many(purge.steps.length, "class", "classes")}.${purge.forfeitedPaise === null ? "" : ` Credits of ${rupees(purge.forfeitedPaise)} were forfeited.`}`
            : `The recount still finds ${many(survivors, "row")}. This is incomplete, not purged.`}{" "}
          {purge.verifiedAt ? <Time at={purge.verifiedAt} now={now} relative={false} className="whitespace-nowrap" /> : null}
        </Callout>
      ) : null}
    </Panel>
  );
}

function Speed({ purge, now }: { purge: Purge; now: Date }) {
  const silence = useServerTime(now, (present) => silentFor(purge.heartbeatAt, present));
  if (purge.fault) return null;
  return <span>{silence || (purge.speed === null ? "" : `${speedWords(purge.speed)} while at work`)}</span>;
}
