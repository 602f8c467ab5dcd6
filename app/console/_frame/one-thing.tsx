"use client";
import type { ReactNode } from "react";
import type { ApiError } from "@/app/_trpc/answers";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { QueryTrouble } from "./query-trouble";

type OneThingProps<Detail> = {
  query: {
    data: Detail | undefined;
    error: Pick<ApiError, "message" | "data"> | null;
    isPending: boolean;
    refetch: () => unknown;
  };
  missing: ReactNode;
  children: (detail: Detail) => ReactNode;
};

/** One thing as it was last answered, however often it is asked again; before that its shape, and if there is none, what says so. */
export function OneThing<Detail>({ query, missing, children }: OneThingProps<Detail>) {
  const isMissing = isNotFound(query.error);
  return (
    <>
      {query.data ? children(query.data) : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing && !query.data ? missing : null}
      {isMissing ? null : <QueryTrouble query={query} />}
    </>
  );
}

/** Whether the answer was that there is no such thing, or none that may be seen. */
export const isNotFound = (error: Pick<ApiError, "data"> | null): boolean => error?.data?.code === "NOT_FOUND";
