// long: the list of who asked for which money back, and what came of it.
import type { GatewayName } from "@/server/refund/gateways/gateway";
import type { DeclineReason, RefundReason, RefundState, Trouble } from "@/server/refund/refund";

type Who = "meera" | "dev";

/** A purchase and a refund of it, as the seed tells it; hours count from one thing that happened to the next. */
export interface RefundCase {
  state: RefundState;
  /** What was paid for without tax, in paise; and what of it, tax included, is asked back in thousandths of the whole. */
  taxablePaise: number;
  share: number;
  reason: RefundReason;
  gateway: GatewayName;
  /** When the owner asked, in hours before now; and how long after the purchase, 168 at most. */
  askedHoursAgo: number;
  afterHours: number;
  channel: "dashboard" | "operator";
  lodgedBy?: Who;
  /** Who proposed the grant, who has agreed to it, and how many hours after the asking it was decided or proposed. */
  maker?: Who;
  agreed?: readonly (Who | "farah")[];
  decidedAfterHours?: number;
  /** How many hours after it was submitted the gateway said how it ended; and when the bank sent it back after that. */
  settledAfterHours?: number;
  reversedAfterHours?: number;
  declinedBecause?: DeclineReason;
  failureCode?: string;
  /** What a person still has to look at. */
  trouble?: Trouble;
  /** Tries again what the case before it failed at. */
  retriesLast?: true;
  /** The tenant was deactivated in between: a tenant of the window, its purchase and its asking before that. */
  isUnderSeal?: true;
  /** Of the last financial year, whatever day it is: days before 1 April. */
  daysBeforeApril?: number;
  /** At the gateway somebody has paid back a little more of the same order, by hand. */
  strangerPaise?: number;
}

const whole = { share: 1_000, gateway: "cashfree", channel: "operator", reason: "unused_credits" } as const;
const byOwner = { ...whole, channel: "dashboard" } as const;

const ASKED: RefundCase[] = [
  { ...byOwner, state: "requested", taxablePaise: 50_000, askedHoursAgo: 3, afterHours: 20 },
  { ...whole, state: "requested", taxablePaise: 400_000, askedHoursAgo: 6, afterHours: 51, lodgedBy: "dev", reason: "bought_twice" },
  { ...byOwner, state: "requested", taxablePaise: 100_000, askedHoursAgo: 55, afterHours: 9, reason: "bought_by_mistake" },
  // Waiting for others to agree: one, one, and the second of two.
  { ...byOwner, state: "requested", taxablePaise: 200_000, askedHoursAgo: 14, afterHours: 30, maker: "dev", decidedAfterHours: 4 },
  {
    ...whole,
    state: "requested",
    taxablePaise: 500_000,
    share: 800,
    gateway: "razorpay",
    askedHoursAgo: 20,
    afterHours: 70,
    lodgedBy: "meera",
    maker: "meera",
    decidedAfterHours: 1,
  },
  {
    ...byOwner,
    state: "requested",
    taxablePaise: 1_500_000,
    askedHoursAgo: 26,
    afterHours: 44,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 2,
    reason: "bought_twice",
  },
];

const UNDER_WAY: RefundCase[] = [
  {
    ...whole,
    state: "granted",
    taxablePaise: 60_000,
    askedHoursAgo: 2,
    afterHours: 12,
    lodgedBy: "dev",
    maker: "dev",
    decidedAfterHours: 1.98,
  },
  {
    ...byOwner,
    state: "submitted",
    taxablePaise: 250_000,
    gateway: "razorpay",
    askedHoursAgo: 40,
    afterHours: 100,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 10,
    trouble: "unknown_too_long",
  },
  { ...byOwner, state: "pending", taxablePaise: 80_000, askedHoursAgo: 30, afterHours: 60, maker: "meera", decidedAfterHours: 3 },
  {
    ...byOwner,
    state: "pending",
    taxablePaise: 1_200_000,
    gateway: "razorpay",
    askedHoursAgo: 70,
    afterHours: 25,
    maker: "dev",
    agreed: ["meera", "farah"],
    decidedAfterHours: 22,
  },
  {
    ...byOwner,
    state: "pending",
    taxablePaise: 300_000,
    askedHoursAgo: 4,
    afterHours: 90,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 5,
    isUnderSeal: true,
  },
];

