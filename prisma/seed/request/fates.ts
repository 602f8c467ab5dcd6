// long: the list of what becomes of whom. Who is not named here simply stays active.
import type { RequestState } from "@/prisma/generated/enums";
import type { Rejection } from "@/server/deletion/rejection";
import { HOUR_MS } from "@/server/lib/clock";
import type { Instant } from "../instants";
import { randomFor } from "../random";

/** How a request reached us and what its evidence looks like. */
export type Evidence =
  | "all_passed"
  | "not_authenticated"
  | "dns_no_answer"
  | "weak_or_partial"
  | "near_miss"
  | "email_not_given"
  | "email_differs"
  | "organisation_not_given"
  | "organisation_differs"
  /** Nobody's: claims a tenant without coming from it, so it gets none. */
  | "forged"
  | "unknown_sender";

export type CodeProgress = "confirmed" | "open" | "expired" | "too_many_attempts" | "not_sent";

export interface Fate {
  state: Exclude<RequestState, "purging">;
  channel: "mail" | "dashboard" | "operator";
  evidence: Evidence;
  code: CodeProgress;
  /** Hours between arrival and now, for requests that wait for people or ended without a lock-out. */
  ageHours?: number;
  /** Hours since deactivation, for those that were locked out. */
  lockedOutHours?: number;
  lodgedBy?: "meera" | "dev";
  because?: Rejection;
  /** Facts beside the state. */
  held?: "in_window" | "overdue" | "released" | "to_review" | "waiting";
  /** A colleague was asked to agree and has not answered yet. */
  proposedBy?: "meera" | "dev";
  asksToReturn?: true;
  wroteTwice?: true;
  ownerChange?: "email" | "person";
  big?: true;
}

const mail = (state: Fate["state"], more: Partial<Fate> = {}): Fate => ({
  state,
  channel: "mail",
  evidence: "all_passed",
  code: "confirmed",
  ...more,
});

const RECEIVED: Fate[] = [
  mail("received", { ageHours: 3 }),
  mail("received", { ageHours: 9, wroteTwice: true }),
  mail("received", { ageHours: 26 }),
  mail("received", { ageHours: 0.08, code: "open" }),
  mail("received", { ageHours: 0.12, code: "open", evidence: "near_miss" }),
  mail("received", { ageHours: 14, code: "expired" }),
  mail("received", { ageHours: 40, code: "too_many_attempts" }),
  mail("received", { ageHours: 5, evidence: "not_authenticated" }),
  mail("received", { ageHours: 2, evidence: "dns_no_answer", code: "expired" }),
  mail("received", { ageHours: 31, evidence: "weak_or_partial" }),
  mail("received", { ageHours: 18, evidence: "near_miss", proposedBy: "dev" }),
  mail("received", { ageHours: 50, evidence: "near_miss", code: "expired" }),
  mail("received", { ageHours: 7, evidence: "email_not_given" }),
  mail("received", { ageHours: 22, evidence: "email_not_given", code: "expired" }),
  mail("received", { ageHours: 29, evidence: "email_differs" }),
  mail("received", { ageHours: 12, evidence: "organisation_not_given" }),
  mail("received", { ageHours: 16, evidence: "organisation_differs", code: "expired" }),
  mail("received", { ageHours: 6, evidence: "forged", code: "not_sent" }),
  mail("received", { ageHours: 44, evidence: "forged", code: "not_sent" }),
  mail("received", { ageHours: 11, evidence: "unknown_sender", code: "not_sent" }),
  mail("received", { ageHours: 20, ownerChange: "email", proposedBy: "meera" }),
  mail("received", { ageHours: 25, ownerChange: "person" }),
  mail("received", { ageHours: 4, channel: "operator", lodgedBy: "dev" }),
  mail("received", { ageHours: 27, channel: "operator", lodgedBy: "meera", code: "expired" }),
  mail("received", { ageHours: 1, channel: "dashboard" }),
  mail("received", { ageHours: 8, channel: "dashboard" }),
];

const VERIFIED: Fate[] = [
  mail("verified", { ageHours: 20 }),
  mail("verified", { ageHours: 34, evidence: "near_miss" }),
  mail("verified", { ageHours: 28, wroteTwice: true }),
  mail("verified", { ageHours: 15, channel: "dashboard" }),
  mail("verified", { ageHours: 45, channel: "operator", lodgedBy: "dev" }),
];

