"use client";
import { X } from "lucide-react";
import type { ListFilter } from "@/server/deletion/list-filter";
import { DUE_WORDS, FLAG_WORDS } from "./filter-words";

type Chip = { words: string; without: Partial<ListFilter> };

/** What the list is narrowed to, each part with its own way out. */
export function FilterChips({ filter, onChange }: { filter: ListFilter; onChange: (change: Partial<ListFilter>) => void }) {
  const chips: Chip[] = [
    ...filter.state.map((state) => ({ words: state, without: { state: filter.state.filter((other) => other !== state) } })),
    ...(filter.due ? [{ words: DUE_WORDS[filter.due], without: { due: undefined } }] : []),
    ...(filter.day === undefined ? [] : [{ words: dayWords(filter.day), without: { day: undefined } }]),
    ...(["mine", "returning", "held"] as const)
      .filter((flag) => filter[flag])
      .map((flag) => ({ words: FLAG_WORDS[flag].toLowerCase(), without: { [flag]: false } })),
    ...(filter.channel ? [{ words: FLAG_WORDS[filter.channel].toLowerCase(), without: { channel: undefined } }] : []),
  ];
  if (chips.length === 0)
    return (
      <p className="flex min-h-6 items-center text-soft text-xs">
        {filter.q ? "In all requests, due soonest first" : "Open requests, due soonest first"}
      </p>
    );
  return (
    <ul aria-label="Narrowed to" className="flex min-h-6 flex-wrap gap-1.5">
      {chips.map((chip) => (
        <li key={chip.words}>
          <button
            type="button"
            onClick={() => onChange(chip.without)}
            aria-label={`No longer only: ${chip.words}`}
            className="inline-flex h-6 items-center gap-1 rounded-full bg-hover pr-1.5 pl-2.5 text-xs hover:bg-line max-sm:h-11 max-sm:pl-4"
          >
            {chip.words}
            <X aria-hidden className="size-3 text-soft" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function dayWords(day: number): string {
  if (day < 0) return "overdue";
  if (day < 2) return day === 0 ? "due today" : "due tomorrow";
  return `due in ${day} days`;
}
