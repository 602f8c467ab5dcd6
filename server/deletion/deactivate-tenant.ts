import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { endAccess } from "@/server/platform/end-access";
import { isSameName } from "@/server/platform/organisation-name";
import { RETENTION_HOURS } from "@/server/policy/retention";
import { writeSignal } from "@/server/signal/write-signal";
import { type Acting, actOnRequest } from "./act-on-request";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";

/**
 * Ends a tenant's access and starts its 30 days (D§3, L1, L2): keys revoked, sessions ended, tenant sealed, owner told,
 * platform told, probes and digest queued — all in one transaction or not at all. Sign-in, members and bots follow from
 * the open deactivation; nothing of theirs is flipped, so that a return can be exact. `typedName` is the organisation's
 * name as the person typed it; throws `organisation_not_typed` when it is not the one on record.
 * @keeps D3.1 D3.2 D3.4
 */
export async function deactivateTenant(deps: Deps, actor: Actor, requestId: string, version: number, typedName: string) {
  return actOnRequest(deps, actor, requestId, version, "deactivate", deactivated(actor, typedName));
}

/** Everything that follows when a tenant is deactivated, by an agent or by its owner (S3): there is one list of it. */
export const deactivated =
  (actor: Actor, typedName: string) =>
  async ({ tx, now, request, owner, move }: Acting) => {
    const { id: requestId, tenantId } = request;
    const tenant = tenantId
      ? await tx.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true, language: true } })
      : null;
    if (!tenant || !owner) throw new NotFound("tenant");
    if (!isSameName(typedName, tenant.name)) throw new Refusal("organisation_not_typed");

    const purgeDueAt = later(now, RETENTION_HOURS * HOUR_MS);
    // Before the row that seals the tenant: afterwards the database refuses these writes too.
    const ended = await endAccess(tx, tenant.id, now);
    const deactivation = await tx.deactivation.create({
      data: {
        tenantId: tenant.id,
        requestId,
        deactivatedAt: now,
        purgeDueAt,
        deactivatedBy: actor.kind === "operator" ? actor.id : null,
        keysRevoked: ended.keysRevoked,
        sessionsEnded: ended.sessionsEnded,
      },
      select: { id: true },
    });
    await move({ dueAt: purgeDueAt });
    await endAlert(tx, "owner_wrote_again", { requestId }, now);
    await writeNotice(tx, {
      kind: "deactivated",
      subjectId: deactivation.id,
      tenantId: tenant.id,
      requestId,
      toAddress: owner.email,
      language: tenant.language,
      params: { deactivatedAt: now.toISOString(), purgeDueAt: purgeDueAt.toISOString() },
      at: now,
    });
    await writeSignal(tx, "tenant_deactivated", deactivation.id, tenant.id, now);
    await enqueueJob(tx, "probe-lockout", { deactivationId: deactivation.id }, { key: `probe:${deactivation.id}` });
    await enqueueJob(tx, "take-seal-digest", { deactivationId: deactivation.id }, { key: `digest:${deactivation.id}` });
    await recordAuditEvent(
      tx,
      "tenant.deactivated",
      actor,
      { tenantId: tenant.id, requestId },
      { ...ended, purgeDueAt: purgeDueAt.toISOString() },
    );
    return { deactivatedAt: now, purgeDueAt, ...ended };
  };
