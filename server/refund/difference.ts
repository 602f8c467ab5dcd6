/*
 *  Where our book and a gateway's disagree. Found by the daily comparison and by webhooks about refunds that we do not know;
 *  over by itself when the two agree again, or when a person has settled it. What a person settled is not found again, as long as both
 *  sides go on saying the same.
 */
import type { GatewayRefund } from "./gateways/gateway";
import type { RefundState } from "./refund";

export type DifferenceKind = "unknown_at_us" | "missing_at_gateway" | "amount_differs" | "state_differs";

/** A refund of ours as the comparison needs it. */
export type Ours = {
  id: string;
  state: RefundState;
  gatewayRefundId: string;
  gatewayReference: string | null;
  amountPaise: bigint;
  currency: string;
  stateChangedAt: Date;
};

export type Differing = { kind: DifferenceKind; ours: Ours | null; theirs: GatewayRefund | null };

/** What a gateway's word has to be where we are sure of ours; while money is under way either may be ahead of the other. */
const THEIRS_FOR: Partial<Record<RefundState, GatewayRefund["status"]>> = { succeeded: "succeeded", failed: "failed", reversed: "failed" };
/** States in which the gateway has told us that it has the refund. */
const TAKEN_THERE: ReadonlySet<RefundState> = new Set<RefundState>(["pending", "succeeded", "reversed"]);

/** The gateway's list calls a refund by our name, or by its own where somebody made it without one. */
export const keyOf = (refund: Pick<GatewayRefund, "gatewayRefundId" | "gatewayReference">): string =>
  refund.gatewayRefundId ?? refund.gatewayReference;

/**
 * What differs between our refunds of one order and the gateway's list of it. The list was taken at `listedAt`; what moved here
 * after that is left for the next comparison.
 */
export function differencesOf(ours: readonly Ours[], theirs: readonly GatewayRefund[], listedAt: Date): Differing[] {
  const found: Differing[] = [];
  const isOf = (mine: Ours, refund: GatewayRefund) =>
    refund.gatewayRefundId === mine.gatewayRefundId || refund.gatewayReference === mine.gatewayReference;
  for (const refund of theirs) {
    if (!ours.some((mine) => isOf(mine, refund))) found.push({ kind: "unknown_at_us", ours: null, theirs: refund });
  }
  for (const mine of ours) {
    const refund = theirs.find((one) => isOf(mine, one)) ?? null;
    const isSettled = mine.stateChangedAt < listedAt;
    if (!refund) {
      if (isSettled && TAKEN_THERE.has(mine.state)) found.push({ kind: "missing_at_gateway", ours: mine, theirs: null });
      continue;
    }
    if (refund.amountPaise !== mine.amountPaise || refund.currency !== mine.currency)
      found.push({ kind: "amount_differs", ours: mine, theirs: refund });
    const expected = THEIRS_FOR[mine.state];
    if (isSettled && expected && refund.status !== expected) found.push({ kind: "state_differs", ours: mine, theirs: refund });
  }
  return found;
}