const day = (days: number, hours: number, more: Partial<Fate> = {}): Fate =>
  mail("retained", { lockedOutHours: days * 24 + hours, ...more });
const HOURS_INTO_DAY = [2, 7, 11, 15, 19, 5];

// One for every day of the window, and more where it is about to close.
const RETAINED: Fate[] = [
  ...Array.from({ length: 30 }, (_, days) =>
    day(days, HOURS_INTO_DAY[days % HOURS_INTO_DAY.length] ?? 3, { channel: days % 5 === 4 ? "dashboard" : "mail" }),
  ),
  day(29, 18, { big: true }),
  day(29, 21.5),
  day(29, 12, { channel: "operator", lodgedBy: "dev" }),
  day(29, 1, { asksToReturn: true }),
  day(28, 9),
  day(27, 3, { channel: "dashboard" }),
  day(26, 14, { evidence: "near_miss" }),
  day(25, 6, { held: "to_review" }),
  day(24, 20),
  day(23, 4, { held: "released" }),
  day(21, 10, { asksToReturn: true, channel: "dashboard" }),
  day(17, 8, { held: "in_window" }),
  day(12, 13, { held: "waiting" }),
  day(8, 16, { channel: "operator", lodgedBy: "meera" }),
  day(3, 1),
  day(0, 0.4),
  day(33, 5, { held: "overdue" }),
];

const REJECTED: Fate[] = [
  mail("rejected", { ageHours: 70, evidence: "forged", code: "not_sent", because: "sender_not_proven" }),
  mail("rejected", { ageHours: 130, evidence: "unknown_sender", code: "not_sent", because: "not_the_owner" }),
  mail("rejected", { ageHours: 200, evidence: "email_differs", code: "expired", because: "account_unclear" }),
  mail("rejected", { ageHours: 310, evidence: "organisation_differs", code: "expired", because: "account_unclear" }),
  mail("rejected", { ageHours: 420, evidence: "not_authenticated", code: "expired", because: "sender_not_proven" }),
  mail("rejected", { ageHours: 520, code: "expired", because: "owner_changed_mind", channel: "operator", lodgedBy: "dev" }),
];

const WITHDRAWN: Fate[] = [
  mail("withdrawn", { ageHours: 60 }),
  mail("withdrawn", { ageHours: 150, code: "expired" }),
  mail("withdrawn", { ageHours: 260, channel: "dashboard" }),
  mail("withdrawn", { ageHours: 380, evidence: "near_miss" }),
  mail("withdrawn", { ageHours: 610 }),
];

const REACTIVATED: Fate[] = [26, 160, 420, 700, 1_100, 1_500].map((hours, at) =>
  mail("reactivated", { lockedOutHours: hours + 48, channel: at === 2 ? "dashboard" : "mail" }),
);
const PURGED: Fate[] = [730, 757, 800, 870, 960, 1_090, 1_250, 1_490].map((hours, at) =>
  mail("purged", { lockedOutHours: hours, channel: at === 3 ? "dashboard" : "mail" }),
);

export const FATES: readonly Fate[] = [...RECEIVED, ...VERIFIED, ...RETAINED, ...REJECTED, ...WITHDRAWN, ...REACTIVATED, ...PURGED];

export const deactivatedAt = (fate: Fate, now: Instant): Instant | undefined =>
  fate.lockedOutHours === undefined ? undefined : now - fate.lockedOutHours * HOUR_MS - someSeconds(fate);

/** Nothing in life happens on the minute. */
export const someSeconds = (fate: Fate): number => randomFor(`seconds of ${JSON.stringify(fate)}`).int(1_000, 58_000);

/** Whoever comes back here does so after two days. */
export const returnedAt = (fate: Fate, now: Instant): Instant | undefined =>
  fate.state === "reactivated" && fate.lockedOutHours !== undefined ? now - (fate.lockedOutHours - 48) * HOUR_MS : undefined;

/** Letters that nobody believes get no tenant of their own: they only name one. */
export const isUnbelieved = (fate: Fate): boolean => fate.evidence === "forged" || fate.evidence === "unknown_sender";
