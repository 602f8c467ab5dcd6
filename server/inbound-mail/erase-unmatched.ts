import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { eraseLettersById } from "./erase-letters";

const AT_ONCE = 500;

/**
 * Erases mail that led to no tenant once its days are over (product §11, default 30): letters nobody is bound to, those of
 * requests that were turned down without a tenant, and the answers to their senders. Letters and mails of a case stay with it. Goes on, batch by batch, until none is
 * left; returns how many letters went. `deps.db` works as the purge role.
 */
export async function eraseUnmatched(deps: Deps): Promise<number> {
  const before = later(await deps.clock.now(deps.db), -env().UNMATCHED_MAIL_DAYS * DAY_MS);
  await eraseNotices(deps, before);
  let erased = 0;
  const kept = await keepHeld(deps, before);
  for (let last = AT_ONCE; last === AT_ONCE; erased += last) last = await eraseSome(deps, before, kept);
  return erased;
}

/**
 * Mails to nobody's people. Those of a case that still has its person or words stay with it: a reply finds its thread by them, and they
 * prove that it was acknowledged (G2); they go when its person does. What told our own staff of it proves nothing.
 */
const eraseNotices = ({ db }: Deps, before: Date): Promise<number> => db.$executeRaw`
  DELETE FROM console.notice n WHERE n.tenant_id IS NULL AND n.created_at < ${before}
    AND (n.kind = 'grievance_escalated' OR NOT EXISTS (
      SELECT 1 FROM console.grievance g WHERE g.number = (n.params ->> 'grievanceNumber')::int
        AND (EXISTS (SELECT 1 FROM console.grievance_person p WHERE p.grievance_id = g.id)
          OR EXISTS (SELECT 1 FROM console.grievance_message m WHERE m.grievance_id = g.id))))`;

const unmatched = (before: Date, kept: string[]) => ({
  tenantId: null,
  receivedAt: { lt: before },
  // A letter of a case goes with what its person wrote there.
  grievanceId: null,
  OR: [{ requestId: null }, { request: { tenantId: null, state: { not: "received" as const } } }],
  // In SQL, "not in" is not true of null: letters about nobody are asked for by name.
  AND: { OR: [{ aboutTenantId: null }, { aboutTenantId: { notIn: kept } }] },
});

/**
 * A letter that nobody believed may still be about a tenant under a hold; it stays, and that it stayed is written down (H2).
 * Answers with those tenants. Should one be held a moment later, the database refuses the batch and the next night leaves it out.
 */
async function keepHeld(deps: Deps, before: Date): Promise<string[]> {
  return deps.db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<{ tenantId: string }[]>`
      SELECT DISTINCT h.tenant_id AS "tenantId" FROM console.legal_hold h WHERE console.is_held(h.tenant_id, 'letter', clock_timestamp())`;
    const kept = held.map(({ tenantId }) => tenantId);
    const letters = await tx.inboundMail.groupBy({
      by: ["aboutTenantId"],
      where: { AND: [unmatched(before, []), { aboutTenantId: { in: kept } }] },
      _count: true,
    });
    for (const { aboutTenantId, _count } of letters)
      await recordAuditEvent(tx, "letters.refused_by_hold", { kind: "system" }, { tenantId: aboutTenantId }, { letters: _count });
    return kept;
  });
}

async function eraseSome(deps: Deps, before: Date, kept: string[]): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const letters = await tx.inboundMail.findMany({
      where: unmatched(before, kept),
      orderBy: { receivedAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    });
    return eraseLettersById(
      tx,
      letters.map((letter) => letter.id),
    );
  });
}
