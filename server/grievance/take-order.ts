import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnOrder } from "./act-on-order";
import type { Executor } from "./order";

/**
 * Somebody of support takes an order on, or over from a colleague, so that everybody sees whose it is; of a pause this is a lead's
 * acknowledgement. Throws `desk_order_own`, `desk_order_for_lead`, `desk_order_taken`, `desk_order_ended`, and `desk_order_own_work`
 * for a review of what this person decided.
 */
export async function takeOrder(deps: Deps, executor: Executor, orderId: string): Promise<void> {
  const actor = { kind: "operator", id: executor.id } as const;
  await actOnOrder(deps, executor, orderId, "take", async ({ tx, now, order }) => {
    const { tenantId, requestId, refundId, kind } = order;
    if (kind === "review_refund" && (await hadAHand(tx, { tenantId, refundId }, actor.id))) throw new Refusal("desk_order_own_work");
    await tx.grievanceOrder.update({ where: { id: orderId }, data: { takenBy: actor.id, takenAt: now }, select: { id: true } });
    await recordAuditEvent(tx, "order.taken", actor, { tenantId, requestId }, { orderId });
  });
}

/** Whether somebody shaped, granted, declined or tried the refund; the book says so. */
const hadAHand = async (tx: Tx, { tenantId, refundId }: { tenantId: string | null; refundId: string | null }, actorId: string) =>
  (await tx.auditEvent.count({
    where: {
      tenantId,
      actorKind: "operator",
      actorId,
      type: { startsWith: "refund." },
      payload: { path: ["refundId"], equals: refundId ?? "" },
    },
  })) > 0;
