import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { enqueueDelivery } from "./enqueue-delivery";

/**
 * Sends a delivery again that is dead or was delivered, with five new tries and its old id, by which the receiver knows it.
 * Throws `delivery_waiting` and `endpoint_disabled`.
 */
export async function replayDelivery(deps: Deps, actor: { kind: "operator"; id: string }, deliveryId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM console.signal_delivery WHERE id = ${deliveryId}::uuid FOR UPDATE`;
    const delivery = await tx.signalDelivery.findUnique({ where: { id: deliveryId }, include: { endpoint: true } });
    if (!delivery) throw new NotFound("delivery");
    const { endpointId, endpoint } = delivery;
    if (!delivery.deadAt && !delivery.deliveredAt) throw new Refusal("delivery_waiting");
    if (endpoint.disabledAt) throw new Refusal("endpoint_disabled");
    await tx.signalDelivery.update({
      where: { id: deliveryId },
      data: { attempts: 0, deliveredAt: null, deadAt: null, failureCode: null },
      select: { id: true },
    });
    await enqueueDelivery(tx, deliveryId);
    await recordAuditEvent(tx, "signal.replayed", actor, {}, { endpointId, deliveries: 1 });
  });
}
