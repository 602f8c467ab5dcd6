import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { maskEmail, maskName, maskPhone } from "@/server/lib/mask";
import { NotFound } from "@/server/lib/refusal";
import { matchingTenants } from "./search-tenants";

export type TenantRow = {
  id: string;
  name: string;
  plan: string;
  ownerEmail: string | null;
  createdAt: Date;
  requestId: string | null;
  requestNumber: number | null;
  requestState: string | null;
};
const PAGE = 50;

/** Tenants by name, owners masked (A2), one page from the cursor on; `q` searches names, and addresses for whoever may reveal them. At most 50 rows. */
export async function listTenants(deps: Deps, q: string, cursor: { name: string; id: string } | null, byAddress: boolean) {
  const where = [Prisma.sql`true`];
  if (q) where.push(Prisma.sql`t.id IN (${matchingTenants(q, byAddress)})`);
  if (cursor) where.push(Prisma.sql`(t.name_normalised, t.id) > (${cursor.name}, ${cursor.id}::uuid)`);
  const rows = await deps.db.$queryRaw<(TenantRow & { sortName: string })[]>`
    SELECT t.id, t.name, t.plan::text AS plan, t.created_at AS "createdAt", t.name_normalised AS "sortName", o.email AS "ownerEmail",
      r.id AS "requestId", r.number AS "requestNumber", r.state::text AS "requestState"
    FROM (SELECT * FROM platform.tenant t WHERE ${Prisma.join(where, " AND ")} ORDER BY t.name_normalised, t.id LIMIT ${PAGE + 1}) t
    LEFT JOIN platform.team_member o ON o.tenant_id = t.id AND o.role = 'owner'
    LEFT JOIN console.deletion_request r ON r.tenant_id = t.id AND r.state IN ('received', 'verified', 'retained', 'purging')
    ORDER BY t.name_normalised, t.id`;
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  return {
    items: items.map(({ sortName: _sort, ...row }) => ({
      ...row,
      ownerEmail: row.ownerEmail && maskEmail(row.ownerEmail),
    })),
    next: rows.length > PAGE && last ? { name: last.sortName, id: last.id } : null,
  };
}

/** One tenant's shell: who owns it, masked, what it has in numbers, and every request about it. */
export async function tenantDetail(deps: Deps, tenantId: string) {
  const { db } = deps;
  const tenant = await db.tenant.findUnique({
    where: { id: tenantId },
    select: { id: true, name: true, plan: true, language: true, timeZone: true, stateCode: true, createdAt: true },
  });
  if (!tenant) throw new NotFound("tenant");
  const [owner, members, keys, revokedKeys, bots, requests, deactivation] = await Promise.all([
    db.teamMember.findFirst({ where: { tenantId, role: "owner" }, select: { name: true, email: true, phone: true } }),
    db.teamMember.count({ where: { tenantId } }),
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.apiKey.count({ where: { tenantId, revokedAt: { not: null } } }),
    db.bot.count({ where: { tenantId, isActive: true } }),
    db.deletionRequest.findMany({
      where: { OR: [{ tenantId }, { claimedTenantId: tenantId }] },
      orderBy: { receivedAt: "desc" },
      take: 20,
      select: { id: true, number: true, state: true, channel: true, receivedAt: true, dueAt: true, tenantId: true },
    }),
    db.deactivation.findFirst({ where: { tenantId, endedAt: null }, select: { deactivatedAt: true, purgeDueAt: true } }),
  ]);
  const shownOwner = owner && { name: maskName(owner.name), email: maskEmail(owner.email), phone: owner.phone && maskPhone(owner.phone) };
  const live = requests.find(
    (request) => request.tenantId === tenantId && ["received", "verified", "retained", "purging"].includes(request.state),
  );
  return {
    tenant,
    owner: shownOwner,
    counts: { members, keys, revokedKeys, bots },
    requests,
    live: live ?? null,
    deactivation,
    now: await deps.clock.now(db),
  };
}
