import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { writeNotice } from "@/server/notice/write-notice";
import type { Begun } from "./begin-export";
import { expiryOf, type FailedBecause } from "./export";

type Facts = { bytes: number; sha256: string; rows: number; files: number; itemsTotal: number };

/** Writes down that the archive is there and until when, and tells its owner; in the transaction that has seen the store finish. */
export async function finishExport(tx: Tx, begun: Begun, facts: Facts, readyAt: Date): Promise<void> {
  const { id, tenantId } = begun;
  const { bytes, sha256, rows, files, itemsTotal } = facts;
  const expiresAt = expiryOf(readyAt);
  await tx.dataExport.update({
    where: { id },
    data: { state: "ready", readyAt, expiresAt, bytes, sha256, step: null, itemsDone: itemsTotal, itemsTotal },
    select: { id: true },
  });
  await recordAuditEvent(tx, "export.ready", { kind: "system" }, { tenantId }, { exportId: id, bytes, files, rows });
  await tell(tx, begun, "export_ready", { exportId: id, expiresAt: expiresAt.toISOString() }, readyAt);
}

/** Writes down that there will be no archive, and why. A tenant that is sealed has asked to go, and is told other things then. */
export async function failExport(deps: Deps, begun: Begun, because: FailedBecause): Promise<void> {
  const { id, tenantId, attempt } = begun;
  await deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) return;
    const now = await deps.clock.now(tx);
    const { count } = await tx.dataExport.updateMany({
      where: { id, state: "building", attempts: attempt },
      data: { state: "failed", endedAt: now, endedBecause: because, step: null },
    });
    if (count === 0) return;
    await recordAuditEvent(tx, "export.failed", { kind: "system" }, { tenantId }, { exportId: id, because });
    if (because !== "tenant_sealed") await tell(tx, begun, "export_failed", { exportId: id }, now);
  });
}

type Word = { export_ready: { exportId: string; expiresAt: string }; export_failed: { exportId: string } };

/** Writes to the owner as of now: whoever asked may have passed the organisation on since. */
async function tell<Kind extends keyof Word>(tx: Tx, begun: Begun, kind: Kind, params: Word[Kind], at: Date): Promise<void> {
  const { id: subjectId, tenantId, language } = begun;
  const owner = await tx.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: { email: true } });
  if (!owner) return;
  await writeNotice(tx, { kind, subjectId, tenantId, requestId: null, toAddress: owner.email, language, params: params as never, at });
}
