"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApiError, type RequestDetail, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Progress } from "@/app/_ui/progress";
import { count, many } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { Trouble } from "@/app/_ui/trouble";
import { plainName } from "@/app/_words/words";
import { useMe } from "../../_frame/operator";

/** Whether the sealed data is still what it was (L5): how far the comparison is, what it found, and the way to a fresh one. */
export function ReturnReport({ detail }: { detail: RequestDetail }) {
  const { comparison, deactivation, now } = detail;
  const comingBack = detail.comingBack !== null || detail.isOrderedBack;
  if (!comparison) return comingBack ? <p className="mt-1 text-soft">It will be compared with what it was in a moment.</p> : null;
  if (comingBack && comparison.verdict === "running") {
    return (
      <div className="mt-2" role="status">
        <p className="mb-1.5">
          Comparing {count(Math.min(comparison.tablesDone + 1, comparison.tables))} of {many(comparison.tables, "table")}; nothing is locked
          meanwhile.
        </p>
        <Progress done={comparison.tablesDone} of={comparison.tables} label="Tables compared so far" moving />
      </div>
    );
  }
  if (!comparison.finishedAt) return null;
  const size = `${many(comparison.tables, "table")} with ${many(comparison.rows, "row")}`;
  const when = <Time at={comparison.finishedAt} now={now} relative={false} className="whitespace-nowrap" />;
  if (comparison.differsIn) {
    return (
      <Callout tone="alarm" className="mt-2" action={comingBack ? <CompareAgain detail={detail} /> : null}>
        <span className="font-medium">Not what it was when it was sealed: {plainName(comparison.differsIn)}.</span> {size} compared, {when}.
        The door stays closed.
      </Callout>
    );
  }
  if (!comingBack && deactivation?.endedBecause !== "reactivated") return null;
  if (!comingBack) {
    return (
      <p className="mt-1 text-verified">
        On return every table was equal to what was sealed. {size} compared, {when}.
      </p>
    );
  }
  if (comparison.verdict === "stale") {
    return (
      <Callout tone="unsure" className="mt-2" action={<CompareAgain detail={detail} />}>
        Every table was equal, {when}. That is too old to open the door: it is compared afresh first.
      </Callout>
    );
  }
  return (
    <p className="mt-1 text-verified">
      Every table is equal to what was sealed. {size} compared, {when}.
    </p>
  );
}

function CompareAgain({ detail }: { detail: RequestDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayAsk = useMe().may["tenant:reactivate"];
  const again = useMutation(
    trpc.request.compareAgain.mutationOptions({ retry: false, onSuccess: () => queries.invalidateQueries(trpc.request.pathFilter()) }),
  );
  if (!mayAsk) return null;
  return (
    <span className="flex flex-col items-end gap-2">
      <Button size="small" busy={again.isPending} onClick={() => again.mutate({ requestId: detail.request.id })}>
        Compare again
      </Button>
      {again.error ? <Trouble {...refusedOf(again.error as unknown as ApiError)} /> : null}
    </span>
  );
}
