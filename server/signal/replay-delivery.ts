import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { enqueueDelivery } from "./enqueue-delivery";
import { lockEndpoint } from "./lock-endpoint";

/** How many of an endpoint are sent again one by one within an hour; sending everything again takes two people, and a loop is no way around. */
const SINGLY_AN_HOUR = 20;

/**
 * Sends a delivery again that is dead or was delivered, with five new tries and its old id, by which the receiver knows it.
 * Throws `delivery_waiting`, `endpoint_disabled` and `replayed_singly`.
 */
export async function replayDelivery(deps: Deps, actor: { kind: "operator"; id: string }, deliveryId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const known = await tx.signalDelivery.findUnique({ where: { id: deliveryId }, select: { endpointId: true } });
    if (!known) throw new NotFound("delivery");
    // The endpoint first, as everywhere: two at once count each other.
    await lockEndpoint(tx, known.endpointId);
    await tx.$executeRaw`SELECT 1 FROM console.signal_delivery WHERE id = ${deliveryId}::uuid FOR UPDATE`;
    const delivery = await tx.signalDelivery.findUnique({ where: { id: deliveryId }, include: { endpoint: true } });
    if (!delivery) throw new NotFound("delivery");
    const { endpointId, endpoint } = delivery;
    if (!delivery.deadAt && !delivery.deliveredAt) throw new Refusal("delivery_waiting");
    if (endpoint.disabledAt) throw new Refusal("endpoint_disabled");
    if (delivery.deadAt) await refuseLoop(tx, endpointId, await deps.clock.now(tx));
    await tx.signalDelivery.update({
      where: { id: deliveryId },
      data: { attempts: 0, deliveredAt: null, deadAt: null, failureCode: null },
      select: { id: true },
    });
    await enqueueDelivery(tx, deliveryId);
    await recordAuditEvent(tx, "signal.replayed", actor, {}, { endpointId, deliveries: 1 });
  });
}

/** Only what is dead is counted out: that is what the question to a second person sends again. */
async function refuseLoop(tx: Tx, endpointId: string, now: Date): Promise<void> {
  const sent = await tx.auditEvent.count({
    where: {
      type: "signal.replayed",
      at: { gt: later(now, -HOUR_MS) },
      AND: [{ payload: { path: ["endpointId"], equals: endpointId } }, { payload: { path: ["deliveries"], equals: 1 } }],
    },
  });
  if (sent >= SINGLY_AN_HOUR) throw new Refusal("replayed_singly", { most: SINGLY_AN_HOUR });
}
