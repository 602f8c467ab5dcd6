import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, contextOnce, pageQueries } from "@/app/_trpc/server";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { Split } from "./_queue/split";
import { filterFrom } from "./filter";

/** The queue stays where it is while cases are opened beside it. Whoever may not read it gets the page alone, which says so. */
export default async function GrievancesLayout({ children }: { children: ReactNode }) {
  const { may } = await callerFactory(appRouter)(await contextOnce()).operator.me();
  if (!may["grievance:read"]) return children;
  const filter = filterFrom(new URLSearchParams((await headers()).get("x-search") ?? ""));
  await pageQueries().prefetchInfiniteQuery(api.grievance.list.infiniteQueryOptions(filter, { getNextPageParam: (page) => page.next }));
  return (
    <Hydrate>
      <Split>{children}</Split>
    </Hydrate>
  );
}
