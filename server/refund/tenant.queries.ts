import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { LEAST_REFUND_PAISE } from "@/server/policy/refund";
import { assessPurchase, assessPurchases } from "./assess-purchase";
import { countCheckers } from "./count-checkers";
import { eligibilityView, purchaseView } from "./detail.queries";
import { refusalOf, spokenFor } from "./eligibility";
import { findAsked, findByLetter, refuseAskedTwice } from "./find-asked";
import { REFUSALS, type RefusalCode } from "./refusals";
import { creditsFor, splitTax } from "./tax-split";

/** A tenant's newest purchases, each with what can be paid back of it and why not more, and its newest refunds. At most 50 of either. */
export async function moneyOfTenant(deps: Deps, tenantId: string, letterId: string | null) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const tenant = await db.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true } });
  if (!tenant) throw new NotFound("tenant");
  const askedAt = await askedAtOf(deps, tenantId, letterId, now);
  const [assessed, refunds] = await Promise.all([
    assessPurchases(db, tenantId, now, null, askedAt),
    db.refund.findMany({
      where: { tenantId },
      orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
      take: 50,
      select: { id: true, number: true, state: true, trouble: true, amountPaise: true, requestedAt: true, purchaseId: true },
    }),
  ]);
  const asked = await findAsked(db, { purchaseIds: assessed.items.map(({ purchase }) => purchase.id) });
  return {
    now,
    tenant,
    askedAt,
    /** What this letter asked for already. */
    byLetter: letterId ? await findByLetter(db, letterId) : null,
    hasOlder: assessed.next !== null,
    purchases: assessed.items.map(({ purchase, eligibility }) => ({
      ...purchaseView(purchase),
      eligibility: eligibilityView(eligibility),
      /** What is asked of it already and waits for a decision: nothing is asked of it twice. */
      asked: asked.find(({ purchaseId }) => purchaseId === purchase.id) ?? null,
    })),
    refunds,
  };
}

export type PreviewWish = {
  tenantId: string;
  purchaseId: string;
  amountPaise: bigint;
  /** The letter that asks for it: it was asked when that arrived. */
  letterId?: string;
  /** The refund that is being changed. */
  refundId?: string;
};

/** What a refund of this amount would be if it were asked for now: what is taken from the credits, the tax, who has to agree, or why it cannot be. Changes nothing. */
export async function previewRefund(deps: Deps, wish: PreviewWish, actor: { id: string }) {
  const { db } = deps;
  const { tenantId, purchaseId, amountPaise, letterId, refundId } = wish;
  const now = await deps.clock.now(db);
  const edited = refundId ? await db.refund.findUnique({ where: { id: refundId, tenantId }, select: { requestedAt: true } }) : null;
  const askedAt = edited?.requestedAt ?? (await askedAtOf(deps, tenantId, letterId ?? null, now));
  const assessment = await assessPurchase(db, { tenantId, purchaseId, askedAt, exceptRefundId: refundId }, now);
  const { purchase, others, eligibility } = assessment;
  const isWithin = amountPaise <= eligibility.capPaise && amountPaise >= LEAST_REFUND_PAISE;
  // Above the cap the credits cannot be worked out; the refusal says how much is the most.
  const creditsPaise = isWithin ? creditsFor(purchase, amountPaise, spokenFor(others)) : amountPaise;
  const twice = refundId ? null : await refuseAskedTwice(db, purchaseId, letterId ?? null);
  const refusal = twice ?? refusalOf(assessment, { amountPaise, creditsPaise }) ?? (isWithin ? null : new Refusal("amount_too_low"));
  const checkers = await countCheckers(db, { tenantId, purchaseId, amountPaise, exceptRefundId: refundId, makerId: actor.id }, now);
  return {
    capPaise: eligibility.capPaise,
    refusal: refusal && { code: refusal.code, because: sentenceOf(refusal) },
    amountPaise,
    creditsPaise,
    split: splitTax({ amountPaise, creditsPaise }, purchase),
    spokenForPaise: eligibility.spokenForPaise,
    elsewherePaise: eligibility.elsewherePaise,
    alonePaise: checkers.alonePaise,
    checkersNeeded: checkers.needed,
  };
}

const sentenceOf = ({ code, facts }: Refusal): string =>
  REFUSALS[code as RefusalCode].replace(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? ""));

/** Now, or when the letter arrived that asks. A letter of somebody else's says nothing here. */
async function askedAtOf(deps: Deps, tenantId: string, letterId: string | null, now: Date): Promise<Date> {
  if (!letterId) return now;
  const letter = await deps.db.inboundMail.findUnique({ where: { id: letterId }, select: { receivedAt: true, tenantId: true } });
  return letter?.tenantId === tenantId ? letter.receivedAt : now;
}
