import type { GrievanceKind, GrievanceOutcome, GrievanceState } from "@/prisma/generated/enums";
import { DAY_MS } from "@/server/lib/clock";
import { ACKNOWLEDGE_HOURS, MOST_ANSWER_DAYS } from "@/server/policy/grievance";

/** How a case reached us; "by_hand" is one that somebody wrote down without saying how it came. */
export const REGISTER_CHANNELS = ["mail", "self_service", "telephone", "paper", "in_person", "by_hand"] as const;
export type RegisterChannel = (typeof REGISTER_CHANNELS)[number];

export const REGISTER_OUTCOMES = ["upheld", "partly", "refused", "none"] as const satisfies readonly (GrievanceOutcome | "none")[];
export type RegisterOutcome = (typeof REGISTER_OUTCOMES)[number];

/** Days by India's calendar, both included, as "2026-11-22"; what is left out narrows nothing. */
export type RegisterFilter = {
  from: string;
  to: string;
  kind?: GrievanceKind;
  channel?: RegisterChannel;
  state?: GrievanceState;
  outcome?: RegisterOutcome;
  isOverdue?: true;
};

/** A filter whose period need not be said. */
export type AskedRegister = Omit<RegisterFilter, "from" | "to"> & { from?: string; to?: string };

/** One line of the register: numbers, codes and instants, nothing that leads to a person outside (G5). */
export type RegisterRow = {
  id: string;
  number: number;
  kind: GrievanceKind;
  topic: string;
  channel: RegisterChannel;
  state: GrievanceState;
  /** Null while it is open, also where it was decided before and is open again. */
  outcome: GrievanceOutcome | null;
  isOpenAgain: boolean;
  receivedAt: Date;
  acknowledgedAt: Date | null;
  /** When it was answered first; null while it is open. */
  answeredAt: Date | null;
  /** When it was closed; null while it is not. */
  closedAt: Date | null;
  answerDueAt: Date;
  isOverdue: boolean;
  /** The colleague who looks after it, or decided it. */
  officer: string | null;
};

const IST_MS = 330 * 60_000;
/** What a register is looked at for when nothing is said. */
const USUAL_DAYS = 90;
/** Five years: no chart is readable beyond, and no question unbounded. */
export const LONGEST_PERIOD_DAYS = 1_827;

/** The day of an instant by India's calendar. */
export const indianDay = (at: Date): string => new Date(at.getTime() + IST_MS).toISOString().slice(0, 10);

/** From the first instant of the first day to the last of the last one, by India's calendar. `until` is not in it. */
export const boundsOf = ({ from, to }: Pick<RegisterFilter, "from" | "to">): { since: Date; until: Date } => ({
  since: new Date(`${from}T00:00:00+05:30`),
  until: new Date(new Date(`${to}T00:00:00+05:30`).getTime() + DAY_MS),
});

/** The period that was asked for, made whole: the last 90 days when nothing was said, never backwards, never above five years. */
export function periodOf(asked: { from?: string; to?: string }, now: Date): { from: string; to: string } {
  const to = asked.to ?? indianDay(now);
  const usual = indianDay(new Date(boundsOf({ from: to, to }).until.getTime() - USUAL_DAYS * DAY_MS));
  const from = asked.from ?? usual;
  const [first, last] = from <= to ? [from, to] : [to, from];
  const earliest = indianDay(new Date(boundsOf({ from: last, to: last }).until.getTime() - LONGEST_PERIOD_DAYS * DAY_MS));
  return { from: first < earliest ? earliest : first, to: last };
}

/** Whole days that an answer took, or until a case without one was closed, or that it has been waiting. */
export const daysTaken = (
  { receivedAt, answeredAt, closedAt }: Pick<RegisterRow, "receivedAt" | "answeredAt" | "closedAt">,
  now: Date,
): number => Math.max(0, Math.floor(((answeredAt ?? closedAt ?? now).getTime() - receivedAt.getTime()) / DAY_MS));

/** Upper ends of the columns of a distribution; what is above the last one is the last column. */
export const AGE_DAYS = [1, 3, 7, 15, 30, 60, MOST_ANSWER_DAYS] as const;
export const ACKNOWLEDGE_STEPS = [1, 4, 12, ACKNOWLEDGE_HOURS, 48] as const;

/** The same ends for answers, with the published period among them, so that it can be marked. */
export const answerSteps = (targetDays: number): number[] =>
  [...new Set([1, 3, 7, 15, 30, 60, MOST_ANSWER_DAYS, targetDays])].sort((one, other) => one - other);
