import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS } from "@/server/lib/clock";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { mayWarnAgainAt } from "./team-warning";

/**
 * Has everybody else of a tenant told that its owner means to leave (D§5 "Notify your team"). The letters are written by a job, in
 * batches. Throws `account_closed` once the account is deactivated, `no_team`, and `team_warned_already` within 24 hours of the last.
 * @keeps D5.5
 */
export async function warnTeam(deps: Deps, owner: { id: string; tenantId: string }): Promise<{ people: number }> {
  const { id: memberId, tenantId } = owner;
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
    const now = await deps.clock.now(tx);
    if (await tx.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { id: true } })) throw new Refusal("account_closed");
    const last = await tx.teamWarning.findFirst({ where: { tenantId }, orderBy: { warnedAt: "desc" } });
    const again = last ? mayWarnAgainAt(last.warnedAt) : now;
    if (again > now) throw new Refusal("team_warned_already", { hours: Math.ceil((again.getTime() - now.getTime()) / HOUR_MS) });
    const people = await tx.teamMember.count({ where: { tenantId, role: { not: "owner" } } });
    if (people === 0) throw new Refusal("no_team");
    const warningId = newId();
    await tx.teamWarning.create({ data: { id: warningId, tenantId, memberId, people, warnedAt: now }, select: { id: true } });
    await enqueueJob(tx, "tell-team", { warningId }, { key: `tell-team:${warningId}` });
    await recordAuditEvent(tx, "team.warned", { kind: "owner", id: memberId }, { tenantId }, { people });
    return { people };
  });
}
