import type { GrievanceKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { TOPICS } from "./grievance";
import { bindToTenant } from "./settle-tenant";

export type CaseLinks = {
  tenantId?: string;
  /** Who of the tenant's people it is; null for none of them. */
  memberId?: string | null;
  kind?: GrievanceKind;
  topic?: string;
  requestId?: string | null;
  refundId?: string | null;
};

/**
 * An officer says what a case is and hangs on: its kind and topic, the tenant and who of its people it is, the request or the refund that
 * it is about, null for none. What was put down wrongly can be put right until something came of it. Whose acts count as a hand in it
 * follows from that (G1), for everybody's next act; what it named before goes on counting, and nobody links it to a tenant of which they
 * had something in hand. Throws what `actOnCase` and `bindToTenant`
 * throw, NotFound, `desk_topic`, `desk_other_tenant`, `desk_not_of_tenant`, `desk_link_same` and `desk_link_stands`.
 */
export const linkCase = (deps: Deps, actor: Officer, grievanceId: string, links: CaseLinks): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "link", async (acting) => {
    const { tx, case: found } = acting;
    const isMoved = links.tenantId !== undefined && links.tenantId !== found.tenantId;
    const wasTenantId = isMoved ? found.tenantId : null;
    const memberId = links.memberId === undefined ? (wasTenantId ? null : found.memberId) : links.memberId;
    const { kind = found.kind, topic = found.topic } = links;
    const isClassified = wasTenantId !== null || memberId !== found.memberId || kind !== found.kind || topic !== found.topic;
    if (isClassified) await refuseIfStands(acting, memberId);
    if ((kind !== found.kind || topic !== found.topic) && !(TOPICS[kind] as readonly string[]).includes(topic))
      throw new Refusal("desk_topic");
    if (isMoved) await bindToTenant(acting, actor.id, String(links.tenantId));
    const tenantId = links.tenantId ?? found.tenantId;
    const isOfTenant = memberId === null || (tenantId !== null && (await tx.teamMember.count({ where: { tenantId, id: memberId } })) > 0);
    if (isClassified && !isOfTenant) throw new Refusal("desk_not_of_tenant");
    const requestId = links.requestId === undefined ? (wasTenantId ? null : found.requestId) : links.requestId;
    const refundId = links.refundId === undefined ? (wasTenantId ? null : found.refundId) : links.refundId;
    if (!isMoved && !isClassified && requestId === found.requestId && refundId === found.refundId) throw new Refusal("desk_link_same");
    const [request, refund] = await Promise.all([
      requestId ? tx.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } }) : null,
      refundId ? tx.refund.findFirst({ where: { id: refundId }, select: { tenantId: true } }) : null,
    ]);
    if ((requestId && !request) || (refundId && !refund)) throw new NotFound("what the case is about");
    if ([request, refund].some((one) => one && one.tenantId !== tenantId)) throw new Refusal("desk_other_tenant");
    const about = { requestId, refundId };
    // Whoever has the case on screen, or agreed to an address in it, saw another one.
    const data = isClassified ? { ...about, kind, topic, memberId, version: found.version + 1 } : about;
    await tx.grievance.update({ where: { id: grievanceId }, data, select: { id: true } });
    // What it named before stays in the book: a hand in that is not shaken off by linking anew.
    const was = { wasRequestId: found.requestId, wasRefundId: found.refundId };
    await recordAuditEvent(tx, "grievance.linked", actor, { tenantId }, { grievanceId, ...about, tenantFound: isMoved, ...was });
    if (!isClassified) return;
    // Where it was another tenant's, the event stands with that one, which loses it from sight.
    const at = { tenantId: wasTenantId ?? tenantId };
    await recordAuditEvent(tx, "grievance.classified", actor, at, { grievanceId, kind, topic, memberId, wasTenantId });
  });

/** What a case is and whose it is stand once something was answered or done; whoever asked on their own pages is who they are. */
async function refuseIfStands({ tx, case: found }: ActingOnCase, memberId: string | null): Promise<void> {
  const { id: grievanceId, tenantId } = found;
  const isOwn = found.channel === "dashboard" && memberId !== found.memberId;
  if (isOwn || found.state !== "open" || found.answeredAt !== null) throw new Refusal("desk_link_stands");
  const applied = { grievanceId, author: "system", correctionField: { not: null }, isAsked: false } as const;
  const ended = { tenantId, type: "grievance.consent_ended", payload: { path: ["grievanceId"], equals: grievanceId } };
  if ((await tx.grievanceMessage.count({ where: applied })) > 0 || (tenantId && (await tx.auditEvent.count({ where: ended })) > 0))
    throw new Refusal("desk_link_stands");
}
