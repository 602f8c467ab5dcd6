"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { OrderRow } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Callout, type Tone } from "@/app/_ui/callout";
import { Time } from "@/app/_ui/time";
import { groundWords } from "@/app/_words/orders";
import { useMe } from "../_frame/operator";

type About = { requestId: string } | { refundId: string } | { tenantId: string };

const SAYS: Record<OrderRow["kind"], string> = {
  pause_act: "ordered a pause: our people decide nothing here until it is lifted. The owner can still act, and the 30 days go on.",
  review_refund: "ordered a review of this refund: somebody who had no hand in it looks again.",
  reactivate: "ordered that this tenant is let back in. The owner need not confirm; the sealed data is compared as always.",
  place_hold: "ordered a legal hold, which waits for a second person.",
};
const TONES: Record<OrderRow["kind"], Tone> = { pause_act: "alarm", review_refund: "unsure", reactivate: "unsure", place_hold: "held" };

/** What the grievance officer ordered about this very request, refund or tenant: at its head, where nobody of ours overlooks it (G4). */
export function OrdersHere({ about, className }: { about: About; className?: string }) {
  const trpc = useTRPC();
  const mayRead = useMe().may["order:read"];
  const orders = useQuery(trpc.order.about.queryOptions(about, { enabled: mayRead, refetchInterval: 10_000 }));
  if (!orders.data || orders.data.items.length === 0) return null;
  const { items, now } = orders.data;
  return (
    <section aria-label="The grievance officer's orders" className={className}>
      <ul className="flex flex-col gap-2">
        {items.map((order) => (
          <li key={order.id}>
            <Callout tone={order.isOverdue || order.ground ? "alarm" : TONES[order.kind]}>
              <span className="font-medium">The grievance officer</span> {SAYS[order.kind]}{" "}
              {order.ground ? <span className="font-medium">It was {groundWords(order.ground)}. </span> : null}
              {order.endsAt ? (
                <>
                  It lapses <Time at={order.endsAt} now={now} />.{" "}
                </>
              ) : null}
              {order.isOverdue ? <span className="font-medium">It is overdue. </span> : null}
              {order.takenBy ? `${order.takenByName ?? "A former colleague"} has taken it. ` : ""}
              <Link
                href={`/console/orders/${order.id}`}
                prefetch={false}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                See the order
              </Link>
            </Callout>
          </li>
        ))}
      </ul>
    </section>
  );
}
