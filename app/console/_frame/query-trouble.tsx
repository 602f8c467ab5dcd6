"use client";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { Trouble } from "@/app/_ui/trouble";

type QueryTroubleProps = { query: { error: Pick<ApiError, "message"> | null; refetch: () => unknown }; className?: string };

/** Why a question was not answered, and a way to ask it again; nothing while all is well. */
export function QueryTrouble({ query, className = "p-4 sm:px-6" }: QueryTroubleProps) {
  if (!query.error) return null;
  return (
    <div className={className}>
      <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
    </div>
  );
}
