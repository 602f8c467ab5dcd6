import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { REFUND_WINDOW_HOURS } from "@/server/policy/retention";

/** The readable shell of a tenant (L4): name, dates, plan, owner contact. Content is not in the console's reach at all. */
export async function tenantShell(db: Tx, tenantId: string) {
  const tenant = await db.tenant.findUnique({
    where: { id: tenantId },
    select: { id: true, name: true, plan: true, language: true, timeZone: true, stateCode: true, createdAt: true },
  });
  if (!tenant) return null;
  const owner = await db.teamMember.findFirst({
    where: { tenantId, role: "owner" },
    select: { id: true, name: true, email: true, emailChangedAt: true, becameOwnerAt: true },
  });
  return { ...tenant, owner };
}

/** What deactivation ends now and what the purge forfeits later, in numbers (D§3, D§5). Balances are in paise. */
export async function impactOf(deps: Deps, tenantId: string, now: Date) {
  const { db } = deps;
  const [activeKeys, revokedKeys, activeBots, members, openSessions, webhooks, refundable, balances] = await Promise.all([
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.apiKey.count({ where: { tenantId, revokedAt: { not: null } } }),
    db.bot.count({ where: { tenantId, isActive: true } }),
    db.teamMember.count({ where: { tenantId } }),
    db.memberSession.count({ where: { tenantId, endedAt: null, expiresAt: { gt: now } } }),
    db.webhookEndpoint.count({ where: { tenantId, isActive: true } }),
    db.purchase.aggregate({
      where: { tenantId, purchasedAt: { gt: later(now, -REFUND_WINDOW_HOURS * 3_600_000) } },
      _count: true,
      _sum: { amountPaise: true },
    }),
    db.creditEntry.groupBy({ by: ["source"], where: { tenantId }, _sum: { amountPaise: true } }),
  ]);
  const balance = (source: "purchased" | "granted") => balances.find((row) => row.source === source)?._sum.amountPaise ?? 0n;
  return {
    activeKeys,
    revokedKeys,
    activeBots,
    members,
    openSessions,
    webhooks,
    refundablePurchases: refundable._count,
    refundablePaise: refundable._sum.amountPaise ?? 0n,
    purchasedCreditsPaise: balance("purchased"),
    grantedCreditsPaise: balance("granted"),
  };
}
