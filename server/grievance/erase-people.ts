import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { eraseLettersById } from "@/server/inbound-mail/erase-letters";
import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { PERSON_KEPT_DAYS } from "@/server/policy/grievance";

const AT_ONCE = 200;

/**
 * Erases who wrote, and what, of cases without a tenant that were answered or closed 365 days ago: nobody's purge would ever take them.
 * The mails to them go along. The case stays in the register with its number and its dates. `deps.db` works as the purge role. Returns how many cases it took.
 */
export async function erasePeople(deps: Deps): Promise<number> {
  const before = later(await deps.clock.now(deps.db), -PERSON_KEPT_DAYS * DAY_MS);
  let erased = 0;
  for (let last = AT_ONCE; last === AT_ONCE; erased += last) last = await eraseSome(deps, before);
  return erased;
}

async function eraseSome(deps: Deps, before: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const cases = await tx.$queryRaw<{ id: string; number: number }[]>`
      SELECT g.id, g.number FROM console.grievance g WHERE g.tenant_id IS NULL
        AND (g.state = 'closed' AND g.closed_at < ${before} OR g.state = 'answered' AND g.state_changed_at < ${before})
        AND (EXISTS (SELECT 1 FROM console.grievance_person p WHERE p.grievance_id = g.id)
          OR EXISTS (SELECT 1 FROM console.grievance_message m WHERE m.grievance_id = g.id)
          OR EXISTS (SELECT 1 FROM console.grievance_note n WHERE n.grievance_id = g.id)
          OR EXISTS (SELECT 1 FROM console.inbound_mail l WHERE l.grievance_id = g.id))
        -- A letter can be about a tenant under a hold without its case being that tenant's.
        AND NOT EXISTS (SELECT 1 FROM console.inbound_mail l WHERE l.grievance_id = g.id
          AND console.is_held(l.about_tenant_id, 'letter', clock_timestamp()))
      ORDER BY g.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`;
    const of = { grievanceId: { in: cases.map(({ id }) => id) } };
    if (cases.length === 0) return 0;
    await tx.grievanceAttachment.deleteMany({ where: { message: of } });
    await tx.grievanceMessage.deleteMany({ where: of });
    await tx.grievanceNote.deleteMany({ where: of });
    await tx.grievancePerson.deleteMany({ where: of });
    await tx.$executeRaw`
      DELETE FROM console.notice n WHERE n.tenant_id IS NULL AND (n.params ->> 'grievanceNumber')::int = ANY(${cases.map(({ number }) => number)}::int[])`;
    const letters = await tx.inboundMail.findMany({ where: of, select: { id: true } });
    await eraseLettersById(
      tx,
      letters.map(({ id }) => id),
    );
    await recordAuditEvent(tx, "grievance.person_erased", { kind: "system" }, {}, { cases: cases.length });
    return cases.length;
  });
}
