"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { useEffect, useRef } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Missing } from "../../_frame/missing";
import { isNotFound } from "../../_frame/one-thing";
import { QueryTrouble } from "../../_frame/query-trouble";
import { DetailSkeleton } from "./detail-skeleton";
import { RequestView } from "./request-view";

/** One request, asked again every 5 seconds, and faster while a purge or a comparison runs. */
export function RequestScreen({ requestId }: { requestId: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.request.detail.queryOptions(
      { requestId },
      {
        refetchInterval: ({ state }) =>
          state.data?.request.state === "purging" || state.data?.comparison?.verdict === "running" ? 1_500 : 5_000,
      },
    ),
  );
  const queries = useQueryClient();
  const version = query.data?.request.version;
  const seen = useRef(version);
  // The request moved by itself, as a purge does: the line beside it must not go on saying what it was.
  useEffect(() => {
    if (seen.current !== undefined && version !== seen.current) void queries.invalidateQueries(trpc.request.list.pathFilter());
    seen.current = version;
  }, [version, queries, trpc]);
  if (query.data)
    return (
      <RequestView
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
        title="There is no such request"
        heading="Request not found"
        onward={{ href: "/console/requests", words: "Go to the list" }}
      >
        The address may be cut short. Search by number, organisation or e-mail instead.
      </Missing>
    );
  return <QueryTrouble query={query} className="p-4 sm:p-6" />;
}
