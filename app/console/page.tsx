import type { Metadata } from "next";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { TodayScreen } from "./_today/today-screen";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  await Promise.all([
    pageQueries().prefetchQuery(api.request.today.queryOptions()),
    pageQueries().prefetchQuery(api.request.strip.queryOptions()),
  ]);
  return (
    <Hydrate>
      <TodayScreen />
    </Hydrate>
  );
}
