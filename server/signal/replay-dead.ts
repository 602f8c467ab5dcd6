import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { enqueueDelivery } from "./enqueue-delivery";
import { lockEndpoint } from "./lock-endpoint";

const AT_ONCE = 200;

/**
 * Sends everything again that was dead at an endpoint at an instant, in batches of 200 with a transaction each: what two people
 * said, without whom the database refuses more than one. What dies again meanwhile is not sent a third time. Returns how many.
 * Two at once share the work. Throws `endpoint_disabled`.
 */
export async function replayDead(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string, deadUpTo: Date): Promise<number> {
  let count = 0;
  let sent = AT_ONCE;
  while (sent === AT_ONCE) {
    sent = await replayBatch(deps, actor, endpointId, deadUpTo);
    count += sent;
  }
  return count;
}

async function replayBatch(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string, deadUpTo: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (disabledAt) throw new Refusal("endpoint_disabled");
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE console.signal_delivery SET attempts = 0, dead_at = NULL, failure_code = NULL WHERE id IN (
        SELECT id FROM console.signal_delivery WHERE endpoint_id = ${endpointId}::uuid AND dead_at <= ${deadUpTo}
        ORDER BY dead_at DESC, id DESC LIMIT ${AT_ONCE} FOR UPDATE) RETURNING id`;
    for (const { id } of rows) await enqueueDelivery(tx, id);
    if (rows.length > 0) await recordAuditEvent(tx, "signal.replayed", actor, {}, { endpointId, deliveries: rows.length });
    return rows.length;
  });
}
