import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { actOnCase, type Officer } from "./act-on-case";
import { findInvolvement } from "./find-involvement";
import { isEnding } from "./is-ending";

export type Routing = { grievanceId: string; tenantId: string; seenVersion: number };
export type Routed = { isPersonTold: boolean };

/**
 * An officer passes on what a tenant's end user asks (V6): the tenant decides why and how their data is used, so the answer is the
 * tenant's (DPDPA s.2(i), s.11). The owner gets the person's words, the person is told who answers and why, if their mail was proven;
 * the case is closed as routed. Throws `desk_not_end_user`, `desk_tenant_gone`, `desk_involved` for who acted on that tenant, and what
 * `actOnCase` throws.
 */
export async function routeToTenant(deps: Deps, actor: Officer, { grievanceId, tenantId, seenVersion }: Routing): Promise<Routed> {
  return actOnCase(
    deps,
    actor,
    grievanceId,
    "route",
    async ({ tx, now, case: found }) => {
      if (found.kind !== "end_user" || (found.tenantId && found.tenantId !== tenantId)) throw new Refusal("desk_not_end_user");
      // After the case's lock, for once: whoever holds a tenant's lock and waits for a case waits for one of that tenant, which this is not.
      if (!(await lockTenant(tx, tenantId)) || (await isEnding(tx, tenantId))) throw new Refusal("desk_tenant_gone");
      if (await findInvolvement(tx, { ...found, tenantId }, actor.id)) throw new Refusal("desk_involved");
      const owner = await tx.teamMember.findFirst({
        where: { tenantId, role: "owner" },
        select: { email: true, tenant: { select: { language: true } } },
      });
      if (!owner) throw new Refusal("desk_tenant_gone");
      const person = await tx.grievancePerson.findUnique({ where: { grievanceId }, select: { email: true, isProven: true } });
      const message = await tx.grievanceMessage.findFirst({
        where: { grievanceId, author: "person" },
        orderBy: { writtenAt: "asc" },
        select: { id: true },
      });
      const { number: grievanceNumber, language } = found;
      const because = "routed_to_tenant";
      const closed = { state: "closed", closedAt: now, closedBecause: because, answeredAt: found.answeredAt ?? now } as const;
      await tx.grievance.update({
        where: { id: grievanceId },
        data: { ...closed, tenantId, stateChangedAt: now, version: found.version + 1 },
        select: { id: true },
      });
      // What they wrote is the tenant's from now on, and goes with it.
      const own = { where: { grievanceId, tenantId: null }, data: { tenantId } };
      await tx.grievanceMessage.updateMany(own);
      await tx.grievanceAttachment.updateMany({ where: { message: { grievanceId }, tenantId: null }, data: { tenantId } });
      await tx.grievanceNote.updateMany(own);
      await tx.grievancePerson.updateMany(own);
      await tx.inboundMail.updateMany({ where: { grievanceId, aboutTenantId: null }, data: { aboutTenantId: tenantId } });
      await tx.inboundMail.updateMany({
        where: { grievanceId, outcome: { in: ["opened_case", "added_to_case"] } },
        data: { outcome: "routed_to_tenant" },
      });
      const mail = { tenantId, requestId: null, at: now };
      const isPersonTold = person?.isProven === true && person.email !== null;
      await writeNotice(tx, {
        ...{ ...mail, kind: "end_user_request", subjectId: grievanceId, toAddress: owner.email, language: owner.tenant.language },
        params: { grievanceNumber, messageId: message?.id ?? "", told: isPersonTold ? "yes" : "no" },
      });
      if (person?.email && isPersonTold)
        await writeNotice(tx, {
          ...{ ...mail, kind: "end_user_routed", subjectId: grievanceId, toAddress: person.email, language },
          params: { grievanceNumber },
        });
      await recordAuditEvent(tx, "grievance.routed_to_tenant", actor, { tenantId }, { grievanceId });
      return { isPersonTold };
    },
    seenVersion,
  );
}
