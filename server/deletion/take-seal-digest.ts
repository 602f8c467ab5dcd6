import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import type { TableDigest } from "@/server/platform/digest";
import { readDigest, readSealedTables } from "@/server/platform/read-digest";
import { enqueueComparison } from "./ask-comparison";

/**
 * Stores the fingerprint of a sealed tenant (L5). Taken after the commit that sealed it: nothing can change any more, so
 * "after" is the same as "at": one statement per table, without a lock or a transaction around them. A second run finds it done.
 * @keeps D3.8
 */
export async function takeSealDigest(deps: Deps, deactivationId: string): Promise<void> {
  const deactivation = await deps.db.deactivation.findUnique({ where: { id: deactivationId } });
  if (!deactivation || deactivation.endedAt || deactivation.digestTakenAt) return;
  const tables: TableDigest[] = [];
  for (const tableName of await readSealedTables(deps.db)) tables.push(await readDigest(deps.db, deactivation.tenantId, tableName));
  await deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    // The conditional write is the claim: of two jobs exactly one stores its (identical) fingerprint.
    const { count } = await tx.deactivation.updateMany({
      where: { id: deactivationId, digestTakenAt: null, endedAt: null },
      data: { digestTakenAt: now },
    });
    if (count !== 1) return;
    await tx.sealDigest.createMany({
      data: tables.map((table) => ({ deactivationId, moment: "sealed" as const, takenAt: now, ...table, rows: BigInt(table.rows) })),
    });
    // Whoever asked to come back before the seal was fingerprinted waited for exactly this.
    if ((await tx.returnRequest.count({ where: { requestId: deactivation.requestId, endedAt: null } })) > 0)
      await enqueueComparison(tx, deactivationId);
    const about = { tenantId: deactivation.tenantId, requestId: deactivation.requestId };
    await recordAuditEvent(tx, "tenant.sealed_digest", { kind: "system" }, about, {
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
    });
  });
}
