"use client";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import { useCommands } from "@/app/_ui/commands";
import { useMe } from "../../_frame/operator";
import { useAssign } from "../_detail/use-assign";

type ListKeys = {
  list: RefObject<HTMLElement | null>;
  searchField: RefObject<HTMLInputElement | null>;
  openId: string | null;
  search: string;
  onEnd: () => void;
};

const rowsIn = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

/** j and k walk the list, Enter opens, x takes, / searches. When a request is closed, the focus is back on its line. */
export function useListKeys({ list, searchField, openId, search, onEnd }: ListKeys): void {
  const router = useRouter();
  const me = useMe();
  const assign = useAssign();
  const last = useRef<string | null>(openId);

  const current = (): string | null => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
    return focused ?? last.current ?? openId;
  };
  const step = (by: 1 | -1): void => {
    const rows = rowsIn(list.current);
    const at = rows.findIndex((row) => row.dataset.row === current());
    const next = rows[at < 0 ? 0 : at + by];
    if (next) {
      last.current = next.dataset.row ?? null;
      next.focus();
    } else onEnd();
  };
  const open = (): void => {
    const id = current();
    if (id) router.push(`/console/requests/${id}${search}`);
  };

  useCommands([
    { id: "hidden-next", title: "Next request", group: "List", keys: "j", run: () => step(1) },
    { id: "hidden-previous", title: "Previous request", group: "List", keys: "k", run: () => step(-1) },
    { id: "hidden-open", title: "Open the request", group: "List", keys: "Enter", run: open },
    { id: "search", title: "Search the requests", group: "List", keys: "/", run: () => searchField.current?.focus() },
    ...(me.may["request:assign"]
      ? [{ id: "hidden-take", title: "Take the request, or put it down", group: "List", keys: "x", run: () => assign.toggle(current()) }]
      : []),
  ]);

  useEffect(() => {
    if (openId) {
      last.current = openId;
      return;
    }
    const row = rowsIn(list.current).find((one) => one.dataset.row === last.current);
    if (last.current && row) row.focus();
  }, [openId, list]);
}
