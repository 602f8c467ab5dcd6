import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { enqueueDelivery } from "./enqueue-delivery";
import { lockEndpoint } from "./lock-endpoint";

/** The rest is queued by the next sweep. */
const AT_ONCE = 200;

/** Switches an endpoint on again; what waited for it is sent now. Throws `endpoint_enabled`. */
export async function enableEndpoint(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (!disabledAt) throw new Refusal("endpoint_enabled");
    await tx.signalEndpoint.update({ where: { id: endpointId }, data: { disabledAt: null }, select: { id: true } });
    const waiting = await tx.signalDelivery.findMany({
      where: { endpointId, deliveredAt: null, deadAt: null },
      orderBy: { createdAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    });
    for (const { id } of waiting) await enqueueDelivery(tx, id);
    await recordAuditEvent(tx, "endpoint.enabled", actor, {}, { endpointId });
  });
}
