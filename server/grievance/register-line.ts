import { grievanceNumber } from "@/server/lib/ids";
import type { RegisterTotals } from "./find-register";
import { daysTaken, type RegisterFilter, type RegisterRow } from "./register";

const IST = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Kolkata",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});
/** "2026-11-22 16:04", by India's clock: what its head names as such. */
export const minuteInIndia = (at: Date | null): string => (at ? IST.format(at) : "");

export const REGISTER_COLUMNS = [
  "Number",
  "Kind",
  "Topic",
  "Channel",
  "Received (IST)",
  "Acknowledged (IST)",
  "Answer due (IST)",
  "Answered (IST)",
  "Days",
  "State",
  "Outcome",
  "Overdue",
  "Officer",
] as const;

/** Codes as words: "self_service" → "self service". */
export const said = (code: string): string => code.replaceAll("_", " ");

/** One case as a line of a file, in the order of the columns. */
export const registerLine = (row: RegisterRow, now: Date): (string | number)[] => [
  grievanceNumber(row.number),
  said(row.kind),
  said(row.topic),
  said(row.channel),
  minuteInIndia(row.receivedAt),
  minuteInIndia(row.acknowledgedAt),
  minuteInIndia(row.answerDueAt),
  minuteInIndia(row.answeredAt),
  daysTaken(row, now),
  row.isOpenAgain ? "open again" : row.state,
  row.outcome ?? "",
  row.isOverdue ? "overdue" : "",
  row.officer ?? "",
];

/** What was chosen, for the head of a file: "kind: correction, state: open", or that nothing was. */
export function filterWords({ from: _from, to: _to, isOverdue, ...chosen }: RegisterFilter): string {
  const parts = Object.entries(chosen).flatMap(([name, value]) => (value ? [`${name}: ${said(value)}`] : []));
  return [...parts, ...(isOverdue ? ["overdue only"] : [])].join(", ") || "all cases";
}

/** The sums under a register, each with what it sums. */
export const totalLines = (totals: RegisterTotals): [string, number][] => [
  ["Cases", totals.cases],
  ["Overdue", totals.overdue],
  ...groupLines("Kind", totals.byKind),
  ...groupLines("Channel", totals.byChannel),
  ...groupLines("State", totals.byState),
  ...groupLines("Outcome", totals.byOutcome),
];

const groupLines = (name: string, sums: Record<string, number>): [string, number][] =>
  Object.entries(sums).map(([code, cases]) => [`${name}: ${said(code)}`, cases]);
