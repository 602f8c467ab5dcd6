"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RequestRow, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { useSay } from "@/app/_ui/toast";
import { useMe } from "../../_frame/operator";

type Pages = { pages: { items: RequestRow[] }[] };

/** Takes a request onto one's own list, or puts it down again. */
export function useAssign() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = useMe();
  const say = useSay();
  const { mutate, isPending } = useMutation(
    trpc.request.assign.mutationOptions({
      onSuccess: (_answer, { toMe }) => {
        say(toMe ? "It is on your list now." : "It is off your list.");
        return queries.invalidateQueries(trpc.request.pathFilter());
      },
      onError: (error) => say(refusedOf(error).sentence),
    }),
  );
  const known = (id: string): RequestRow | undefined =>
    queries
      .getQueriesData<Pages>(trpc.request.list.infiniteQueryFilter())
      .flatMap(([, data]) => data?.pages ?? [])
      .flatMap((page) => page.items)
      .find((row) => row.id === id);
  return {
    isPending,
    assign: (requestId: string, toMe: boolean) => mutate({ requestId, toMe }),
    toggle: (requestId: string | null) => {
      const row = requestId ? known(requestId) : undefined;
      if (row) mutate({ requestId: row.id, toMe: row.assigneeId !== me.id });
    },
  };
}
