import type { Metadata } from "next";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { filterFrom } from "../requests/_list/filter";
import { RetentionBoard } from "./retention-board";

export const metadata: Metadata = { title: "Retention" };

export default async function RetentionPage() {
  const queries = pageQueries();
  const filter = filterFrom(new URLSearchParams("state=retained"));
  await Promise.all([
    queries.prefetchQuery(api.request.strip.queryOptions()),
    queries.prefetchQuery(api.purge.stop.queryOptions()),
    queries.prefetchQuery(api.request.purges.queryOptions()),
    queries.prefetchInfiniteQuery(api.request.list.infiniteQueryOptions({ filter }, { getNextPageParam: (page) => page.next })),
  ]);
  return (
    <Hydrate>
      <RetentionBoard />
    </Hydrate>
  );
}
