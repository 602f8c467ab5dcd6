import type { Deps } from "@/server/lib/deps";
import { paiseFrom } from "@/server/lib/money";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { LEAST_REFUND_PAISE } from "@/server/policy/refund";
import { assessPurchase, assessPurchases, type Cursor } from "./assess-purchase";
import { countRefundable } from "./count-refundable";
import type { Eligibility } from "./eligibility";
import { refusalOf, spokenFor } from "./eligibility";
import { type Asked, findAsked, refuseAskedTwice } from "./find-asked";
import { refundNumber } from "./refund";
import { creditsFor, splitTax } from "./tax-split";

/** How many refunds an owner sees at once, the newest first; a purchase has few. */
const REFUNDS = 50;

/** What would be forfeited, and what can be asked for now: the money side of leaving (S2, D§5). In paise. */
export async function ownMoney(deps: Deps, tenantId: string) {
  const now = await deps.clock.now(deps.db);
  const { askable, open, payingOut, balances } = await countRefundable(deps.db, tenantId, now);
  return { now, askable, open, payingOut, balances };
}

/** An owner's purchases, newest first, each with what can be paid back of it if asked for now, or why not. One page of 50 from the cursor on. */
export async function ownPurchases(deps: Deps, tenantId: string, cursor: Cursor | null) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const { items, next } = await assessPurchases(db, tenantId, now, cursor);
  const asked = await findAsked(db, { purchaseIds: items.map(({ purchase }) => purchase.id) });
  return {
    now,
    next,
    items: items.map(({ purchase: { id, kind, invoiceNumber, amountPaise, purchasedAt }, eligibility }) => ({
      id,
      kind,
      invoiceNumber,
      amountPaise,
      purchasedAt,
      asked: waiting(
        asked.find(({ purchaseId }) => purchaseId === id),
        eligibility.capPaise,
      ),
      ...own(eligibility),
    })),
  };
}

/** The refund of a purchase that waits for a decision, and whether it left something that can be asked for afterwards. */
const waiting = (asked: Asked | undefined, capPaise: bigint) =>
  asked ? { refund: refundNumber(asked.number), leavesSome: capPaise - asked.amountPaise >= LEAST_REFUND_PAISE } : null;

/** What an owner is told of the engine's answer: the sums, the last instant to ask at, and the reasons as codes with their clauses. */
const own = ({ isEligible, capPaise, deadline, limitedBy, reasons }: Eligibility) => ({
  isEligible,
  capPaise,
  deadline,
  limitedBy,
  reasons,
});

/** What one refund would be if its owner asked for this amount now: what is taken from the credits, the tax in it, or why it cannot be. Changes nothing. */
export async function previewOwn(deps: Deps, tenantId: string, wish: { purchaseId: string; amount: string | null }) {
  const { db } = deps;
  const { purchaseId } = wish;
  const purchase = await db.purchase.findUnique({ where: { tenantId_id: { tenantId, id: purchaseId } } });
  if (!purchase) throw new NotFound("purchase");
  const now = await deps.clock.now(db);
  const assessment = await assessPurchase(db, { tenantId, purchaseId, askedAt: now }, now);
  const { eligibility, others } = assessment;
  const amountPaise = wish.amount === null ? eligibility.capPaise : paiseFrom(wish.amount);
  const isWithin = amountPaise !== null && amountPaise <= eligibility.capPaise && amountPaise >= LEAST_REFUND_PAISE;
  const creditsPaise = isWithin ? creditsFor(purchase, amountPaise, spokenFor(others)) : null;
  const refusal =
    amountPaise === null
      ? new Refusal("amount_unclear")
      : ((await refuseAskedTwice(db, purchaseId, null)) ??
        refusalOf(assessment, { amountPaise, creditsPaise: creditsPaise ?? amountPaise }) ??
        (isWithin ? null : new Refusal("amount_too_low")));
  const { kind, invoiceNumber, purchasedAt } = purchase;
  return {
    now,
    purchase: { id: purchaseId, kind, invoiceNumber, purchasedAt, amountPaise: purchase.amountPaise },
    ...own(eligibility),
    amountPaise,
    refusal: refusal && { code: refusal.code, facts: refusal.facts },
    split: amountPaise !== null && creditsPaise !== null ? splitTax({ amountPaise, creditsPaise }, purchase) : null,
    creditsPaise,
  };
}

/** An owner's refunds, newest first, as far as they concern the owner; also during the retention window (S1). */
export async function ownRefunds(deps: Deps, tenantId: string) {
  const rows = await deps.db.refund.findMany({
    where: { tenantId },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: REFUNDS,
    select: {
      id: true,
      number: true,
      state: true,
      reason: true,
      amountPaise: true,
      creditsPaise: true,
      requestedAt: true,
      dueAt: true,
      settledAt: true,
      declinedBecause: true,
      bankReference: true,
    },
  });
  return rows.map(({ number, ...row }) => ({ ...row, name: refundNumber(number) }));
}
