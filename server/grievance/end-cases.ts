import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";

/**
 * The tenant's purge begins: its open cases end in the same transaction, without a word to anybody, because the address goes and nothing
 * that is written later would be erased; and nobody has to look at any of its cases any more. Their lines stay in the register. The caller
 * holds the tenant's lock.
 */
export async function endCases(tx: Tx, tenantId: string, now: Date): Promise<void> {
  const open = await tx.$queryRaw<{ id: string; version: number }[]>`
    SELECT id, version FROM console.grievance WHERE tenant_id = ${tenantId}::uuid AND state = 'open' ORDER BY id FOR UPDATE`;
  const because = "account_erased";
  for (const { id: grievanceId, version } of open) {
    const closed = { state: "closed", stateChangedAt: now, closedAt: now, closedBecause: because, version: version + 1 } as const;
    await tx.grievance.update({ where: { id: grievanceId }, data: closed, select: { id: true } });
    await recordAuditEvent(tx, "grievance.closed", { kind: "system" }, { tenantId }, { grievanceId, because });
  }
  await endAlertsOfCases(tx, tenantId);
}

/** Whatever an alert of a case says, answered and closed ones included, nobody can do anything about it once the tenant goes. */
export async function endAlertsOfCases(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`UPDATE console.alert SET ended_at = greatest(raised_at, clock_timestamp()) WHERE ended_at IS NULL
    AND grievance_id IN (SELECT id FROM console.grievance WHERE tenant_id = ${tenantId}::uuid)`;
}
