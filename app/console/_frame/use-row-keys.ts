"use client";
import { type RefObject, useEffect, useRef } from "react";
import { useCommands } from "@/app/_ui/commands";

type RowKeys = {
  list: RefObject<HTMLElement | null>;
  /** What a row is called: "request", "refund". */
  noun: string;
  openId: string | null;
  onOpen: (id: string) => void;
  /** The list's end was reached by walking: more may come. */
  onEnd: () => void;
};

const rowsIn = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

/** j and k walk a list, Enter opens. When what was opened is closed, the focus is back on its line. Answers which row is meant now. */
export function useRowKeys({ list, noun, openId, onOpen, onEnd }: RowKeys): () => string | null {
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

  useCommands([
    { id: "hidden-next", title: `Next ${noun}`, group: "List", keys: "j", run: () => step(1) },
    { id: "hidden-previous", title: `Previous ${noun}`, group: "List", keys: "k", run: () => step(-1) },
    {
      id: "hidden-open",
      title: `Open the ${noun}`,
      group: "List",
      keys: "Enter",
      run: () => {
        const id = current();
        if (id) onOpen(id);
      },
    },
  ]);

  useEffect(() => {
    if (openId) {
      last.current = openId;
      return;
    }
    const row = rowsIn(list.current).find((one) => one.dataset.row === last.current);
    if (last.current && row) row.focus();
  }, [openId, list]);
  return current;
}
