import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert } from "@/server/deletion/raise-alert";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { lockEndpoint } from "./lock-endpoint";

/** Switches an endpoint off: it is told nothing new, and what waits for it waits on. Throws `endpoint_disabled`. */
export async function disableEndpoint(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (disabledAt) throw new Refusal("endpoint_disabled");
    const now = await deps.clock.now(tx);
    await tx.signalEndpoint.update({ where: { id: endpointId }, data: { disabledAt: now }, select: { id: true } });
    await endAlert(tx, "signal_undeliverable", { endpointId }, now);
    await recordAuditEvent(tx, "endpoint.disabled", actor, {}, { endpointId });
  });
}
