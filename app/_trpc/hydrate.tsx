import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { pageQueries } from "./server";

/** Hands what the server has asked already to the browser. */
export function Hydrate({ children }: { children?: ReactNode }) {
  return <HydrationBoundary state={dehydrate(pageQueries())}>{children}</HydrationBoundary>;
}
