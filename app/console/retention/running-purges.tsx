"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Progress } from "@/app/_ui/progress";
import { count } from "@/app/_ui/rupees";
import { useServerTime } from "@/app/_ui/tick";
import { Trouble } from "@/app/_ui/trouble";
import { FAULT_WORDS, PURGE_CLASS_WORDS, silentFor } from "@/app/_words/purge";
import { requestName } from "@/app/_words/words";

/** Purges under way, with what each is erasing and how fast. */
export function RunningPurges() {
  const trpc = useTRPC();
  const purges = useQuery(
    trpc.request.purges.queryOptions(undefined, { refetchInterval: ({ state }) => (state.data?.runs.length ? 1_500 : 10_000) }),
  );
  if (purges.error) {
    return (
      <div className="px-4 pb-6 sm:px-6">
        <Trouble {...refusedOf(purges.error as ApiError)} onRetry={() => void purges.refetch()} />
      </div>
    );
  }
  const { runs, now } = purges.data ?? { runs: [], now: null };
  if (!now || runs.length === 0) return null;
  return (
    <section aria-labelledby="running" className="mb-6 px-4 sm:px-6">
      <h2 id="running" className="mb-1 font-medium">
        Being erased now
      </h2>
      <ul>
        {runs.map((run) => (
          <li key={run.requestId} className="border-line border-t py-2.5">
            <p className="mb-1.5 flex flex-wrap items-baseline gap-x-3">
              <Link
                href={`/console/requests/${run.requestId}`}
                className="inline-flex min-h-6 items-center gap-2 underline decoration-line underline-offset-4 hover:decoration-ink"
              >
                <span className="font-mono text-soft text-xs">{requestName(run.number)}</span>
                <span className="font-medium">{run.organisation ?? "erased tenant"}</span>
              </Link>
              <span className="grow text-soft">
                {run.className ? (PURGE_CLASS_WORDS[run.className] ?? run.className) : "counting again"}
              </span>
              <span className="text-soft tabular-nums">
                {count(run.done)} of {count(run.before)}
              </span>
            </p>
            <Progress done={run.done} of={run.before} label={`Erased of ${requestName(run.number)}`} moving={!run.fault} />
            {run.fault ? <Note>{FAULT_WORDS[run.fault]}</Note> : <Silence heartbeatAt={run.heartbeatAt} now={now} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Silence({ heartbeatAt, now }: { heartbeatAt: Date; now: Date }) {
  const words = useServerTime(now, (present) => silentFor(heartbeatAt, present));
  return words ? <Note>{words}</Note> : null;
}

function Note({ children }: { children: ReactNode }) {
  return <p className="mt-1 text-purging text-xs">{children}</p>;
}
