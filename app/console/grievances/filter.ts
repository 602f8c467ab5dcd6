const STATES = ["open", "answered", "closed", "all"] as const;
const WHOSE = ["mine", "unassigned"] as const;
const KINDS = ["grievance", "correction", "access", "consent", "end_user"] as const;
const CHANNELS = ["mail", "dashboard", "operator"] as const;

const oneOf = <Value extends string>(values: readonly Value[], asked: string | null): Value | undefined =>
  values.find((value) => value === asked);

/** What an address asks of the queue; anything else in it is the usual. */
export const filterFrom = (asked: URLSearchParams) => ({
  state: oneOf(STATES, asked.get("state")) ?? "open",
  whose: oneOf(WHOSE, asked.get("whose")),
  kind: oneOf(KINDS, asked.get("kind")),
  channel: oneOf(CHANNELS, asked.get("channel")),
  overdue: asked.get("overdue") === "yes" ? true : undefined,
  q: asked.get("q")?.slice(0, 60) || undefined,
});
export type Filter = ReturnType<typeof filterFrom>;

/** "?whose=mine": the queue's address, for links to a case and back. */
export function searchOf(filter: Filter): string {
  const { overdue, state, ...rest } = filter;
  const said = Object.entries({ ...rest, state: state === "open" ? undefined : state, overdue: overdue && "yes" });
  const params = new URLSearchParams(said.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  return params.size > 0 ? `?${params}` : "";
}
