"use client";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { ListFilter } from "@/server/deletion/list-filter";
import { filterFrom, searchFrom } from "./filter";

/** The list's filter lives in the address: it can be sent to a colleague, and the back button undoes it. */
export function useFilter() {
  const params = useSearchParams();
  const filter = useMemo(() => filterFrom(params), [params]);
  const change = (part: Partial<ListFilter>): void => {
    const address = window.location.pathname + searchFrom({ ...filter, ...part });
    // Every letter typed is not a step worth going back to; a choice is.
    if ("q" in part) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  };
  return { filter, change, search: searchFrom(filter) };
}
