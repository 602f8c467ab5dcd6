"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { ListFilter } from "@/server/deletion/list-filter";
import { IN_PAGES } from "../../_frame/in-pages";

/** The list's pages, asked again every 15 seconds. While a new filter is on its way the old lines stay. */
export function useRequests(filter: ListFilter) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(trpc.request.list.infiniteQueryOptions({ filter }, { ...IN_PAGES, refetchInterval: 15_000 }));
  const pages = query.data?.pages ?? [];
  return { ...query, rows: pages.flatMap((page) => page.items), now: pages[0]?.now };
}
