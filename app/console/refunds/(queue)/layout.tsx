import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { Split } from "../_queue/split";
import { viewFrom } from "../views";

/** The queue stays where it is while refunds are opened beside it. */
export default async function QueueLayout({ children }: { children: ReactNode }) {
  const view = viewFrom(new URLSearchParams((await headers()).get("x-search") ?? "").get("view"));
  await pageQueries().prefetchInfiniteQuery(api.refund.list.infiniteQueryOptions({ view }, { getNextPageParam: (page) => page.next }));
  return (
    <Hydrate>
      <Split>{children}</Split>
    </Hydrate>
  );
}
