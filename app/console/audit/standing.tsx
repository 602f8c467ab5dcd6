"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { instantIn } from "@/app/_ui/instant";
import { Progress } from "@/app/_ui/progress";
import { count, many } from "@/app/_ui/rupees";
import { Skeleton } from "@/app/_ui/skeleton";
import { Time } from "@/app/_ui/time";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../_frame/operator";
import { type Check, useCheck } from "./use-check";

/** Up to where the book was signed outside the database, and whether all of it is still what was written. */
export function Standing() {
  const trpc = useTRPC();
  const checks = useMe().may["audit:export"];
  const standing = useQuery(trpc.audit.checkpoint.queryOptions(undefined, { staleTime: 30_000, retry: false }));
  const { check, run } = useCheck();
  const { data } = standing;
  return (
    <section aria-label="Is the book what was written?" className="px-4 pb-4 sm:px-6">
      {standing.error ? <Trouble {...refusedOf(standing.error as ApiError)} onRetry={() => void standing.refetch()} /> : null}
      {standing.isPending ? <Skeleton className="h-5 w-80 max-w-full" /> : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {data ? (
          <p className="text-pretty text-soft">
            {data.last?.signed ? (
              <>
                Signed outside the database up to link <span className="text-ink tabular-nums">{count(data.last.signed.seq)}</span> of{" "}
                {count(data.seq)}, <Time at={data.last.signed.at} now={data.now} /> (checkpoint {data.last.number}).
              </>
            ) : data.last ? (
              <span className="text-purging">Checkpoint {data.last.number} was not signed with one of our keys.</span>
            ) : (
              <>No checkpoint was signed yet; there are {many(data.seq, "link")}.</>
            )}
          </p>
        ) : null}
        {checks ? (
          <Button size="small" busy={check?.state === "running"} onClick={() => void run()}>
            Verify the whole trail
          </Button>
        ) : (
          <p className="text-soft text-xs">
            Auditors verify it here; anybody with the database can with <code className="font-mono">npm run audit:verify</code>.
          </p>
        )}
      </div>
      {check ? <Outcome check={check} /> : null}
    </section>
  );
}

function Outcome({ check }: { check: Check }) {
  if (check.state === "running")
    return (
      <div className="mt-3">
        <Progress done={check.checked} of={Math.max(check.of, 1)} label="Events verified" />
        <p className="mt-1 text-soft text-xs tabular-nums">
          {count(check.checked)} of {count(check.of)} events
        </p>
      </div>
    );
  if (check.state === "broken")
    return (
      <Callout tone="unsure" live="status" className="mt-3">
        It cannot be said: {check.because}
      </Callout>
    );
  const { checked, checkpoints, newest, waiting, faults } = check.verdict;
  if (faults.length === 0)
    return (
      <Callout tone="good" live="status" className="mt-3">
        <span className="font-medium">Sound.</span> {many(checked, "event")} verified without a gap
        {newest
          ? `, against ${many(checkpoints, "checkpoint")}, the newest of ${instantIn(Date.parse(newest.at))}`
          : "; there is no checkpoint yet, so whoever owns the database could have rewritten all of it"}
        .
        {waiting > 0
          ? ` ${many(waiting, "event")} more ${waiting === 1 ? "waits" : "wait"} for a link and could not be verified yet.`
          : null}
      </Callout>
    );
  return (
    <Callout tone="alarm" live="alert" className="mt-3">
      <p className="font-medium">The trail is not what was written.</p>
      <ul>
        {faults.map(({ what, seq, eventId, says }) => (
          <li key={`${what}-${seq}-${eventId}`}>
            {says}{" "}
            {eventId === null ? null : (
              <Link href={`/console/audit?q=%23${eventId}`} className="underline underline-offset-4">
                Show event {eventId}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <p className="text-soft">Before that, {many(checked, "event")} were found as they were written.</p>
      {waiting > 0 ? <p className="text-soft">{many(waiting, "event")} without a link yet could not be verified.</p> : null}
    </Callout>
  );
}
