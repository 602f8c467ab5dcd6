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
  const refunds = useQuery(trpc.refund.counts.queryOptions(undefined, { refetchInterval: 15_000 }));
  const reads = me.may["letter:read"];
  const letters = useQuery(trpc.letter.refundsWaiting.queryOptions(undefined, { refetchInterval: 15_000, enabled: reads }));
  const keepsDesk = me.may["grievance:read"];
  const ordered = me.may["order:read"];
  const desk = useQuery(trpc.register.today.queryOptions(undefined, { refetchInterval: 15_000, enabled: keepsDesk }));
  const orders = useQuery(trpc.order.waiting.queryOptions(undefined, { refetchInterval: 15_000, enabled: ordered }));
  const approvals = useQuery(trpc.approval.waiting.queryOptions(undefined, { refetchInterval: 15_000 }));
  const asked = [today, refunds, approvals, ...(reads ? [letters] : []), ...(keepsDesk ? [desk] : []), ...(ordered ? [orders] : [])];
  const error = asked.find((answer) => answer.error)?.error;
  const isThere = asked.every(({ data }) => data !== undefined);
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Today">
        {today.data ? `${dayIn(today.data.now)} · ${me.name}, this is what needs somebody` : "What needs somebody"}
      </PageHead>
      {error ? (
        <div className="px-4 pb-4 sm:px-6">
          <Trouble {...refusedOf(error as ApiError)} onRetry={() => void Promise.all(asked.map((answer) => answer.refetch()))} />
        </div>
      ) : null}
      {today.data && refunds.data && isThere ? (
        <Tiles
          today={today.data}
          refunds={refunds.data}
          acts={decides}
          agrees={me.may["refund:agree"]}
          letters={letters.data ?? null}
          desk={desk.data ?? null}
          orders={orders.data ?? null}
          approvals={approvals.data ?? 0}
        />
      ) : error ? null : (
        <TilesSkeleton acts={decides} reads={reads} keepsDesk={keepsDesk} ordered={ordered} />
      )}
      {today.data && today.data.alerts.length > 0 ? <Alerts alerts={today.data.alerts} now={today.data.now} /> : null}
      <RetentionStrip />
    </div>
  );
}
