"use client";
import { useQuery } from "@tanstack/react-query";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { dayIn } from "@/app/_ui/instant";
import { Skeleton } from "@/app/_ui/skeleton";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { RetentionStrip } from "../_strip/retention-strip";
import { Alerts } from "./alerts";
import { Tiles } from "./tiles";

/** What needs a human now. Every number is a link to exactly the requests it counts. */
export function TodayScreen() {
  const trpc = useTRPC();
  const me = useMe();
  const today = useQuery(trpc.request.today.queryOptions(undefined, { refetchInterval: 15_000 }));
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Today">
        {today.data ? `${dayIn(today.data.now)} · ${me.name}, this is what needs somebody` : "What needs somebody"}
      </PageHead>
      {today.error ? (
        <div className="px-4 pb-4 sm:px-6">
          <Trouble {...refusedOf(today.error as ApiError)} onRetry={() => void today.refetch()} />
        </div>
      ) : null}
      {today.data ? <Tiles today={today.data} acts={me.may["request:decide"]} /> : today.error ? null : <TilesSkeleton />}
      {today.data && today.data.alerts.length > 0 ? <Alerts alerts={today.data.alerts} now={today.data.now} /> : null}
      <RetentionStrip />
    </div>
  );
}

function TilesSkeleton() {
  return (
    <div role="status" aria-label="Today is loading" className="grid grid-cols-2 gap-px border-line border-y bg-line md:grid-cols-3">
      {["a", "b", "c", "d", "e", "f", "g", "h", "i"].map((tile) => (
        <div
          key={tile}
          className="flex h-24 flex-col justify-center gap-2 bg-ground px-4 last:odd:col-span-2 sm:px-6 md:last:odd:col-span-1"
        >
          <Skeleton className="h-7 w-10" />
          <Skeleton className="h-4 w-28 max-w-full" />
        </div>
      ))}
    </div>
  );
}
