import type { Purchase } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { formatPaise } from "@/server/lib/money";
import { Refusal } from "@/server/lib/refusal";
import { LEAST_REFUND_PAISE } from "@/server/policy/refund";
import { assessPurchase, type Question } from "./assess-purchase";
import { spokenFor } from "./eligibility";
import { creditsFor } from "./tax-split";

/**
 * Whether this amount of a purchase can be paid back now (R1, R3), under the tenant's lock: what it takes of the credits, in
 * paise. Throws the worst reason why nothing can be, `amount_too_high` with the most that
 * can be, or `amount_too_low`.
 */
export async function checkAmount(
  tx: Tx,
  question: Question,
  amountPaise: bigint,
  now: Date,
): Promise<{ purchase: Purchase; creditsPaise: bigint }> {
  const { purchase, others, eligibility } = await assessPurchase(tx, question, now);
  const [worst] = eligibility.reasons;
  if (worst) throw new Refusal(worst.code);
  if (amountPaise < LEAST_REFUND_PAISE) throw new Refusal("amount_too_low");
  if (amountPaise > eligibility.capPaise) throw new Refusal("amount_too_high", { most: formatPaise(eligibility.capPaise) });
  return { purchase, creditsPaise: creditsFor(purchase, amountPaise, spokenFor(others)) };
}
