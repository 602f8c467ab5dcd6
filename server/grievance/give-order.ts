import type { Grievance } from "@/prisma/generated/client";
import type { OrderKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockRequest } from "@/server/deletion/act-on-request";
import { enqueueComparison } from "@/server/deletion/ask-comparison";
import { lockTenantsCase } from "@/server/legal-hold/act-on-hold";
import { placeInside } from "@/server/legal-hold/place-hold";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { isOwnerAsking } from "./is-owner-asking";
import { type OrderGround, orderDueAt, refuseRefundOrder, refuseRequestOrder } from "./order";

export type OrderWish =
  | { kind: "pause_act" | "review_refund"; refundId: string }
  | { kind: "pause_act" | "reactivate"; requestId: string; ground?: OrderGround | null }
  | { kind: "place_hold"; authority: string; reference: string; scope: string[]; reviewOn: Date };

type Subject = {
  tenantId: string | null;
  requestId?: string;
  refundId?: string;
  holdId?: string;
  purgeDueAt?: Date | null;
  ground?: OrderGround;
};

/**
 * The officer orders what somebody else carries out (G4), about what the case is about. A pause counts from this commit on; a
 * reactivation has the sealed data compared at once, and needs a ground where nobody proved that the owner asks; a hold is placed here and waits
 * for its own second person. Throws as `actOnCase` does, `desk_order_not_of_case`, `desk_order_given`, `desk_order_ground`, what the
 * kind's own rule names, and for a hold as `placeHold` does.
 */
export async function giveOrder(deps: Deps, actor: Officer, grievanceId: string, wish: OrderWish): Promise<{ id: string }> {
  return actOnCase(deps, actor, grievanceId, "order", (acting) => giveInside(acting, actor, wish));
}

/** The same in the transaction of whoever acts on the case already. */
export async function giveInside(acting: ActingOnCase, actor: Officer, wish: OrderWish): Promise<{ id: string }> {
  const { tx, now, case: found } = acting;
  const { purgeDueAt = null, ...about } = await subjectOf(acting, actor, wish);
  const order = { id: newId(), grievanceId: found.id, kind: wish.kind, ...about };
  const { count } = await tx.grievanceOrder.createMany({
    data: [{ ...order, orderedBy: actor.id, orderedAt: now, dueAt: orderDueAt(wish.kind, now, purgeDueAt) }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Refusal("desk_order_given");
  const { tenantId, requestId = null, ground } = about;
  const payload = { orderId: order.id, grievanceId: found.id, kind: wish.kind satisfies OrderKind, ...(ground ? { ground } : {}) };
  await recordAuditEvent(tx, "order.given", actor, { tenantId, requestId }, payload);
  return { id: order.id };
}

async function subjectOf({ tx, now, case: found }: ActingOnCase, actor: Officer, wish: OrderWish): Promise<Subject> {
  if (wish.kind === "place_hold") {
    const { kind: _kind, ...order } = wish;
    const { tenantId } = found;
    if (!tenantId) throw new Refusal("desk_order_not_of_case");
    if ((await tx.tenant.count({ where: { id: tenantId } })) === 0) throw new Refusal("tenant_gone");
    const hold = await placeInside(tx, now, actor, { tenantId, ...order }, await lockTenantsCase(tx, tenantId));
    return { tenantId, holdId: hold.id };
  }
  return "refundId" in wish ? refundOf(tx, found, wish) : requestOf(tx, now, found, wish);
}

async function refundOf(tx: Tx, found: Grievance, { kind, refundId }: Extract<OrderWish, { refundId: string }>): Promise<Subject> {
  // Its acts take the tenant's lock, which whoever acts on a case of the tenant holds.
  const refund = await tx.refund.findUnique({ where: { id: refundId }, select: { tenantId: true, state: true } });
  if (!refund) throw new NotFound("refund");
  if (refund.tenantId !== found.tenantId || (found.refundId && found.refundId !== refundId)) throw new Refusal("desk_order_not_of_case");
  const because = refuseRefundOrder(kind, refund.state);
  if (because) throw new Refusal(because);
  return { tenantId: refund.tenantId, refundId };
}

async function requestOf(
  tx: Tx,
  now: Date,
  found: Grievance,
  { kind, requestId, ground }: Extract<OrderWish, { requestId: string }>,
): Promise<Subject> {
  const known = await tx.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } });
  if (!known) throw new NotFound("request");
  const isOfCase = found.requestId ? found.requestId === requestId : known.tenantId !== null && known.tenantId === found.tenantId;
  if (!isOfCase || known.tenantId !== found.tenantId) throw new Refusal("desk_order_not_of_case");
  await lockRequest(tx, requestId);
  const request = await tx.deletionRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { state: true, deactivation: { select: { id: true, purgeDueAt: true } } },
  });
  const purgeDueAt = request.deactivation?.purgeDueAt ?? null;
  const because = refuseRequestOrder(kind, { state: request.state, purgeDueAt }, now);
  if (because) throw new Refusal(because);
  const needsGround = kind === "reactivate" && !(await isOwnerAsking(tx, found));
  if (needsGround && !ground) throw new Refusal("desk_order_ground");
  // Long before anybody acts: a big tenant takes its time, and nobody waits for it.
  if (kind === "reactivate" && request.deactivation) await enqueueComparison(tx, request.deactivation.id);
  return { tenantId: known.tenantId, requestId, purgeDueAt, ...(needsGround && ground ? { ground } : {}) };
}
