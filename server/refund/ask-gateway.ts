import type { Refund } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";
import { type Claim, nextAskAt } from "./asking";
import type { Gateway, GatewayAnswer, RefundOrder } from "./gateways/gateway";
import type { RefundDeps } from "./open-refund-deps";
import { type RefundState, refundNumber } from "./refund";
import { settleRefund } from "./settle-refund";

type Asked = { order: RefundOrder; state: RefundState; isFirst: boolean; gateway: Gateway["name"]; claim: Claim };

/**
 * Asks the gateway about a refund that is to be asked about, outside any transaction, and settles what it answers. The first
 * time it asks it to pay; after that it asks first what became of it, and only when the gateway has nothing by our name is it
 * asked to pay again, with the same name and the same words (R3). Does nothing where nothing is to be asked.
 */
export async function askGateway(deps: RefundDeps, refundId: string): Promise<void> {
  const asked = await claim(deps, refundId);
  if (!asked) return;
  await settleRefund(deps, refundId, await answerOf(deps, asked), asked.claim);
}

/**
 * Reads what its gateway says of a refund now, whether or not it is to be asked, outside any transaction, and settles it. Answers
 * with what was said; null where the refund was never asked for there. Throws `gateway_not_set_up`.
 */
export async function readGateway(deps: RefundDeps, refundId: string): Promise<GatewayAnswer | null> {
  const refund = await deps.db.refund.findUnique({ where: { id: refundId } });
  const order = refund && (await orderOf(deps.db, refund));
  if (!order) return null;
  const answer = await deps.openGateway(refund.gateway).readRefund(order);
  await settleRefund(deps, refundId, answer, { version: refund.version, nextAskAt: refund.nextAskAt });
  return answer;
}

/** Writes down that it is being asked, and when again if nothing is heard of this try: whoever is killed from here on is followed by the next one. */
async function claim({ db, clock }: RefundDeps, refundId: string): Promise<Asked | null> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM console.refund WHERE id = ${refundId}::uuid AND next_ask_at IS NOT NULL AND gateway_refund_id IS NOT NULL FOR UPDATE`;
    if (rows.length === 0) return null;
    const now = await clock.now(tx);
    const before = await tx.refund.findUniqueOrThrow({ where: { id: refundId } });
    const order = await orderOf(tx, before);
    if (!order) return null;
    const { state, gateway, version } = before;
    const attempts = before.attempts + 1;
    const claim = { version, nextAskAt: nextAskAt(attempts, now) };
    await tx.refund.update({
      where: { id: refundId },
      data: { attempts, askedAt: now, nextAskAt: claim.nextAskAt },
      select: { id: true },
    });
    return { order, state, gateway, isFirst: attempts === 1, claim };
  });
}

/** The same words each time; null where it has no name at its gateway, or its purchase has been erased. */
async function orderOf(tx: Tx, refund: Refund): Promise<RefundOrder | null> {
  const { tenantId, purchaseId: id, gatewayRefundId, gatewayReference, amountPaise, currency, number } = refund;
  const purchase = await tx.purchase.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { orderId: true, paymentId: true } });
  if (!purchase || !gatewayRefundId) return null;
  return { ...purchase, gatewayRefundId, gatewayReference, amountPaise, currency, note: refundNumber(number) };
}

async function answerOf({ openGateway }: RefundDeps, { order, state, isFirst, gateway: name }: Asked): Promise<GatewayAnswer> {
  const gateway = openOrNull(openGateway, name);
  if (!gateway) return { kind: "unknown", because: "not_authorised" };
  return state === "submitted" ? askToPay(gateway, order, isFirst) : gateway.readRefund(order);
}

/**
 * Asks to pay without relying on the gateway's memory for idempotency keys: once an earlier request may have arrived, paying is
 * asked for only when the gateway has just said that it has nothing by our name. A no is believed when it says so afterwards as
 * well, because it may answer the repetition of what was accepted.
 */
export async function askToPay(gateway: Gateway, order: RefundOrder, isFirst: boolean): Promise<GatewayAnswer> {
  if (!isFirst) {
    const before = await gateway.readRefund(order);
    if (before.kind !== "absent") return before;
  }
  const answer = await gateway.createRefund(order);
  if (answer.kind !== "refused") return answer;
  const standing = await gateway.readRefund(order);
  return standing.kind === "absent" || (isFirst && saysNothingOfOurs(standing)) ? answer : standing;
}

/** To the very first request a no is a no, also when the order is unknown there or somebody made a refund without a name. */
const saysNothingOfOurs = (standing: GatewayAnswer): boolean =>
  standing.kind === "unknown" && (standing.because === "order_unknown" || standing.because === "unnamed");

/** The gateway, or null where this console has no credentials for it. */
export function openOrNull(openGateway: RefundDeps["openGateway"], name: Gateway["name"]): Gateway | null {
  try {
    return openGateway(name);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
