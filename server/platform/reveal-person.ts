import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { refuseInvolved } from "@/server/grievance/refuse-involved";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { REVEALS_AN_HOUR, type Revealing } from "./revealing";

type Person = { name?: string | null; email?: string | null; phone?: string | null; postal?: string | null };
/** `grievanceId`: whoever complained, or wrote to the desk, is known to it and to nobody else. */
type Found = { person: Person; about: { tenantId: string | null; requestId?: string }; grievanceId?: string | null };

/**
 * Shows one masked value of a person to somebody of ours, once, and writes down whose, which and why in the same transaction (A2).
 * `seesCases`: of whoever complained only the desk is shown something, and nobody who had a hand in what the case is about (G1): throws
 * `desk_involved`, NotFound where there is no such value, and `revealed_too_often` after 30 within an hour.
 */
export async function revealPerson(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  { of, subjectId, field, because }: Revealing,
  seesCases: boolean,
): Promise<{ value: string }> {
  return refuseInvolved(deps, actor, "reveal_person", async (tx, refuse) => {
    // One after the other for one person, so that many at once are counted as well.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('person.reveal:' || ${actor.id}::text, 0))::text`;
    const since = later(await deps.clock.now(tx), -HOUR_MS);
    const shown = await tx.auditEvent.count({ where: { actorId: actor.id, type: "person.revealed", at: { gt: since } } });
    if (shown >= REVEALS_AN_HOUR) throw new Refusal("revealed_too_often", { most: REVEALS_AN_HOUR });
    const found = await FIND[of](tx, subjectId);
    if (!found || (found.grievanceId && !seesCases)) throw new NotFound(of);
    if (found.grievanceId) await refuse(found.grievanceId);
    const value = found.person[field];
    if (!value) throw new NotFound(of);
    await recordAuditEvent(tx, "person.revealed", actor, found.about, { of, subjectId, field, because });
    return { value };
  });
}

const PERSON = { name: true, email: true, phone: true } as const;

const FIND: Record<Revealing["of"], (tx: Tx, id: string) => Promise<Found | null>> = {
  tenant_owner: async (tx, tenantId) => {
    const person = await tx.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: PERSON });
    return person && { person, about: { tenantId } };
  },
  member: async (tx, id) => {
    const found = await tx.teamMember.findFirst({ where: { id }, select: { ...PERSON, tenantId: true } });
    return found && { person: found, about: { tenantId: found.tenantId } };
  },
  /** Whoever wrote the oldest letter of a request whose domain was proven: where the answer goes. */
  requester: async (tx, requestId) => {
    const letter = await tx.inboundMail.findFirst({
      where: { requestId, fromAddress: { not: null }, verifications: { some: { check: "domain", verdict: "passed" } } },
      orderBy: { receivedAt: "asc" },
      select: { fromAddress: true, tenantId: true },
    });
    return letter && { person: { email: letter.fromAddress }, about: { tenantId: letter.tenantId, requestId } };
  },
  letter_sender: async (tx, id) => {
    const letter = await tx.inboundMail.findUnique({
      where: { id },
      select: { fromAddress: true, tenantId: true, requestId: true, grievanceId: true },
    });
    if (!letter) return null;
    const { fromAddress: email, tenantId, requestId, grievanceId } = letter;
    return { person: { email }, about: { tenantId, requestId: requestId ?? undefined }, grievanceId };
  },
  /** What was written down of the person, or else the member who opened the case on the owner's pages. */
  grievance_person: async (tx, grievanceId) => {
    const found = await tx.grievance.findUnique({
      where: { id: grievanceId },
      select: { tenantId: true, memberId: true, person: { select: { ...PERSON, postal: true } } },
    });
    if (!found) return null;
    const { tenantId, memberId, person } = found;
    const member =
      tenantId && memberId ? await tx.teamMember.findUnique({ where: { tenantId_id: { tenantId, id: memberId } }, select: PERSON }) : null;
    const { name = null, email = null, phone = null, postal = null } = person ?? {};
    const own = { name: name ?? member?.name, email: email ?? member?.email, phone: phone ?? member?.phone, postal };
    return { person: own, about: { tenantId }, grievanceId };
  },
};
