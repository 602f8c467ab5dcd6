import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { Split } from "./split";
import { viewFrom } from "./views";

/** The list stays where it is while questions are opened beside it. */
export default async function ApprovalsLayout({ children }: { children: ReactNode }) {
  const { view } = viewFrom(new URLSearchParams((await headers()).get("x-search") ?? "").get("view"));
  await pageQueries().prefetchInfiniteQuery(api.approval.list.infiniteQueryOptions({ view }, { getNextPageParam: (page) => page.next }));
  return (
    <Hydrate>
      <Split>{children}</Split>
    </Hydrate>
  );
}
