import type { Refund } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { logger } from "@/server/lib/logger";
import { NotFound } from "@/server/lib/refusal";
import { lockRefund } from "./act-on-refund";
import { askSoon } from "./ask-soon";
import { keyOf } from "./difference";
import { followGateway, isSameMoney, keepReferences } from "./follow-gateway";
import type { GatewayName, GatewayNews } from "./gateways/gateway";
import { matchOrder, type Order } from "./match-order";
import { openDifference } from "./open-difference";
import { follow, isPayingOut } from "./refund";

export type Received = "applied" | "ignored" | "unknown_refund" | "seen_before";

/**
 * Takes over what a gateway told us of itself, once per event, in one transaction (R4). Only what moves a refund forward is
 * believed as it stands; what contradicts us (another amount, a settled refund said to have gone the other way) is a reason to ask the
 * gateway ourselves. A refund that we do not know is kept, and is a difference for a person: of its order's tenant, or nobody's,
 * and then without the bank's name for it, which is of no use to us.
 */
export async function receiveGatewayEvent(deps: Deps, gateway: GatewayName, news: GatewayNews, bodySha256: string): Promise<Received> {
  return deps.db.$transaction(async (tx) => {
    const refund = await findAndLock(tx, gateway, news);
    const order = refund ? null : await matchOrder(tx, gateway, news.refund);
    const now = await deps.clock.now(tx);
    const isSurprising = refund !== null && contradicts(refund, news);
    const outcome = !refund ? "unknown_refund" : !isSurprising && movesForward(refund, news) ? "applied" : "ignored";
    const { gatewayRefundId, gatewayReference, said: status, amountPaise, bankReference } = news.refund;
    const event = { gateway, eventId: news.eventId, bodySha256, gatewayRefundId, gatewayReference, status, amountPaise };
    const tenantId = refund?.tenantId ?? order?.tenantId ?? null;
    const about = { tenantId, refundId: refund?.id ?? null, bankReference: tenantId && bankReference };
    const { count } = await tx.gatewayEvent.createMany({
      data: [{ id: newId(), ...event, ...about, sentAt: news.sentAt, receivedAt: now, outcome }],
      skipDuplicates: true,
    });
    if (count === 0) return seenBefore(tx, gateway, news, bodySha256);
    if (!refund) await keepUnknown(tx, gateway, news, order, now);
    else if (isSurprising) await askSoon(tx, refund.id, now);
    else if (isPayingOut(refund.state)) await followGateway(tx, refund, news.refund, null, now);
    else await keepReferences(tx, refund, news.refund); // the bank's reference often comes after the money
    return outcome;
  });
}

/** By our name, or by the gateway's where it does not repeat ours; under the tenant's and the refund's lock. */
async function findAndLock(tx: Tx, gateway: GatewayName, { refund: said }: GatewayNews): Promise<Refund | null> {
  const { gatewayRefundId, gatewayReference } = said;
  const found = await tx.refund.findFirst({
    where: gatewayRefundId ? { gateway, gatewayRefundId } : { gateway, gatewayReference },
    select: { id: true },
  });
  try {
    return found && (await lockRefund(tx, found.id));
  } catch (error) {
    if (error instanceof NotFound) return null; // erased with its tenant meanwhile
    throw error;
  }
}

const movesForward = (refund: Refund, { refund: said }: GatewayNews): boolean => follow(refund.state, said.status).to !== null;

/** Something that is settled here is said to have gone otherwise, or it is about other money than ours. */
function contradicts(refund: Refund, { refund: said }: GatewayNews): boolean {
  const { to, trouble } = follow(refund.state, said.status);
  return !isSameMoney(refund, said) || (!isPayingOut(refund.state) && (to !== null || trouble !== null));
}

/** The second one says nothing. Another body under the same name is kept out: names are in a header that nobody signs. */
async function seenBefore(tx: Tx, gateway: GatewayName, { eventId }: GatewayNews, bodySha256: string): Promise<Received> {
  const first = await tx.gatewayEvent.findUnique({
    where: { gateway_eventId: { gateway, eventId } },
    select: { id: true, bodySha256: true },
  });
  if (first && first.bodySha256 !== bodySha256) logger.warn({ gateway, eventRowId: first.id }, "another body came under a known event id");
  return "seen_before";
}

async function keepUnknown(tx: Tx, gateway: GatewayName, { refund: said }: GatewayNews, order: Order | null, now: Date): Promise<void> {
  const theirs = { gatewayReference: said.gatewayReference, theirState: said.status, theirPaise: said.amountPaise };
  const about = { tenantId: order?.tenantId ?? null, purchaseId: order?.id ?? null, refundId: null, ourState: null, ourPaise: null };
  await openDifference(tx, { kind: "unknown_at_us", gateway, gatewayRefundId: keyOf(said), ...theirs, ...about }, now);
}
