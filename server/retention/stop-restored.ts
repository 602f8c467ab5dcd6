import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { RESTORED } from "./purge-stop";

/**
 * Stops all purges of a database that came from a backup: a return or a hold from after the backup is not in it, and a
 * purge would go ahead as if it had never been. For a person to end, once these are entered again. As the replay's role;
 * purges that are stopped already stay stopped as they are, which answers false.
 */
export async function stopRestored(tx: Tx, now: Date): Promise<boolean> {
  const thrown = await tx.$executeRaw`
    INSERT INTO console.purge_stop (id, stopped_at, because) VALUES (${newId()}::uuid, ${now}, ${RESTORED}) ON CONFLICT DO NOTHING`;
  if (thrown > 0) await recordAuditEvent(tx, "purges.stopped", { kind: "system" }, {}, { because: RESTORED });
  return thrown > 0;
}
