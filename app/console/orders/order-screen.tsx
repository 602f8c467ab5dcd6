"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Gavel } from "lucide-react";
import Link from "next/link";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { OrderView } from "./order-view";

/** One order, asked again now and then: a colleague may take it, or end what it asks for. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.order.detail.queryOptions({ orderId }, { refetchInterval: 10_000 }));
  const isMissing = query.error?.data?.code === "NOT_FOUND";
  return (
    <div className="mx-auto max-w-4xl pb-10">
      <Link
        href="/console/orders"
        className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All orders
      </Link>
      {query.data ? <OrderView detail={query.data} /> : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing && !query.data ? (
        <Empty
          icon={Gavel}
          title="There is no such order"
          action={
            <Link href="/console/orders" className={buttonClass()}>
              Show all orders
            </Link>
          }
        >
          <h1 className="sr-only">Order not found</h1>
          Orders are never taken out of the book, so the address must be wrong.
        </Empty>
      ) : null}
      {query.error && !isMissing ? (
        <div className="px-4 py-4 sm:px-6">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
    </div>
  );
}
