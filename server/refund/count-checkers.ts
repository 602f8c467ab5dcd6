import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { ALONE_HOURS } from "@/server/policy/refund";
import { type Bands, checkersNeeded, SPOKEN_FOR } from "./refund";

export type Grant = { tenantId: string; purchaseId: string; amountPaise: bigint; exceptRefundId?: string; makerId: string };
/** How many others a grant takes, and what was counted besides its own amount, in paise. */
export type Checkers = { needed: 0 | 1 | 2; bands: Bands; spokenForPaise: bigint; alonePaise: bigint };

/**
 * How many other people this grant takes (R5). The band is that of the amount together with what is spoken for of its purchase,
 * and with what its maker granted alone of the tenant's other purchases in the 24 hours before: nobody grants alone, piece by
 * piece, what takes others as a whole. The database counts the same (console.checkers_needed) and has the last word.
 */
export async function countCheckers(tx: Tx, grant: Grant, now: Date): Promise<Checkers> {
  const { tenantId, purchaseId, amountPaise, exceptRefundId, makerId } = grant;
  const counts = { tenantId, state: { in: [...SPOKEN_FOR] }, ...(exceptRefundId ? { id: { not: exceptRefundId } } : {}) };
  const since = later(now, -ALONE_HOURS * HOUR_MS);
  const { aloneUpToPaise, twoAbovePaise } = await tx.refundBand.findUniqueOrThrow({ where: { id: 1 } });
  const ofPurchase = await tx.refund.aggregate({ where: { ...counts, purchaseId }, _sum: { amountPaise: true } });
  const alone = await tx.refund.aggregate({
    where: { ...counts, purchaseId: { not: purchaseId }, makerId, checkersNeeded: 0, grantedAt: { gt: since } },
    _sum: { amountPaise: true },
  });
  const bands = { aloneUpToPaise, twoAbovePaise };
  const spokenForPaise = ofPurchase._sum.amountPaise ?? 0n;
  const alonePaise = alone._sum.amountPaise ?? 0n;
  return { needed: checkersNeeded(spokenForPaise + alonePaise + amountPaise, bands), bands, spokenForPaise, alonePaise };
}
