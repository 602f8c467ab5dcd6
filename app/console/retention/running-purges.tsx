"use client";
import { useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Purges } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Progress } from "@/app/_ui/progress";
import { count, many } from "@/app/_ui/rupees";
import { useServerTime } from "@/app/_ui/tick";
import { classWords, FAULT_WORDS, failureWords, silentFor, speedWords } from "@/app/_words/purge";
import { requestName } from "@/app/_words/words";
import { QueryTrouble } from "../_frame/query-trouble";

/** Purges under way, with what each is erasing and how fast. */
export function RunningPurges() {
  const trpc = useTRPC();
  const purges = useQuery(
    trpc.request.purges.queryOptions(undefined, { refetchInterval: ({ state }) => (state.data?.runs.length ? 1_500 : 10_000) }),
  );
  if (purges.error) return <QueryTrouble query={purges} className="px-4 pb-6 sm:px-6" />;
  const { runs, now } = purges.data ?? { runs: [], now: null };
  if (!now || runs.length === 0) return null;
  return (
    <section aria-labelledby="running" className="mb-6 px-4 sm:px-6">
      <h2 id="running" className="mb-1 font-medium">
        Being erased now
      </h2>
      <ul>
        {runs.map((run) => (
          <Run key={run.requestId} run={run} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Run({ run, now }: { run: Purges["runs"][number]; now: Date }) {
  const running = run.steps.find((step) => step.status === "running");
  const failed = run.steps.find((step) => step.status === "failed");
  const held = run.steps.filter((step) => step.status === "held").length;
  return (
    <li className="border-line border-t py-2.5">
      <p className="mb-1.5 flex flex-wrap items-baseline gap-x-3">
        <Link
          href={`/console/requests/${run.requestId}`}
          className="inline-flex min-h-6 items-center gap-2 underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          <span className="font-mono text-soft text-xs">{requestName(run.number)}</span>
          <span className="font-medium">{run.organisation ?? "erased tenant"}</span>
        </Link>
        <span className="min-w-0 grow text-soft">
          {running ? classWords(running.className) : run.fault ? "" : "counting"}
          {running?.speed ? <span className="text-xs tabular-nums"> · {speedWords(running.speed)}</span> : null}
        </span>
        {held > 0 ? (
          <span className="inline-flex items-center gap-1 text-held text-xs">
            <LockKeyhole aria-hidden className="size-3" />
            {many(held, "class", "classes")} held
          </span>
        ) : null}
        <span className="text-soft tabular-nums">
          {count(run.done)} of {count(run.before)}
        </span>
      </p>
      <Progress done={run.done} of={run.before} label={`Erased of ${requestName(run.number)}`} moving={!run.fault} />
      {run.fault ? <Note look={NOTE_LOOKS[run.fault]}>{FAULT_WORDS[run.fault]}</Note> : <Silence heartbeatAt={run.heartbeatAt} now={now} />}
      {failed?.failureCode ? (
        <Note look="text-purging">
          {classWords(failed.className)}: {failureWords(failed.failureCode)}
        </Note>
      ) : null}
    </li>
  );
}

const NOTE_LOOKS = {
  survivors: "text-purging",
  step_failed: "text-purging",
  cannot_certify: "text-purging",
  ledger_away: "text-purging",
  overdue: "text-purging",
  held: "text-held",
  stopped: "text-retained",
} as const;

function Silence({ heartbeatAt, now }: { heartbeatAt: Date; now: Date }) {
  const words = useServerTime(now, (present) => silentFor(heartbeatAt, present));
  return words ? <Note look="text-purging">{words}</Note> : null;
}

function Note({ look, children }: { look: string; children: ReactNode }) {
  return <p className={`mt-1 text-pretty text-xs ${look}`}>{children}</p>;
}
