import type { RegisterLine } from "@/app/_trpc/answers";

type Asked = Record<string, string | string[] | undefined>;
export type AskedFilter = {
  from?: string;
  to?: string;
  kind?: RegisterLine["kind"];
  channel?: RegisterLine["channel"];
  state?: RegisterLine["state"];
  outcome?: NonNullable<RegisterLine["outcome"]> | "none";
  isOverdue?: true;
};

export const KINDS = {
  grievance: "Complaint",
  correction: "Correction",
  access: "Summary of data",
  consent: "Consent taken back",
  end_user: "A tenant's end user",
} as const satisfies Record<RegisterLine["kind"], string>;
export const CHANNELS = {
  mail: "Mail",
  self_service: "Self-service",
  telephone: "Telephone",
  paper: "Paper",
  in_person: "In person",
  by_hand: "By hand",
} as const satisfies Record<RegisterLine["channel"], string>;
export const STATES = { open: "Open", answered: "Answered", closed: "Closed" } as const satisfies Record<RegisterLine["state"], string>;
export const OUTCOMES = { upheld: "Upheld", partly: "Partly upheld", refused: "Refused", none: "No decision" } as const;

/** What the address asks for; a word in it that means nothing narrows nothing. */
export function filterOf(asked: Asked): AskedFilter {
  const day = (name: string) =>
    typeof asked[name] === "string" && /^20[2-9]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(asked[name]) && isDay(asked[name])
      ? asked[name]
      : undefined;
  const one = <Code extends string>(name: string, words: Record<Code, string>) =>
    typeof asked[name] === "string" && Object.hasOwn(words, asked[name]) ? (asked[name] as Code) : undefined;
  return {
    from: day("from"),
    to: day("to"),
    kind: one("kind", KINDS),
    channel: one("channel", CHANNELS),
    state: one("state", STATES),
    outcome: one("outcome", OUTCOMES),
    isOverdue: asked.overdue === "yes" ? true : undefined,
  };
}

/** Not the 30th of February. */
const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;

/** The same filter as an address says it. */
export const queryOf = ({ isOverdue, ...rest }: AskedFilter): URLSearchParams =>
  new URLSearchParams([
    ...Object.entries(rest).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ...(isOverdue ? [["overdue", "yes"]] : []),
  ]);

/** "1795000000000_<id>": from where the next page goes on; anything else is the first page. */
export function placeOf(after: string | string[] | undefined): { at: Date; id: string } | null {
  const [, at, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typeof after === "string" ? after : "") ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}
