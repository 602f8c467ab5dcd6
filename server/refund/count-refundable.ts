import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { REFUND_WINDOW_HOURS } from "@/server/policy/retention";
import { assess, type OtherRefund } from "./eligibility";
import { gatherEligibility, gatherTenant } from "./gather-eligibility";
import { PAYING_OUT, type RefundState } from "./refund";

type Sum = { refunds: number; paise: bigint };
type Left = { purchases: number; paise: bigint; earliestDeadline: Date | null };
export type Refundable = {
  /** What nobody has asked for yet and could; with the first instant at which one of them is too late. */
  unasked: Left;
  /** Of those, what can be asked for now: not while another refund of the same purchase waits for its decision. */
  askable: Left;
  /** Asked for or granted: stays payable after a deactivation. */
  open: Sum;
  /** At the gateway: a purge does not begin meanwhile. */
  payingOut: Sum;
  /** What the books hold of credits, in paise. */
  balances: { purchasedPaise: bigint; grantedPaise: bigint };
};

/** What a tenant could still get back, what it has asked for, and what is on its way, in paise with tax: what a deactivation warns of (D§5). */
export async function countRefundable(tx: Tx, tenantId: string, now: Date): Promise<Refundable> {
  const tenant = (await gatherTenant(tx, tenantId)) ?? { deactivatedAt: null, isErased: true };
  // Whatever was bought earlier can be asked for no more, so no page of it is needed.
  const purchases = await tx.purchase.findMany({ where: { tenantId, purchasedAt: { gte: later(now, -REFUND_WINDOW_HOURS * 3_600_000) } } });
  const { facts, balances } = await gatherEligibility(tx, purchases, { tenantId, tenant, askedAt: now });
  const left = facts
    .map((each) => ({
      ...assess({ ...each, others: each.others.map(asIfGranted) }, now),
      waits: each.others.some(({ state }) => state === "requested"),
    }))
    .filter((eligibility) => eligibility.isEligible)
    .sort((a, b) => a.deadline.getTime() - b.deadline.getTime());
  const leftOf = (some: typeof left): Left => ({
    purchases: some.length,
    paise: some.reduce((sum, eligibility) => sum + eligibility.capPaise, 0n),
    earliestDeadline: some[0]?.deadline ?? null,
  });
  const states = await tx.refund.groupBy({
    by: ["state"],
    where: { tenantId, state: { in: ["requested", "granted", "submitted", "pending"] } },
    _count: true,
    _sum: { amountPaise: true },
  });
  const isOut = (state: RefundState) => (PAYING_OUT as readonly RefundState[]).includes(state);
  const sumOf = (rows: typeof states): Sum => ({
    refunds: rows.reduce((sum, row) => sum + row._count, 0),
    paise: rows.reduce((sum, row) => sum + (row._sum.amountPaise ?? 0n), 0n),
  });
  return {
    unasked: leftOf(left),
    askable: leftOf(left.filter(({ waits }) => !waits)),
    open: sumOf(states.filter((row) => !isOut(row.state))),
    payingOut: sumOf(states.filter((row) => isOut(row.state))),
    balances,
  };
}

/** What is asked for already is nobody's loss, so it counts as spoken for here. */
const asIfGranted = (refund: OtherRefund): OtherRefund => (refund.state === "requested" ? { ...refund, state: "granted" } : refund);
