"use client";
import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { useCommands } from "@/app/_ui/commands";
import { useMe } from "../../_frame/operator";
import { useRowKeys } from "../../_frame/use-row-keys";
import { useAssign } from "../_detail/use-assign";

type ListKeys = {
  list: RefObject<HTMLElement | null>;
  searchField: RefObject<HTMLInputElement | null>;
  openId: string | null;
  search: string;
  onEnd: () => void;
};

/** j and k walk the list, Enter opens, x takes, / searches. */
export function useListKeys({ list, searchField, openId, search, onEnd }: ListKeys): void {
  const router = useRouter();
  const me = useMe();
  const assign = useAssign();
  const current = useRowKeys({ list, noun: "request", openId, onOpen: (id) => router.push(`/console/requests/${id}${search}`), onEnd });
  useCommands([
    { id: "search", title: "Search the requests", group: "List", keys: "/", run: () => searchField.current?.focus() },
    ...(me.may["request:assign"]
      ? [{ id: "hidden-take", title: "Take the request, or put it down", group: "List", keys: "x", run: () => assign.toggle(current()) }]
      : []),
  ]);
}
