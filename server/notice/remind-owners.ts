import { later } from "@/server/lib/clock";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { REMINDERS, reminderDue } from "./notice";
import { writeNotice } from "./write-notice";

const AT_ONCE = 200;
const FIRST_REMINDER_MS = Math.max(...REMINDERS.map(({ hoursBefore }) => hoursBefore)) * 3_600_000;

type Candidate = { id: string; tenantId: string; requestId: string };

/**
 * Reminds owners in time (P9): a week and two days before everything is erased. The schedule is derived from the row, not
 * from timers: whoever has no reminder of the kind that is due gets it now, once, also after a night without workers.
 * Decided again under the tenant's lock, so nothing goes out after a return. Returns how many were written.
 */
export async function remindOwners(deps: Deps): Promise<number> {
  const now = await deps.clock.now(deps.db);
  let written = 0;
  for (const candidate of await findUnreminded(deps, now)) if (await remind(deps, candidate)) written += 1;
  return written;
}

/** Open deactivations inside the last week that lack the reminder due now; the anti-join keeps reminded ones from filling the page. */
async function findUnreminded(deps: Deps, now: Date): Promise<Candidate[]> {
  return deps.db.$queryRaw<Candidate[]>`
    SELECT d.id, d.tenant_id AS "tenantId", d.request_id AS "requestId" FROM console.deactivation d
    WHERE d.ended_at IS NULL AND d.purge_due_at > ${now} AND d.purge_due_at <= ${later(now, FIRST_REMINDER_MS)}
      AND NOT EXISTS (SELECT 1 FROM console.notice n WHERE n.subject_id = d.id AND n.kind =
        (CASE WHEN d.purge_due_at <= ${later(now, 48 * 3_600_000)} THEN 'two_days_left' ELSE 'seven_days_left' END)::console."NoticeKind")
    ORDER BY d.purge_due_at, d.id LIMIT ${AT_ONCE}`;
}

async function remind(deps: Deps, { id, tenantId, requestId }: Candidate): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) return false;
    const deactivation = await tx.deactivation.findUnique({ where: { id } });
    const owner = await tx.teamMember.findFirst({
      where: { tenantId, role: "owner" },
      include: { tenant: { select: { language: true } } },
    });
    const now = await deps.clock.now(tx);
    const kind = deactivation && !deactivation.endedAt ? reminderDue(deactivation.purgeDueAt, now) : null;
    if (!kind || !owner || !deactivation) return false;
    const params = { purgeDueAt: deactivation.purgeDueAt.toISOString() };
    const { email: toAddress } = owner;
    await writeNotice(tx, { kind, subjectId: id, tenantId, requestId, toAddress, language: owner.tenant.language, params, at: now });
    return true;
  });
}