const paid = { ...byOwner, state: "succeeded", settledAfterHours: 26 } as const;
const SUCCEEDED: RefundCase[] = [
  { ...paid, taxablePaise: 99_900, askedHoursAgo: 90, afterHours: 15, maker: "dev", agreed: ["meera"], decidedAfterHours: 4 },
  { ...paid, taxablePaise: 333_333, share: 500, askedHoursAgo: 130, afterHours: 80, maker: "dev", agreed: ["meera"], decidedAfterHours: 9 },
  { ...paid, taxablePaise: 75_000, gateway: "razorpay", askedHoursAgo: 200, afterHours: 3, maker: "meera", decidedAfterHours: 2 },
  {
    ...paid,
    taxablePaise: 1_875_050,
    askedHoursAgo: 290,
    afterHours: 120,
    maker: "dev",
    agreed: ["meera", "farah"],
    decidedAfterHours: 30,
  },
  {
    ...paid,
    ...whole,
    taxablePaise: 50_000,
    share: 700,
    askedHoursAgo: 400,
    afterHours: 40,
    lodgedBy: "meera",
    maker: "dev",
    decidedAfterHours: 6,
    strangerPaise: 11_800,
  },
  {
    ...paid,
    taxablePaise: 500_000,
    gateway: "razorpay",
    askedHoursAgo: 610,
    afterHours: 167,
    maker: "meera",
    agreed: ["dev"],
    decidedAfterHours: 20,
  },
  {
    ...paid,
    taxablePaise: 138_745,
    share: 700,
    askedHoursAgo: 900,
    afterHours: 66,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 11,
  },
  { ...paid, taxablePaise: 20_000, askedHoursAgo: 1_180, afterHours: 8, maker: "dev", decidedAfterHours: 1 },
  {
    ...paid,
    taxablePaise: 100_000,
    askedHoursAgo: 6,
    afterHours: 50,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 12,
    isUnderSeal: true,
  },
  {
    ...paid,
    taxablePaise: 250_000,
    askedHoursAgo: 0,
    daysBeforeApril: 40,
    afterHours: 30,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 7,
  },
  { ...paid, taxablePaise: 60_000, askedHoursAgo: 0, daysBeforeApril: 21, afterHours: 12, maker: "meera", decidedAfterHours: 3 },
  { ...paid, taxablePaise: 80_000, askedHoursAgo: 0, daysBeforeApril: 4, afterHours: 90, maker: "dev", decidedAfterHours: 2 },
];

const ENDED_OTHERWISE: RefundCase[] = [
  {
    ...byOwner,
    state: "failed",
    taxablePaise: 150_000,
    askedHoursAgo: 120,
    afterHours: 33,
    maker: "dev",
    agreed: ["meera"],
    decidedAfterHours: 6,
    settledAfterHours: 40,
    failureCode: "CANCELLED",
    trouble: "failed",
  },
  {
    ...byOwner,
    state: "failed",
    taxablePaise: 40_000,
    askedHoursAgo: 340,
    afterHours: 70,
    maker: "dev",
    decidedAfterHours: 4,
    settledAfterHours: 28,
    failureCode: "CANCELLED",
  },
  {
    ...paid,
    taxablePaise: 40_000,
    askedHoursAgo: 340,
    afterHours: 70,
    maker: "meera",
    decidedAfterHours: 60,
    retriesLast: true,
  },
  {
    ...byOwner,
    state: "reversed",
    taxablePaise: 220_000,
    askedHoursAgo: 260,
    afterHours: 18,
    maker: "meera",
    agreed: ["dev"],
    decidedAfterHours: 5,
    settledAfterHours: 30,
    reversedAfterHours: 150,
    failureCode: "CANCELLED",
    trouble: "reversed",
  },
  {
    ...byOwner,
    state: "declined",
    taxablePaise: 100_000,
    askedHoursAgo: 150,
    afterHours: 44,
    decidedAfterHours: 16,
    declinedBecause: "credits_used",
  },
  {
    ...whole,
    state: "declined",
    taxablePaise: 250_000,
    askedHoursAgo: 480,
    afterHours: 5,
    lodgedBy: "dev",
    decidedAfterHours: 26,
    declinedBecause: "owner_changed_mind",
  },
  {
    ...byOwner,
    state: "declined",
    taxablePaise: 50_000,
    gateway: "razorpay",
    askedHoursAgo: 720,
    afterHours: 22,
    decidedAfterHours: 9,
    declinedBecause: "asked_twice",
  },
];

export const REFUND_CASES: readonly RefundCase[] = [...ASKED, ...UNDER_WAY, ...SUCCEEDED, ...ENDED_OTHERWISE];
