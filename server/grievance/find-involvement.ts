import type { Tx } from "@/server/lib/db";

type About = { id: string; tenantId: string | null };

/** Whether somebody of ours had a hand in what a case is about (G1), its tenant as the caller knows it. See `findInvolved`. */
export const findInvolvement = async (tx: Tx, { id, tenantId }: About, operatorId: string): Promise<boolean> =>
  (await findInvolved(tx, [id], operatorId, tenantId)).has(id);

/**
 * In which of these cases somebody of ours had a hand (G1), as it stands at this moment: in a request or a refund that a case names or
 * ever named, and in anything of its tenant, and of every tenant that its letters are about or that has a person at the address given
 * in it. What the console itself linked narrows nothing: only an officer who found the tenant of a case and named a request or a refund
 * of it in the same act says that it is about no more than that. A hold counts even then, because it bears upon everything of its tenant,
 * but for the placing that was ordered about this very case (G4).
 * Whoever was given a request counts as well; and cases that were merged are one matter. The book says so; what was only read, and what
 * the desk does with cases and orders, is no hand in it. But a complaint about how somebody was treated (`conduct`) may be about the desk
 * itself: whoever ended another case of that tenant does not judge it. Names in what people write are not read. `besideTenantId` is a
 * tenant that the case is about to be linked to: everything of it counts.
 */
export async function findInvolved(
  tx: Tx,
  grievanceIds: readonly string[],
  operatorId: string,
  besideTenantId: string | null = null,
): Promise<Set<string>> {
  if (grievanceIds.length === 0) return new Set();
  // Each branch walks the index of its own column: of the case's, the request's, or the tenant's events.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH asked AS MATERIALIZED (
      SELECT g.id, coalesce(g.merged_into_id, g.id) AS root FROM console.grievance g WHERE g.id = ANY (${grievanceIds}::uuid[])
    ), matter AS MATERIALIZED (
      SELECT a.id AS asked, g.id, g.tenant_id, g.request_id, g.refund_id, g.topic = 'conduct' AS is_conduct
      FROM asked a JOIN console.grievance g ON g.id = a.root OR g.merged_into_id = a.root
    ), sender AS MATERIALIZED (
      SELECT m.asked, m.id, l.about_tenant_id AS tenant_id
      FROM matter m JOIN console.inbound_mail l ON l.grievance_id = m.id AND l.about_tenant_id IS NOT NULL
      UNION SELECT m.asked, m.id, t.tenant_id
      FROM matter m JOIN console.grievance_person p ON p.grievance_id = m.id JOIN platform.team_member t ON t.email = lower(p.email)
    ), relinking AS MATERIALIZED (
      SELECT m.asked, m.id, (e.payload ->> 'requestId')::uuid AS request_id, (e.payload ->> 'refundId')::uuid AS refund_id,
        (e.payload ->> 'wasRequestId')::uuid AS was_request_id, (e.payload ->> 'wasRefundId')::uuid AS was_refund_id,
        (e.payload ->> 'tenantFound')::boolean AS tenant_found
      FROM matter m JOIN console.audit_event e
        ON e.payload ? 'grievanceId' AND e.payload ->> 'grievanceId' = m.id::text AND e.type = 'grievance.linked'
    ), named AS MATERIALIZED (
      SELECT asked, request_id, refund_id FROM matter
      UNION SELECT asked, request_id, refund_id FROM relinking
      UNION SELECT asked, was_request_id, was_refund_id FROM relinking
    ), tenant AS MATERIALIZED (
      SELECT asked, tenant_id, bool_or(is_whole) AS is_whole, bool_or(is_conduct) AS is_conduct FROM (
        SELECT m.asked, m.tenant_id, m.is_conduct, m.request_id IS NULL AND m.refund_id IS NULL
            OR NOT EXISTS (SELECT 1 FROM relinking r WHERE r.asked = m.asked AND r.id = m.id AND r.tenant_found)
            OR EXISTS (SELECT 1 FROM relinking r WHERE r.asked = m.asked AND r.id = m.id AND r.was_request_id IS NULL AND r.was_refund_id IS NULL
              AND (NOT r.tenant_found OR EXISTS (SELECT 1 FROM sender s WHERE s.id = m.id AND s.tenant_id = m.tenant_id))) AS is_whole
          FROM matter m WHERE m.tenant_id IS NOT NULL
        UNION ALL SELECT s.asked, s.tenant_id, m.is_conduct, s.tenant_id IS DISTINCT FROM m.tenant_id
          FROM sender s JOIN matter m ON m.asked = s.asked AND m.id = s.id
        UNION ALL SELECT m.asked, ${besideTenantId}::uuid, m.is_conduct, m.tenant_id IS DISTINCT FROM ${besideTenantId}::uuid
          FROM matter m WHERE m.id = m.asked AND ${besideTenantId}::uuid IS NOT NULL
      ) known GROUP BY asked, tenant_id
    )
    SELECT DISTINCT asked AS id FROM (
      SELECT n.asked FROM named n JOIN console.audit_event e ON e.request_id = n.request_id
        WHERE e.actor_kind = 'operator'
          AND (e.actor_id = ${operatorId}::uuid AND e.type <> 'letter.read' AND split_part(e.type, '.', 1) NOT IN ('grievance', 'order', 'person')
            OR e.type = 'request.assigned' AND e.payload ->> 'assigneeId' = ${operatorId}::text)
      UNION ALL
      SELECT t.asked FROM tenant t JOIN console.audit_event e ON e.tenant_id = t.tenant_id
        WHERE e.actor_kind = 'operator' AND e.actor_id = ${operatorId}::uuid
          AND CASE split_part(e.type, '.', 1)
            WHEN 'hold' THEN NOT (e.type = 'hold.placed' AND EXISTS (SELECT 1 FROM console.grievance_order o JOIN matter m ON m.id = o.grievance_id
              WHERE m.asked = t.asked AND o.hold_id = (e.payload ->> 'holdId')::uuid))
            WHEN 'grievance' THEN t.is_conduct AND e.type IN ('grievance.decided', 'grievance.closed', 'grievance.merged')
              AND NOT EXISTS (SELECT 1 FROM matter m
                WHERE m.asked = t.asked AND m.id::text IN (e.payload ->> 'grievanceId', e.payload ->> 'intoId'))
            WHEN 'order' THEN false WHEN 'audit' THEN false WHEN 'register' THEN false WHEN 'person' THEN false WHEN 'operator' THEN false
            ELSE e.type NOT IN ('letter.read', 'credit_note.read', 'credit_notes.exported')
              AND (t.is_whole OR EXISTS (SELECT 1 FROM named n WHERE n.asked = t.asked AND n.refund_id::text = e.payload ->> 'refundId')) END
      UNION ALL
      SELECT t.asked FROM tenant t JOIN console.audit_event e ON e.tenant_id = t.tenant_id
        WHERE t.is_whole AND e.type = 'request.assigned' AND e.actor_kind = 'operator' AND e.payload ->> 'assigneeId' = ${operatorId}::text
      UNION ALL
      SELECT n.asked FROM named n JOIN console.deletion_request r ON r.id = n.request_id
        WHERE ${operatorId}::uuid IN (r.lodged_by_operator_id, r.assignee_id)
      UNION ALL
      SELECT t.asked FROM tenant t JOIN console.deletion_request r ON r.tenant_id = t.tenant_id
        WHERE t.is_whole AND ${operatorId}::uuid IN (r.lodged_by_operator_id, r.assignee_id)
    ) involved`;
  return new Set(rows.map(({ id }) => id));
}
