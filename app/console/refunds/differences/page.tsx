import type { Metadata } from "next";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { DifferencesScreen } from "./differences-screen";

export const metadata: Metadata = { title: "Differences" };

export default async function DifferencesPage() {
  await pageQueries().prefetchQuery(api.refund.reconciliation.queryOptions());
  return (
    <Hydrate>
      <DifferencesScreen />
    </Hydrate>
  );
}
