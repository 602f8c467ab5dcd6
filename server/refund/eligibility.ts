/*
 *  R1: may this purchase be paid back, how much of it, and if not, why not. Pure; assess-purchase.ts gathers the facts.
 *
 *    cap = the lower of  what was paid − what is spoken for
 *                   and  what the purchase's unused credits are worth with their tax
 */
import { later } from "@/server/lib/clock";
import { formatPaise } from "@/server/lib/money";
import { Refusal } from "@/server/lib/refusal";
import { GATEWAY_REFUND_MONTHS, LEAST_REFUND_PAISE } from "@/server/policy/refund";
import { REFUND_WINDOW_HOURS } from "@/server/policy/retention";
import { type CreditsFacts, type UsedFirst, unconsumedOf } from "./credits-used";
import { type RefundState, SPOKEN_FOR } from "./refund";
import type { RefusalCode } from "./refusals";
import { type Amounts, type Components, grossFor, leftOf } from "./tax-split";

export type PurchaseFacts = Components & { kind: "credits" | "plan"; purchasedAt: Date; gateway: "cashfree" | "razorpay" };
/** `isElsewhere`: not ours. Somebody paid it in the gateway's dashboard; its money is gone, its credits are still in the books. */
export type OtherRefund = Amounts & { state: RefundState; isElsewhere?: boolean };

export type EligibilityFacts = {
  purchase: PurchaseFacts;
  credits: CreditsFacts;
  /** The purchase's refunds except the one that is being decided. */
  others: readonly OtherRefund[];
  tenant: { deactivatedAt: Date | null; isErased: boolean };
  /** When the owner asked; of one tried again, when they first did. */
  askedAt: Date;
  settings: { usedFirst: UsedFirst };
};

export type Reason = { code: RefusalCode; clause: string };

export type Eligibility = {
  isEligible: boolean;
  /** The most that can be paid back now, tax included, and the credits that this takes; nothing while a reason stands against it. */
  capPaise: bigint;
  creditsCapPaise: bigint;
  capturedPaise: bigint;
  /** Granted, on its way or paid back, by us or outside. */
  spokenForPaise: bigint;
  /** The part of it that was paid outside this console, in the gateway's dashboard. */
  elsewherePaise: bigint;
  /** Credits of this purchase that nobody has used; a granted refund that is not paid out yet still counts as unused. */
  unconsumedPaise: bigint;
  /** The last instant to ask at. */
  deadline: Date;
  /** From this instant on the gateway takes no refund any more. */
  payableUntil: Date;
  /** Everything that stands against it, worst first. */
  reasons: Reason[];
  /** What keeps the cap below what was paid. */
  limitedBy: "paid" | "credits" | null;
};

const CLAUSES = {
  tenant_gone: "D§4",
  plan_fee: "R1",
  asked_after_deactivation: "D§5",
  asked_before_purchase: "D§5",
  asked_too_late: "D§5",
  purchase_too_old: "R4",
  nothing_left_paid: "R1",
  credits_used: "R1",
  less_than_least: "R4",
} as const satisfies Partial<Record<RefusalCode, string>>;

/**
 * What of this purchase may be paid back to an owner who asked at `askedAt`, if it were paid now, and every reason against it (R1, D§5).
 * @keeps D3.16 D5.3 D5.4
 */
export function assess(facts: EligibilityFacts, now: Date): Eligibility {
  const { purchase, tenant, askedAt } = facts;
  const others = spokenFor(facts.others);
  const left = leftOf(purchase, others);
  const unconsumedPaise = unconsumedOf(facts.credits, facts.settings.usedFirst);
  // What is submitted was taken from the credits already; what is only granted will be, and what was paid outside never was.
  const free = atLeastNothing(
    unconsumedPaise - sum(others.filter((other) => other.state === "granted").map((other) => other.creditsPaise)),
  );
  const creditsPaise = free < left.taxablePaise ? free : atLeastNothing(left.taxablePaise);
  const grossPaise = grossFor(purchase, creditsPaise, others);
  const deadline = later(purchase.purchasedAt, REFUND_WINDOW_HOURS * 3_600_000);
  const payableUntil = monthsLater(purchase.purchasedAt, GATEWAY_REFUND_MONTHS);

  const stands: Record<keyof typeof CLAUSES, boolean> = {
    tenant_gone: tenant.isErased,
    plan_fee: purchase.kind === "plan",
    asked_after_deactivation: tenant.deactivatedAt !== null && askedAt >= tenant.deactivatedAt,
    asked_before_purchase: askedAt < purchase.purchasedAt,
    asked_too_late: askedAt > deadline,
    purchase_too_old: now >= payableUntil,
    nothing_left_paid: left.amountPaise <= 0n,
    credits_used: purchase.kind === "credits" && left.amountPaise > 0n && creditsPaise <= 0n,
    less_than_least: left.amountPaise > 0n && creditsPaise > 0n && grossPaise < LEAST_REFUND_PAISE,
  };
  const reasons = (Object.keys(CLAUSES) as (keyof typeof CLAUSES)[])
    .filter((code) => stands[code])
    .map((code) => ({ code, clause: CLAUSES[code] }));
  const isEligible = reasons.length === 0;
  return {
    isEligible,
    capPaise: isEligible ? grossPaise : 0n,
    creditsCapPaise: isEligible ? creditsPaise : 0n,
    capturedPaise: purchase.amountPaise,
    spokenForPaise: purchase.amountPaise - left.amountPaise,
    elsewherePaise: sum(others.filter((other) => other.isElsewhere).map((other) => other.amountPaise)),
    unconsumedPaise,
    deadline,
    payableUntil,
    reasons,
    limitedBy: grossPaise >= purchase.amountPaise ? null : grossPaise < left.amountPaise ? "credits" : "paid",
  };
}

export type Assessment = { purchase: Components; others: readonly OtherRefund[]; eligibility: Eligibility };

/**
 * The refusal of a refund with exactly these two amounts, or null: what a verb throws before it grants and before it pays out.
 * The amounts were worked out when it was asked for or granted, so they are compared with what is left now, not with a cap.
 */
export function refusalOf({ purchase, others, eligibility }: Assessment, refund: Amounts): Refusal | null {
  const [worst] = eligibility.reasons;
  if (worst) return new Refusal(worst.code);
  if (refund.amountPaise < LEAST_REFUND_PAISE) return new Refusal("amount_too_low");
  const left = leftOf(purchase, spokenFor(others));
  if (refund.amountPaise > left.amountPaise || refund.creditsPaise > eligibility.creditsCapPaise)
    return new Refusal("amount_too_high", { most: formatPaise(eligibility.capPaise) });
  // Another refund took the paisa that rounding had given this one: the split has to be worked out again.
  if (refund.amountPaise - refund.creditsPaise > left.taxPaise) return new Refusal("refund_changed");
  return null;
}

/** The refunds that count against a purchase: granted, on their way or paid back. */
export const spokenFor = <R extends OtherRefund>(refunds: readonly R[]): R[] =>
  refunds.filter((refund) => (SPOKEN_FOR as readonly RefundState[]).includes(refund.state));

const sum = (amounts: bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const atLeastNothing = (paise: bigint): bigint => (paise > 0n ? paise : 0n);

/** The same day and time of day so many calendar months later, in UTC; the last day of the month where it has no such day. */
function monthsLater(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCMonth(moved.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}
