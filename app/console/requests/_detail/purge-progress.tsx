"use client";
import { Check, CircleDashed, LoaderCircle } from "lucide-react";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Progress } from "@/app/_ui/progress";
import { count, many, rupees } from "@/app/_ui/rupees";
import { useServerTime } from "@/app/_ui/tick";
import { Time } from "@/app/_ui/time";
import { FAULT_WORDS, PURGE_CLASS_WORDS, silentFor } from "@/app/_words/purge";
import type { State } from "@/server/deletion/lifecycle";
import { Panel } from "./panel";

type Purge = NonNullable<RequestDetail["purge"]>;
type Step = Purge["steps"][number];

/** The irreversible end, step by step. "Purged" is said only with the recount's proof (P4). */
export function PurgeProgress({ purge, now, state }: { purge: Purge; now: Date; state: State }) {
  const before = purge.steps.reduce((sum, step) => sum + step.before, 0);
  const done = purge.steps.reduce((sum, step) => sum + step.done, 0);
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
        <Callout tone="alarm" className="mb-3">
          {FAULT_WORDS[purge.fault]}
        </Callout>
      ) : null}
      {running ? (
        <>
          <Progress done={done} of={before} label="Erased so far" moving={!purge.fault} />
          <p className="mt-1.5 mb-3 flex flex-wrap justify-between gap-x-6 text-soft tabular-nums">
            <span>
              {count(done)} of {many(before, "row")} erased
            </span>
            <Speed purge={purge} done={done} now={now} />
          </p>
        </>
      ) : null}
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {purge.steps.map((step) => (
          <StepLine key={step.position} step={step} />
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

function Speed({ purge, done, now }: { purge: Purge; done: number; now: Date }) {
  const silence = useServerTime(now, (present) => silentFor(purge.heartbeatAt, present));
  const seconds = Math.max(1, (purge.heartbeatAt.getTime() - purge.startedAt.getTime()) / 1000);
  return <span>{silence || `${count(Math.round(done / seconds))} rows a second`}</span>;
}

function StepLine({ step }: { step: Step }) {
  const finished = step.finishedAt !== null;
  const Icon = finished ? Check : step.startedAt ? LoaderCircle : CircleDashed;
  const look = finished ? "text-verified" : step.startedAt ? "animate-spin text-purging" : "text-faint";
  return (
    <li className="flex min-h-8 items-center gap-2.5">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${look}`} />
      <span className={`min-w-0 grow truncate ${finished ? "text-soft" : ""}`}>{PURGE_CLASS_WORDS[step.className] ?? step.className}</span>
      {step.survivors ? <span className="text-purging text-xs">{count(step.survivors)} left</span> : null}
      <span className="shrink-0 text-soft text-xs tabular-nums">
        {count(step.done)} / {count(step.before)}
      </span>
    </li>
  );
}
