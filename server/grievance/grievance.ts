import type { GrievanceKind, GrievanceState } from "@/prisma/generated/enums";
import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import { ACKNOWLEDGE_HOURS, MESSAGES_A_CASE } from "@/server/policy/grievance";
import type { RefusalCode } from "./refusals";

/*
 *            the person adds             the desk ends it
 *            ┌──────────┐
 *  ──open──▶ open ──answer──▶ answered ──close──▶ closed
 *              ▲                  │
 *              └── the person adds, while its period runs
 *
 *  The period begins on arrival and is not begun anew: neither by adding, nor by opening an answered case again (G2).
 */

/** What a case of each kind can be about. A correction's are the fields of the profile. */
export const TOPICS = {
  grievance: ["deletion", "lock_out", "refund", "data_use", "conduct", "other"],
  correction: ["person_name", "person_email", "person_phone", "organisation_name", "gstin", "other"],
  access: ["summary"],
  consent: ["product_mail", "data_use", "other"],
  end_user: ["own_data"],
} as const satisfies Record<GrievanceKind, readonly string[]>;
export type Topic<Kind extends GrievanceKind> = (typeof TOPICS)[Kind][number];
export type CorrectionField = Topic<"correction">;
/** Those that are a field of the profile, so that the desk can change it. */
export const PROFILE_FIELDS = [
  "person_name",
  "person_email",
  "person_phone",
  "organisation_name",
  "gstin",
] as const satisfies readonly CorrectionField[];
export type ProfileField = (typeof PROFILE_FIELDS)[number];

export const STATES = ["open", "answered", "closed"] as const satisfies readonly GrievanceState[];

/** Kinds that somebody writes about in their own words. */
export const WRITTEN_KINDS = ["grievance", "consent"] as const satisfies readonly GrievanceKind[];

export const answerDueAt = (receivedAt: Date, days: number): Date => later(receivedAt, days * DAY_MS);

export type CaseFacts = { state: GrievanceState; receivedAt: Date; acknowledgedAt: Date | null; answerDueAt: Date };

export type CaseClock = {
  /** How much of the period has passed, 0 to 1. */
  passed: number;
  acknowledgeDueAt: Date;
  /** Open, and not acknowledged although 24 hours are over: whoever was answered knows that it has arrived. */
  isAcknowledgementLate: boolean;
  /** Open although its period is over. */
  isOverdue: boolean;
};

/** Where a case stands in its period (G2). Due at an instant means: late from that instant on. */
export function caseClock(facts: CaseFacts, now: Date): CaseClock {
  const { receivedAt, acknowledgedAt, answerDueAt: dueAt, state } = facts;
  const acknowledgeDueAt = later(receivedAt, ACKNOWLEDGE_HOURS * HOUR_MS);
  const passed = (now.getTime() - receivedAt.getTime()) / (dueAt.getTime() - receivedAt.getTime());
  return {
    passed: Math.min(1, Math.max(0, passed)),
    acknowledgeDueAt,
    isAcknowledgementLate: state === "open" && acknowledgedAt === null && now >= acknowledgeDueAt,
    isOverdue: state === "open" && now >= dueAt,
  };
}

/** Why nothing can be added to a case now; null when it can. An answered one opens again while its period runs. */
export function refuseAdding(facts: CaseFacts & { messages: number }, now: Date): RefusalCode | null {
  if (facts.state === "closed") return "case_closed";
  if (facts.state === "answered" && now >= facts.answerDueAt) return "case_window_over";
  return facts.messages >= MESSAGES_A_CASE ? "case_full" : null;
}
