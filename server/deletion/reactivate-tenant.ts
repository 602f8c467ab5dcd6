import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endReturnOrder } from "@/server/grievance/end-order";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { isSameName } from "@/server/platform/organisation-name";
import { writeSignal } from "@/server/signal/write-signal";
import { type Acting, actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";

/**
 * Opens the door again inside the window (D§6, L1, L5). Ending the one deactivation row restores everything that followed
 * from it; keys stay revoked. The tenant was compared with its seal beforehand, by a job and without a lock: throws
 * `return_not_compared` until that is done and fresh, and `return_differs`, naming the table, when it found a difference.
 * @keeps D3.7 D6.1 D6.3 D6.4 D6.5
 */
export async function reactivateTenant(
  deps: Deps,
  actor: Actor,
  requestId: string,
  version: number,
  typedName: string,
  seen?: string | null,
) {
  const reactivate = async ({ tx, now, facts, request, owner, move }: Acting) => {
    const { deactivation } = request;
    if (!owner || !deactivation?.comparison) throw new NotFound("owner");
    const tenant = await checkName(tx, deactivation.tenantId, typedName);
    const compared = { tablesCompared: deactivation.comparison.tables, rowsCompared: Number(deactivation.comparison.rows) };
    const proposedBy = facts.comingBack?.proposedBy ?? null;
    const isSecondPerson = proposedBy !== null && actor.kind === "operator" && actor.id !== proposedBy;
    const agreedBySecondPerson = isSecondPerson && (await closeApproval(tx, "verify_return", requestId, actor, now, facts, seen));

    await tx.deactivation.update({
      where: { id: deactivation.id },
      data: { endedAt: now, endedBecause: "reactivated" },
      select: { id: true },
    });
    await move();
    await tx.returnRequest.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "granted" } });
    await tx.notice.updateMany({ where: { subjectId: deactivation.id, sentAt: null, voidedAt: null }, data: { voidedAt: now } });
    await endReturnOrder(tx, requestId, actor, now);
    await writeNotice(tx, {
      kind: "reactivated",
      subjectId: deactivation.id,
      tenantId: tenant.id,
      requestId,
      toAddress: owner.email,
      language: tenant.language,
      params: compared,
      at: now,
    });
    await writeSignal(tx, "tenant_reactivated", deactivation.id, tenant.id, now);
    await tx.alert.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now } });
    await recordAuditEvent(
      tx,
      "tenant.reactivated",
      actor,
      { tenantId: request.tenantId, requestId },
      { ...compared, agreedBySecondPerson },
    );
    return { ...compared, reactivatedAt: now };
  };
  const asked = { kind: "verify_return", subjectId: requestId } as const;
  return orRefusalRecorded(deps, actor, asked, () => actOnRequest(deps, actor, requestId, version, "reactivate", reactivate));
}

async function checkName(tx: Tx, tenantId: string, typedName: string) {
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true, language: true } });
  if (!tenant) throw new NotFound("tenant");
  if (!isSameName(typedName, tenant.name)) throw new Refusal("organisation_not_typed");
  return tenant;
}
