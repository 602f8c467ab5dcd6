import type { Purchase } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import type { UsedFirst } from "./credits-used";
import { type EligibilityFacts, type OtherRefund, spokenFor } from "./eligibility";
import { gatherCredits } from "./gather-credits";
import { creditsFor, leftOf } from "./tax-split";

export type TenantFacts = EligibilityFacts["tenant"];
export type PurchaseFacts = EligibilityFacts & { purchase: Purchase; others: (OtherRefund & { id: string })[] };
type Elsewhere = { id: string; purchaseId: string; paise: bigint };
type Asked = {
  tenantId: string;
  tenant: TenantFacts;
  askedAt: Date;
  exceptRefundId?: string;
  usedFirst?: UsedFirst;
};

/** Until when the tenant's owner could ask, and whether there is anything left to pay back; null when there is no such tenant. */
export async function gatherTenant(tx: Tx, tenantId: string): Promise<TenantFacts | null> {
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true } });
  if (!tenant) return null;
  const open = await tx.deactivation.findFirst({
    where: { tenantId, endedAt: null },
    select: { deactivatedAt: true, request: { select: { state: true } } },
  });
  return { deactivatedAt: open?.deactivatedAt ?? null, isErased: open?.request.state === "purging" };
}

/** The facts of `assess` for some purchases of one tenant, and its balances in paise: four questions, however many they are. */
export async function gatherEligibility(tx: Tx, purchases: Purchase[], { tenantId, tenant, askedAt, exceptRefundId, usedFirst }: Asked) {
  const ids = purchases.map((purchase) => purchase.id);
  const refunds = await tx.refund.findMany({
    where: { tenantId, purchaseId: { in: ids } },
    select: { id: true, purchaseId: true, state: true, amountPaise: true, creditsPaise: true },
  });
  const elsewhere = await tx.$queryRaw<Elsewhere[]>`
    SELECT e.difference_id AS id, e.purchase_id AS "purchaseId", e.paise FROM console.paid_elsewhere(${tenantId}::uuid) e
    WHERE e.purchase_id = ANY (${ids}::uuid[]) ORDER BY e.difference_id`;
  const { ofPurchase, purchasedPaise, grantedPaise } = await gatherCredits(tx, tenantId, ids);
  const settings = { usedFirst: usedFirst ?? env().CREDITS_USED_FIRST };
  const facts = purchases.flatMap((purchase): PurchaseFacts[] => {
    const own = refunds.filter((refund) => refund.purchaseId === purchase.id && refund.id !== exceptRefundId);
    const others = [...own, ...asGranted(purchase, own, elsewhere)];
    const credits = ofPurchase.get(purchase.id);
    return credits ? [{ purchase, credits, others, tenant, askedAt, settings }] : [];
  });
  return { facts, balances: { purchasedPaise, grantedPaise } };
}

/**
 * What was paid outside stands to its purchase as a granted refund of ours does: the money is spoken for, and so are the credits
 * for it, which nobody has taken yet. Their amount is worked out as if we had paid it, last of all.
 */
function asGranted(purchase: Purchase, own: readonly OtherRefund[], elsewhere: readonly Elsewhere[]): PurchaseFacts["others"] {
  const before = spokenFor(own);
  return elsewhere
    .filter((one) => one.purchaseId === purchase.id)
    .map(({ id, paise: amountPaise }) => {
      const left = leftOf(purchase, before).amountPaise;
      // More than is left was paid back: then all that is left of the credits is spoken for.
      const fitting = amountPaise < left ? amountPaise : left;
      const creditsPaise = fitting > 0n ? creditsFor(purchase, fitting, before) : 0n;
      const refund = { id, state: "granted" as const, amountPaise, creditsPaise, isElsewhere: true };
      before.push(refund);
      return refund;
    });
}
