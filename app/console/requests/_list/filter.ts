import { STATE_ORDER } from "@/app/_words/states";
import type { State } from "@/server/deletion/lifecycle";
import type { ListFilter } from "@/server/deletion/list-filter";

type Params = Pick<URLSearchParams, "get" | "has">;

/** The filter that a page's address says. What it does not understand, it leaves out. */
export function filterFrom(params: Params): ListFilter {
  const day = /^-?\d{1,2}$/.test(params.get("day") ?? "") ? Number(params.get("day")) : undefined;
  return {
    state: (params.get("state") ?? "").split(",").filter((word): word is State => (STATE_ORDER as readonly string[]).includes(word)),
    due: oneOf(params.get("due"), ["24h", "7d", "overdue"] as const),
    channel: oneOf(params.get("channel"), ["mail", "dashboard", "operator"] as const),
    mine: params.has("mine"),
    returning: params.has("returning"),
    held: params.has("held"),
    day: day !== undefined && day >= -1 && day <= 30 ? day : undefined,
    q: (params.get("q") ?? "").trim().slice(0, 200),
  };
}

const oneOf = <Word extends string>(text: string | null, words: readonly Word[]): Word | undefined => words.find((word) => word === text);

/** The address that says a filter: "?state=received,verified&mine"; empty for the plain list of open requests. */
export function searchFrom(filter: Partial<ListFilter>): string {
  const said: string[] = [];
  if (filter.state?.length) said.push(`state=${filter.state.join(",")}`);
  if (filter.due) said.push(`due=${filter.due}`);
  if (filter.day !== undefined) said.push(`day=${filter.day}`);
  if (filter.channel) said.push(`channel=${filter.channel}`);
  for (const flag of ["mine", "returning", "held"] as const) if (filter[flag]) said.push(flag);
  if (filter.q) said.push(`q=${encodeURIComponent(filter.q)}`);
  return said.length > 0 ? `?${said.join("&")}` : "";
}

/** A saved view: the list with a filter. */
export const listHref = (filter: Partial<ListFilter>): string => `/console/requests${searchFrom(filter)}`;
