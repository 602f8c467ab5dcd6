"use client";
import { useQuery } from "@tanstack/react-query";
import { Gavel } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { BackLink } from "../_frame/back-link";
import { Missing } from "../_frame/missing";
import { OneThing } from "../_frame/one-thing";
import { OrderView } from "./order-view";

const LIST = "/console/orders";

/** One order, asked again now and then: a colleague may take it, or end what it asks for. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.order.detail.queryOptions({ orderId }, { refetchInterval: 10_000 }));
  const missing = (
    <Missing icon={Gavel} title="There is no such order" heading="Order not found" onward={{ href: LIST, words: "Show all orders" }}>
      Orders are never taken out of the book, so the address must be wrong.
    </Missing>
  );
  return (
    <div className="mx-auto max-w-4xl pb-10">
      <BackLink href={LIST}>All orders</BackLink>
      <OneThing query={query} missing={missing}>
        {(detail) => <OrderView detail={detail} />}
      </OneThing>
    </div>
  );
}
