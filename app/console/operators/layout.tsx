import type { ReactNode } from "react";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { Split } from "./split";

/** The list stays where it is while people are opened beside it. */
export default async function OperatorsLayout({ children }: { children: ReactNode }) {
  const queries = pageQueries();
  await Promise.all([
    queries.prefetchInfiniteQuery(api.operator.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next })),
    queries.prefetchQuery(api.operator.waiting.queryOptions()),
  ]);
  return (
    <Hydrate>
      <Split>{children}</Split>
    </Hydrate>
  );
}
