import type { Metadata } from "next";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { TenantsScreen } from "./tenants-screen";

export const metadata: Metadata = { title: "Tenants" };

export default async function TenantsPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const { q } = await searchParams;
  const asked = typeof q === "string" ? q.trim().slice(0, 200) : "";
  await pageQueries().prefetchInfiniteQuery(api.tenant.list.infiniteQueryOptions({ q: asked }, { getNextPageParam: (page) => page.next }));
  return (
    <Hydrate>
      <TenantsScreen />
    </Hydrate>
  );
}
