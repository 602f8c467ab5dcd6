import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type TrailFilter = Omit<inferRouterInputs<AppRouter>["audit"]["search"]["filter"], "q"> & { q: string };
/** What the page's address says, as text. */
export type TrailSearch = { q: string; actor: string; kind: string; from: string; to: string };

const DAY = /^20\d\d-\d\d-\d\d$/;
const ACTOR = /^(owner|member|system|operator|[0-9a-f-]{36})$/;
const DAY_MS = 86_400_000;

/** What somebody may have typed into the address themselves: what cannot be meant is left out. */
export function readSearch(asked: URLSearchParams): TrailSearch {
  const text = (name: string, form: RegExp) => {
    const value = asked.get(name) ?? "";
    return form.test(value) ? value : "";
  };
  return {
    q: (asked.get("q") ?? "").trim().slice(0, 200),
    actor: text("actor", ACTOR),
    kind: text("kind", /^[a-z_]+(\.[a-z_]+)?$/),
    from: text("from", DAY),
    to: text("to", DAY),
  };
}

/** Days are India's, from their first instant to their last. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00+05:30`);

export function filterOf({ q, actor, kind, from, to }: TrailSearch): TrailFilter {
  const until = to ? startOf(to) : null;
  return {
    q,
    actor: actor || undefined,
    kind: kind || undefined,
    from: from ? startOf(from) : undefined,
    to: until ? new Date(until.getTime() + DAY_MS) : undefined,
  };
}

export function addressOf(search: TrailSearch): string {
  const asked = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ""));
  return asked.size > 0 ? `?${asked}` : window.location.pathname;
}

/** Where the file with what is found comes from. */
export function exportAddress(search: TrailSearch): string {
  const { q, actor, kind, from, to } = filterOf(search);
  const parts = { format: "csv", q, actor: actor ?? "", kind: kind ?? "", from: from?.toISOString() ?? "", to: to?.toISOString() ?? "" };
  return `/api/audit/export?${new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== ""))}`;
}

export const isSearching = ({ q, actor, kind, from, to }: TrailSearch): boolean => [q, actor, kind, from, to].some((part) => part !== "");
