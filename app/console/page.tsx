import type { Metadata } from "next";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { TodayScreen } from "./_today/today-screen";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const me = await pageQueries()
    .fetchQuery(api.operator.me.queryOptions())
    .catch(() => null);
  await Promise.all([
    me?.may["letter:read"] ? pageQueries().prefetchQuery(api.letter.refundsWaiting.queryOptions()) : null,
    pageQueries().prefetchQuery(api.request.today.queryOptions()),
    pageQueries().prefetchQuery(api.refund.counts.queryOptions()),
    pageQueries().prefetchQuery(api.request.strip.queryOptions()),
  ]);
  return (
    <Hydrate>
      <TodayScreen />
    </Hydrate>
  );
}
