"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Trouble } from "@/app/_ui/trouble";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { DeliveryLine } from "./delivery-line";

export type Show = "all" | "waiting" | "dead";

/** Deliveries of one endpoint or of all, newest first, asked again while one looks. */
export function Deliveries({ endpointId, show, empty }: { endpointId: string | null; show: Show; empty: ReactNode }) {
  const trpc = useTRPC();
  const deliveries = useInfiniteQuery(
    trpc.signal.deliveries.infiniteQueryOptions(
      { endpointId, show },
      { getNextPageParam: (page) => page.next, refetchInterval: 5_000, placeholderData: keepPreviousData },
    ),
  );
  const rows = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {deliveries.error ? (
        <div className="p-4 sm:px-6">
          <Trouble {...refusedOf(deliveries.error as ApiError)} onRetry={() => void deliveries.refetch()} />
        </div>
      ) : null}
      {deliveries.isPending ? <ListSkeleton /> : null}
      <ul
        aria-label="Deliveries"
        aria-busy={deliveries.isPlaceholderData}
        className={deliveries.isPlaceholderData ? "opacity-60" : undefined}
      >
        {rows.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} withEndpoint={endpointId === null} />
        ))}
      </ul>
      {deliveries.data && rows.length === 0 ? empty : null}
      <MoreLines
        count={rows.length}
        more={deliveries.hasNextPage}
        loading={deliveries.isFetchingNextPage}
        onMore={() => void deliveries.fetchNextPage()}
      />
    </>
  );
}
