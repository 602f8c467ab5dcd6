"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { OrderDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { instantIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { OrderMark } from "@/app/_words/order-mark";
import { endedWords, groundWords, ORDER_WORDS, orderTitle } from "@/app/_words/orders";
import { refundName } from "@/app/_words/refunds";
import { requestName } from "@/app/_words/words";
import { Panel } from "../requests/_detail/panel";
import { OrderActs } from "./order-acts";

const LINK = "inline-flex min-h-6 items-center underline decoration-edge underline-offset-4 hover:decoration-ink max-sm:min-h-11";

/** What is ordered about whom, whose turn it is, and how it ended. */
export function OrderView({ detail }: { detail: OrderDetail }) {
  const { order, now, keptBack } = detail;
  return (
    <article aria-label="Order">
      <div className="px-4 pt-2 pb-4 sm:px-6">
        <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-lg leading-7">
          <span className="min-w-0 font-medium">{orderTitle(order)}</span>
          <OrderMark order={order} />
        </h1>
        <p className="text-soft [overflow-wrap:anywhere]">
          {order.tenantId && order.organisation ? (
            <Link href={`/console/tenants/${order.tenantId}`} className={LINK}>
              {order.organisation}
            </Link>
          ) : (
            "No tenant is known, or it was erased"
          )}
        </p>
      </div>
      <div className="flex flex-col gap-2 px-4 pb-4 sm:px-6">
        {order.isOverdue ? (
          <Callout tone="alarm">
            {order.kind === "pause_act" ? "Nobody has acknowledged it" : "It is not done"}, and it was due{" "}
            <Time at={order.dueAt} now={now} />.
          </Callout>
        ) : null}
        {order.state === "open" ? <Callout tone="info">{ORDER_WORDS[order.kind].todo}</Callout> : null}
        {order.endedAt && order.endedBecause ? (
          <Callout tone="info">
            Ended {instantIn(order.endedAt)}
            {order.endedByName ? ` by ${order.endedByName}` : ""}: {endedWords(order.endedBecause)}.
          </Callout>
        ) : null}
      </div>
      <OrderActs detail={detail} />
      <Panel title="The order">
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          {order.requestId && order.requestNumber !== null ? (
            <Fact name="Request">
              <Link href={`/console/requests/${order.requestId}`} className={LINK}>
                {requestName(order.requestNumber)}
              </Link>
            </Fact>
          ) : null}
          {order.refundId && order.refundNumber !== null ? (
            <Fact name="Refund">
              <Link href={`/console/refunds/${order.refundId}`} className={LINK}>
                {refundName(order.refundNumber)}
              </Link>
            </Fact>
          ) : null}
          {order.holdId ? (
            <Fact name="Hold">
              <Link href={`/console/holds/${order.holdId}`} className={LINK}>
                See the hold
              </Link>
            </Fact>
          ) : null}
          <Fact name="Ordered">
            {order.orderedByName ?? "a former colleague"}, <Time at={order.orderedAt} now={now} />, about {order.caseName}
          </Fact>
          {order.ground ? <Fact name="Ground">{groundWords(order.ground)}</Fact> : null}
          <Fact name={order.kind === "pause_act" ? "To be acknowledged" : "Due"}>
            <Time at={order.dueAt} now={now} />
          </Fact>
          {order.endsAt && order.state === "open" ? (
            <Fact name="Lapses">
              <Time at={order.endsAt} now={now} />
            </Fact>
          ) : null}
          <Fact name="Taken">
            {order.takenAt ? (
              <>
                {order.takenByName ?? "a former colleague"}, <Time at={order.takenAt} now={now} />
              </>
            ) : (
              "nobody yet"
            )}
          </Fact>
          {order.kind === "pause_act" ? <Fact name="Kept back">{many(keptBack, "attempt")}</Fact> : null}
        </dl>
      </Panel>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
