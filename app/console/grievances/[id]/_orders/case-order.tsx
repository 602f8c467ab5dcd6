"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type ApiError, type CaseOrders, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Ago, Time } from "@/app/_ui/time";
import { useSay } from "@/app/_ui/toast";
import { Trouble } from "@/app/_ui/trouble";
import { OrderMark } from "@/app/_words/order-mark";
import { endedWords, groundWords, orderTitle } from "@/app/_words/orders";

type Props = { order: CaseOrders["items"][number]; now: Date; grievanceId: string };

/** One order as the officer follows it: its state, who has it, when it is due, how it ended; and the way to take it back. */
export function CaseOrder({ order, now, grievanceId }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useSay();
  const done = (sentence: string) => async () => {
    say(sentence);
    await queries.invalidateQueries(trpc.order.pathFilter());
  };
  const lift = useMutation(
    trpc.order.lift.mutationOptions({
      retry: false,
      onSuccess: done(order.kind === "pause_act" ? "The pause is lifted." : "The order is taken back."),
    }),
  );
  const renew = useMutation(
    trpc.order.renew.mutationOptions({ retry: false, onSuccess: done("The pause runs for 7 more days, and is acknowledged anew.") }),
  );
  const error = lift.error ?? renew.error;
  const isBusy = lift.isPending || renew.isPending;
  const on = { grievanceId, orderId: order.id };
  return (
    <li className="border-line border-t py-2.5 last:border-b">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={`/console/orders/${order.id}`}
          prefetch={false}
          className="inline-flex min-h-6 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-ink max-sm:min-h-11"
        >
          {orderTitle(order)}
        </Link>
        <OrderMark order={order} />
        <span className="text-soft text-xs">
          {order.endedAt && order.endedBecause ? (
            <>
              {endedWords(order.endedBecause)}
              {order.endedByName ? `, by ${order.endedByName}` : ""}, <Ago at={order.endedAt} now={now} />
            </>
          ) : (
            <>
              {order.kind === "pause_act" ? "to be acknowledged" : "due"} <Ago at={order.dueAt} now={now} />
            </>
          )}
        </span>
      </p>
      <p className="mt-0.5 text-soft text-xs">
        ordered by {order.orderedByName ?? "a former colleague"} <Ago at={order.orderedAt} now={now} />
        {order.takenAt ? (
          <> · taken by {order.takenByName ?? "a former colleague"}</>
        ) : order.state === "open" ? (
          " · nobody has taken it yet"
        ) : (
          ""
        )}
        {order.ground ? ` · ${groundWords(order.ground)}` : ""}
        {order.endsAt && order.state === "open" ? (
          <>
            {" "}
            · lapses <Time at={order.endsAt} now={now} />
          </>
        ) : null}
      </p>
      {order.decisions.lift.allowed || order.decisions.renew.allowed ? (
        <p className="mt-2 flex flex-wrap gap-2">
          {order.decisions.lift.allowed ? (
            <Button size="small" busy={isBusy} onClick={() => lift.mutate(on)}>
              {order.kind === "pause_act" ? "Lift the pause" : "Take the order back"}
            </Button>
          ) : null}
          {order.decisions.renew.allowed ? (
            <Button size="small" busy={isBusy} onClick={() => renew.mutate(on)}>
              7 more days
            </Button>
          ) : null}
        </p>
      ) : null}
      {error ? (
        <div className="mt-2">
          <Trouble {...refusedOf(error as unknown as ApiError)} />
        </div>
      ) : null}
    </li>
  );
}
