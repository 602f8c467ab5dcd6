import type { Tx } from "@/server/lib/db";
import { isInForce } from "./order";

export type Pause = { orderId: string; orderedAt: Date };

/**
 * The officer's pause that keeps acts of our people on a refund back at `now`; null when there is none. Other rooms ask
 * under the lock that the giving of an order takes too.
 */
export async function findPause(tx: Tx, refundId: string, now: Date): Promise<Pause | null> {
  const order = await tx.grievanceOrder.findFirst({
    where: { refundId, kind: "pause_act", state: "open" },
    select: { id: true, state: true, orderedAt: true },
  });
  return order && isInForce(order, now) ? { orderId: order.id, orderedAt: order.orderedAt } : null;
}

/**
 * Whether somebody is a grievance officer now. An order to let a tenant in stands for the owner's proof and for one of two people, so it
 * is in force only while its officer is one; the database says the same (guard_belief).
 */
export const isOfficerNow = async (tx: Tx, operatorId: string): Promise<boolean> =>
  (await tx.operator.count({ where: { id: operatorId, role: "grievance_officer", endedAt: null } })) > 0;

export type ReturnOrder = { orderId: string; orderedBy: string; orderedAt: Date };

/** Both at once, for a request: what keeps acts on it back, and what lets its tenant in. */
export async function findRequestOrders(
  tx: Tx,
  requestId: string,
  now: Date,
): Promise<{ paused: Pause | null; returnOrder: ReturnOrder | null }> {
  const open = await tx.grievanceOrder.findMany({
    where: { requestId, kind: { in: ["pause_act", "reactivate"] }, state: "open" },
    select: { id: true, kind: true, state: true, orderedBy: true, orderedAt: true },
  });
  const pause = open.find((order) => order.kind === "pause_act" && isInForce(order, now));
  const back = open.find((order) => order.kind === "reactivate");
  return {
    paused: pause ? { orderId: pause.id, orderedAt: pause.orderedAt } : null,
    returnOrder:
      back && (await isOfficerNow(tx, back.orderedBy)) ? { orderId: back.id, orderedBy: back.orderedBy, orderedAt: back.orderedAt } : null,
  };
}

/** The officer's order in force to let a tenant back in; null when there is none. */
export async function findReturnOrder(tx: Tx, requestId: string): Promise<ReturnOrder | null> {
  const order = await tx.grievanceOrder.findFirst({
    where: { requestId, kind: "reactivate", state: "open" },
    select: { id: true, orderedBy: true, orderedAt: true },
  });
  return order && (await isOfficerNow(tx, order.orderedBy))
    ? { orderId: order.id, orderedBy: order.orderedBy, orderedAt: order.orderedAt }
    : null;
}
