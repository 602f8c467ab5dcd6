import { NotFound } from "@/server/lib/refusal";
import { askGateway } from "./ask-gateway";
import type { RefundDeps } from "./open-refund-deps";
import { reserveRefund } from "./reserve-refund";

/**
 * Takes a granted refund to its gateway, and one that is there already a step further: first what must be committed, then the
 * call, then what came of it (R3). Killed anywhere, and run twice, it comes to one payment: the next run reads before it asks.
 */
export async function payOutRefund(deps: RefundDeps, refundId: string): Promise<void> {
  try {
    await reserveRefund(deps, refundId);
    await askGateway(deps, refundId);
  } catch (error) {
    if (error instanceof NotFound) return; // erased with its tenant since the job was queued
    throw error;
  }
}
