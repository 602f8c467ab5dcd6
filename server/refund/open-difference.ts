import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import type { DifferenceKind } from "./difference";
import type { GatewayName } from "./gateways/gateway";

export type Finding = {
  kind: DifferenceKind;
  gateway: GatewayName;
  gatewayRefundId: string;
  gatewayReference: string | null;
  tenantId: string | null;
  /** What it was paid back of, once that is known. */
  purchaseId: string | null;
  refundId: string | null;
  ourState: string | null;
  theirState: string | null;
  ourPaise: bigint | null;
  theirPaise: bigint | null;
};

const SYSTEM = { kind: "system" } as const;

/** Opens a difference, or notes that an open one was seen again; once per refund and kind. One that a person has settled stays settled while both sides say the same. */
export async function openDifference(tx: Tx, finding: Finding, now: Date): Promise<void> {
  const { kind, gateway, gatewayRefundId, tenantId, purchaseId, refundId, gatewayReference, ...sides } = finding;
  // Somebody may give two refunds one name in a dashboard; the gateway's own tells them apart.
  const which = { kind, gateway, gatewayRefundId, ...(refundId === null && { gatewayReference }) };
  if (tenantId && refundId === null) await attribute(tx, finding);
  const seen = await tx.refundDifference.updateMany({
    where: { ...which, endedAt: null },
    data: { ...sides, seenAt: now, ...(tenantId && { tenantId, purchaseId }) },
  });
  if (seen.count > 0) return;
  if (await tx.refundDifference.findFirst({ where: { ...which, ...sides, endedBy: { not: null } }, select: { id: true } })) return;
  const id = newId();
  const { count } = await tx.refundDifference.createMany({ data: [{ id, ...finding, foundAt: now, seenAt: now }], skipDuplicates: true });
  if (count === 0) return;
  await raiseAlert(tx, "refunds_differ", { differenceId: id }, now);
  await recordAuditEvent(tx, "refund.differs", SYSTEM, { tenantId }, { differenceId: id, refundId, kind });
}

/** What was kept of it as nobody's belongs to its tenant from now on, so that it goes with the tenant (P8). */
async function attribute(tx: Tx, { kind, gateway, gatewayRefundId, gatewayReference, tenantId, purchaseId }: Finding): Promise<void> {
  const nobodys = { gateway, gatewayReference, tenantId: null };
  await tx.gatewayEvent.updateMany({ where: nobodys, data: { tenantId } });
  await tx.refundDifference.updateMany({ where: { ...nobodys, kind, gatewayRefundId }, data: { tenantId, purchaseId } });
}

/** Both sides say the same again. */
export async function endAgreeing(tx: Tx, ids: string[], now: Date): Promise<void> {
  for (const differenceId of ids) {
    const { count } = await tx.refundDifference.updateMany({
      where: { id: differenceId, endedAt: null },
      data: { endedAt: now, endedBecause: "agrees" },
    });
    if (count === 1) await endAlert(tx, "refunds_differ", { differenceId }, now);
  }
}
