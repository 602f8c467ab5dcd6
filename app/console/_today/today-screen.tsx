"use client";
import { useQuery } from "@tanstack/react-query";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { dayIn } from "@/app/_ui/instant";
import { Trouble } from "@/app/_ui/trouble";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { RetentionStrip } from "../_strip/retention-strip";
import { Alerts } from "./alerts";
import { Tiles, TilesSkeleton } from "./tiles";

/** What needs a human now. Every number is a link to exactly the requests it counts. */
export function TodayScreen() {
  const trpc = useTRPC();
  const me = useMe();
  const decides = me.may["request:decide"];
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
      {today.data ? <Tiles today={today.data} acts={decides} /> : today.error ? null : <TilesSkeleton acts={decides} />}
      {today.data && today.data.alerts.length > 0 ? <Alerts alerts={today.data.alerts} now={today.data.now} /> : null}
      <RetentionStrip />
    </div>
  );
}
