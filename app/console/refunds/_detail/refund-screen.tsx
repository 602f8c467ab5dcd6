"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { useEffect, useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Missing } from "../../_frame/missing";
import { isNotFound } from "../../_frame/one-thing";
import { QueryTrouble } from "../../_frame/query-trouble";
import { DetailSkeleton } from "../../requests/_detail/detail-skeleton";
import { RefundView } from "./refund-view";

/** One refund, asked again every 5 seconds, and faster while money is on its way. */
export function RefundScreen({ refundId }: { refundId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const query = useQuery(
    trpc.refund.detail.queryOptions(
      { refundId },
      { refetchInterval: ({ state }) => (["granted", "submitted"].includes(state.data?.refund.state ?? "") ? 1_500 : 5_000) },
    ),
  );
  const version = query.data?.refund.version;
  const seen = useRef(version);
  // The refund moved by itself, as a payout does: the line beside it must not go on saying what it was.
  useEffect(() => {
    if (seen.current !== undefined && version !== seen.current) {
      void queries.invalidateQueries(trpc.refund.list.pathFilter());
      void queries.invalidateQueries(trpc.refund.counts.pathFilter());
    }
    seen.current = version;
  }, [version, queries, trpc]);
  if (query.data)
    return (
      <RefundView
        detail={query.data}
        trouble={query.error ? refusedOf(query.error as ApiError) : null}
        onLookAgain={() => query.refetch()}
      />
    );
  if (!query.error) return <DetailSkeleton />;
  if (isNotFound(query.error))
    return (
      <Missing
        icon={FileQuestion}
        title="There is no such refund"
        heading="Refund not found"
        onward={{ href: "/console/refunds", words: "Go to the queue" }}
      >
        It may have been erased with its tenant; then the tax record without a name is what is left of it.
      </Missing>
    );
  return <QueryTrouble query={query} className="p-4 sm:p-6" />;
}
