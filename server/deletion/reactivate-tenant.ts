import { closeApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { firstDifference, type TableDigest } from "@/server/platform/digest";
import { readDigest } from "@/server/platform/read-digest";
import { writeSignal } from "@/server/signal/write-signal";
import { actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { raiseAlert } from "./raise-alert";

/**
 * Opens the door again inside the window (D§6, L1, L5). Ending the one deactivation row restores everything that followed
 * from it; keys stay revoked. Before that the tenant is fingerprinted again and compared with the seal: a difference names
 * the table, raises an alert and keeps the door closed (`return_differs`).
 */
export async function reactivateTenant(deps: Deps, actor: Actor, requestId: string, version: number, typedName: string) {
  const sealed = await deps.db.deactivation.findUnique({ where: { requestId }, include: { digests: { where: { moment: "sealed" } } } });
  if (!sealed) throw new NotFound("request");
  // Asked first without consequences: the long reading below is only worth doing for a return that may happen.
  if (!sealed.endedAt)
    await actOnRequest(deps, actor, requestId, version, "reactivate", ({ tx }) => checkName(tx, sealed.tenantId, typedName));
  // Read before the lock is taken: a big tenant takes seconds, and while it is sealed its data cannot change.
  const tables = sealed.endedAt ? [] : await readDigest(deps.db, sealed.tenantId);
  const differs = sealed.digestTakenAt
    ? firstDifference(
        sealed.digests.map((row) => ({ ...row, rows: Number(row.rows) })),
        tables,
      )
    : null;
  if (differs && !sealed.endedAt) await keepClosed(deps, actor, requestId, version, sealed.tenantId, differs);

  return actOnRequest(deps, actor, requestId, version, "reactivate", async ({ tx, now, facts, request, owner, move }) => {
    const tenant = await checkName(tx, sealed.tenantId, typedName);
    if (!owner) throw new NotFound("owner");
    const proposedBy = facts.comingBack?.proposedBy ?? null;
    const isSecondPerson = proposedBy !== null && actor.kind === "operator" && actor.id !== proposedBy;
    const agreedBySecondPerson = isSecondPerson && (await closeApproval(tx, "verify_return", requestId, actor, now, facts));

    await storeReturnDigest(tx, sealed.id, tables, now);
    await tx.deactivation.update({ where: { id: sealed.id }, data: { endedAt: now, endedBecause: "reactivated" }, select: { id: true } });
    await move();
    await tx.returnRequest.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "granted" } });
    await tx.notice.updateMany({ where: { subjectId: sealed.id, sentAt: null, voidedAt: null }, data: { voidedAt: now } });
    await writeNotice(tx, {
      kind: "reactivated",
      subjectId: sealed.id,
      tenantId: tenant.id,
      requestId,
      toAddress: owner.email,
      language: tenant.language,
      params: { tablesCompared: tables.length },
      at: now,
    });
    await writeSignal(tx, "tenant_reactivated", sealed.id, tenant.id, now);
    await tx.alert.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now } });
    await recordAuditEvent(
      tx,
      "tenant.reactivated",
      actor,
      { tenantId: request.tenantId, requestId },
      { tablesCompared: tables.length, agreedBySecondPerson },
    );
    return { tablesCompared: tables.length, reactivatedAt: now };
  });
}

async function checkName(tx: Tx, tenantId: string, typedName: string) {
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true, language: true } });
  if (!tenant) throw new NotFound("tenant");
  if (typedName.trim() !== tenant.name) throw new Refusal("organisation_not_typed");
  return tenant;
}

const storeReturnDigest = (tx: Tx, deactivationId: string, tables: TableDigest[], takenAt: Date) =>
  tx.sealDigest.createMany({
    data: tables.map((table) => ({ deactivationId, moment: "returning" as const, takenAt, ...table, rows: BigInt(table.rows) })),
  });

/** Writes down that the comparison failed — this must survive, so it is a transaction of its own — and then refuses. */
async function keepClosed(deps: Deps, actor: Actor, requestId: string, version: number, tenantId: string, table: string): Promise<never> {
  await actOnRequest(deps, actor, requestId, version, "reactivate", async ({ tx, now }) => {
    await raiseAlert(tx, "return_differs", { requestId }, now);
    await recordAuditEvent(tx, "tenant.return_differs", actor, { tenantId, requestId }, { table });
  });
  throw new Refusal("return_differs", { table });
}
