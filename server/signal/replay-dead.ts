import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { enqueueDelivery } from "./enqueue-delivery";
import { lockEndpoint } from "./lock-endpoint";

const AT_ONCE = 200;
const MOST_BATCHES = 25;

/**
 * Sends everything again that is dead at an endpoint, in batches of 200 with a transaction each, at most 5,000 in one call.
 * Returns how many, and whether some are left. Two people at once share the work. Throws `endpoint_disabled`.
 */
export async function replayDead(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  endpointId: string,
): Promise<{ count: number; more: boolean }> {
  // What dies again while we are at it is not sent a third time.
  const diedBefore = await deps.clock.now(deps.db);
  let count = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const sent = await replayBatch(deps, actor, endpointId, diedBefore);
    count += sent;
    if (sent < AT_ONCE) return { count, more: false };
  }
  return { count, more: true };
}

async function replayBatch(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string, diedBefore: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId);
    if (disabledAt) throw new Refusal("endpoint_disabled");
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE console.signal_delivery SET attempts = 0, dead_at = NULL, failure_code = NULL WHERE id IN (
        SELECT id FROM console.signal_delivery WHERE endpoint_id = ${endpointId}::uuid AND dead_at <= ${diedBefore}
        ORDER BY dead_at DESC, id DESC LIMIT ${AT_ONCE} FOR UPDATE) RETURNING id`;
    for (const { id } of rows) await enqueueDelivery(tx, id);
    if (rows.length > 0) await recordAuditEvent(tx, "signal.replayed", actor, {}, { endpointId, deliveries: rows.length });
    return rows.length;
  });
}
