import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { filterFrom } from "./_list/filter";
import { Split } from "./_list/split";

/** The list stays where it is while requests are opened beside it. */
export default async function RequestsLayout({ children }: { children: ReactNode }) {
  const params = new URLSearchParams((await headers()).get("x-search") ?? "");
  params.delete("_rsc");
  await pageQueries().prefetchInfiniteQuery(
    api.request.list.infiniteQueryOptions({ filter: filterFrom(params) }, { getNextPageParam: (page) => page.next }),
  );
  return (
    <Hydrate>
      <Split>{children}</Split>
    </Hydrate>
  );
}
