import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { enqueueDelivery } from "./enqueue-delivery";
import type { SignalKind } from "./signal";

/**
 * Tells the platform, by signed webhook after the commit, that an answer of the gate has changed: one delivery and one job for
 * every endpoint that listens to this kind. Once per kind and subject, however often it is called.
 */
export async function writeSignal(tx: Tx, kind: SignalKind, subjectId: string, tenantId: string, now: Date): Promise<void> {
  const id = newId();
  const { count } = await tx.signal.createMany({ data: [{ id, kind, subjectId, tenantId, createdAt: now }], skipDuplicates: true });
  if (count === 0) return;
  const endpoints = await tx.signalEndpoint.findMany({ where: { disabledAt: null, kinds: { has: kind } }, select: { id: true } });
  const deliveries = endpoints.map((endpoint) => ({ id: newId(), signalId: id, endpointId: endpoint.id, createdAt: now }));
  if (deliveries.length > 0) await tx.signalDelivery.createMany({ data: deliveries });
  for (const delivery of deliveries) await enqueueDelivery(tx, delivery.id);
}
