import Link from "next/link";
import type { OrderRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Ago } from "@/app/_ui/time";
import { OrderMark } from "@/app/_words/order-mark";
import { endedWords, orderTitle } from "@/app/_words/orders";

/** One order: what, about whom, by when, and whose it is. */
export function OrderLine({ order, now }: { order: OrderRow; now: Date }) {
  return (
    <li>
      <Link
        href={`/console/orders/${order.id}`}
        prefetch={false}
        data-row={order.id}
        className="block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 truncate font-medium">{orderTitle(order)}</span>
          <OrderMark order={order} />
          <span className={cx("min-w-0 grow truncate text-soft max-sm:basis-full", !order.organisation && "italic")}>
            {order.organisation ?? "no tenant is known, or it was erased"}
          </span>
          {order.endedAt ? (
            <Ago at={order.endedAt} now={now} className="text-soft text-xs" />
          ) : (
            <span className={cx("whitespace-nowrap text-xs", order.isOverdue ? "text-purging" : "text-soft")}>
              due <Ago at={order.dueAt} now={now} />
            </span>
          )}
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
          <span>ordered by {order.orderedByName ?? "a former colleague"}</span>
          {order.takenBy ? <span>taken by {order.takenByName ?? "a former colleague"}</span> : null}
          {order.endedBecause ? <span>{endedWords(order.endedBecause)}</span> : null}
        </span>
      </Link>
    </li>
  );
}
