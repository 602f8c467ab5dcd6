import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";

/**
 * A purge waits for no refund: what was asked or granted and not paid out yet is declined when it begins, and what waited for
 * a second person ends with it. No mail tells of it, because the last use of the address is the one that says that all is gone
 * (P8). Called under the tenant's lock, by the purge's role.
 */
export async function declineOpenRefunds(tx: Tx, about: { tenantId: string; requestId: string }, now: Date): Promise<void> {
  const open = await tx.refund.findMany({
    where: { tenantId: about.tenantId, state: { in: ["requested", "granted"] } },
    select: { id: true, version: true },
    orderBy: { id: "asc" },
  });
  for (const { id, version } of open) {
    const { count } = await tx.refund.updateMany({
      where: { id, version },
      data: {
        state: "declined",
        declinedBecause: "account_erased",
        version: version + 1,
        stateChangedAt: now,
        dueAt: now,
        trouble: null,
        troubleSince: null,
      },
    });
    if (count !== 1) throw new Error("a refund moved although its tenant was locked");
    await tx.$executeRaw`SELECT console.end_grants(${id}::uuid, ${now})`;
    await endAlert(tx, "refund_needs_person", { refundId: id }, now);
    await recordAuditEvent(tx, "refund.declined", { kind: "system" }, about, { refundId: id, because: "account_erased" });
  }
}
