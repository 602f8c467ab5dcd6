import { cashfreeStatus } from "./gateways/cashfree-words";
import type { GatewayName } from "./gateways/gateway";
import { razorpayStatus } from "./gateways/razorpay-words";
import { follow, PAYING_OUT, type RefundState } from "./refund";

type Heard = { gateway: GatewayName; status: string; amountPaise: bigint; outcome: string; receivedAt: Date };
type Written = { type: string; at: Date };

/** Which entries of the book say where a refund stood from then on. */
const STATE_AFTER: Record<string, RefundState> = {
  "refund.granted": "granted",
  "refund.submitted": "submitted",
  "refund.pending": "pending",
  "refund.succeeded": "succeeded",
  "refund.paid_after_all": "succeeded",
  "refund.failed": "failed",
  "refund.reversed": "reversed",
  "refund.declined": "declined",
};
const STATUS_OF = { cashfree: cashfreeStatus, razorpay: razorpayStatus };

/**
 * What came of a gateway's message, for people who read it later. One that we did not take over as it stood, because it
 * contradicted what we knew then, was "asked_again"; only one that said nothing new is "ignored". `book` is newest first.
 */
export function cameOf(heard: Heard, refund: { amountPaise: bigint }, book: readonly Written[]): string {
  if (heard.outcome !== "ignored") return heard.outcome;
  if (heard.amountPaise !== refund.amountPaise) return "asked_again";
  const before = book.find(({ type, at }) => type in STATE_AFTER && at <= heard.receivedAt);
  const state = before && STATE_AFTER[before.type];
  if (!state || (PAYING_OUT as readonly RefundState[]).includes(state)) return "ignored";
  const { to, trouble } = follow(state, STATUS_OF[heard.gateway](heard.status));
  return to !== null || trouble !== null ? "asked_again" : "ignored";
}
