import type { Prisma, Purchase } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import type { UsedFirst } from "./credits-used";
import { type Assessment, assess, type OtherRefund } from "./eligibility";
import { gatherEligibility, gatherTenant, type PurchaseFacts } from "./gather-eligibility";

/** One purchase of a tenant: what may be paid back of it now, and why not more (R1). `others` are its refunds besides the one decided. */
export type PurchaseAssessment = Assessment & { purchase: Purchase; others: (OtherRefund & { id: string })[] };

export type Question = {
  tenantId: string;
  purchaseId: string;
  askedAt: Date;
  /** The refund that is being decided, which must not count against itself. Not submitted yet: after that its credits are taken. */
  exceptRefundId?: string;
  /** CREDITS_USED_FIRST, when left out. */
  usedFirst?: UsedFirst;
};

/**
 * Assesses one purchase at `now` for a verb that decides about it, under the tenant's lock, or for a preview. Refusals:
 * tenant_gone, purchase_unknown. What stands against a refund is in the answer; `refusalOf` makes a refusal of it.
 */
export async function assessPurchase(tx: Tx, { purchaseId, ...asked }: Question, now: Date): Promise<PurchaseAssessment> {
  const { tenantId } = asked;
  const tenant = await gatherTenant(tx, tenantId);
  if (!tenant) throw new Refusal("tenant_gone");
  const purchase = await tx.purchase.findUnique({ where: { tenantId_id: { tenantId, id: purchaseId } } });
  if (!purchase) throw new Refusal("purchase_unknown");
  const [facts] = (await gatherEligibility(tx, [purchase], { ...asked, tenant })).facts;
  if (!facts) throw new Refusal("purchase_unknown");
  return assessed(facts, now);
}

export type Cursor = { purchasedAt: Date; id: string };
const PAGE = 50;

/**
 * A tenant's purchases, newest first, as if its owner asked now, or at `askedAt`; one page of 50 from the cursor on. As many questions to the
 * database for fifty as for one. Refusal: tenant_gone.
 */
export async function assessPurchases(tx: Tx, tenantId: string, now: Date, cursor: Cursor | null = null, askedAt = now) {
  const tenant = await gatherTenant(tx, tenantId);
  if (!tenant) throw new Refusal("tenant_gone");
  const before: Prisma.PurchaseWhereInput = cursor
    ? { OR: [{ purchasedAt: { lt: cursor.purchasedAt } }, { purchasedAt: cursor.purchasedAt, id: { lt: cursor.id } }] }
    : {};
  const rows = await tx.purchase.findMany({
    where: { tenantId, ...before },
    orderBy: [{ purchasedAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
  });
  const last = rows[PAGE - 1];
  const { facts } = await gatherEligibility(tx, rows.slice(0, PAGE), { tenantId, tenant, askedAt });
  const next: Cursor | null = rows.length > PAGE && last ? { purchasedAt: last.purchasedAt, id: last.id } : null;
  return { items: facts.map((each) => assessed(each, now)), next };
}

const assessed = (facts: PurchaseFacts, now: Date): PurchaseAssessment => ({
  purchase: facts.purchase,
  others: facts.others,
  eligibility: assess(facts, now),
});
