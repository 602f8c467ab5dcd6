import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { maskEmail, maskName } from "@/server/lib/mask";
import { countRefundable } from "@/server/refund/count-refundable";

/** The readable shell of a tenant (L4): name, dates, plan, owner contact, masked (A2). Content is not in the console's reach at all. */
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
  return { ...tenant, owner: owner && { ...owner, name: maskName(owner.name), email: maskEmail(owner.email) } };
}

/** What deactivation ends now, what can then not be asked for any more, and what the purge forfeits later, in numbers (D§3, D§5). Money is in paise. */
export async function impactOf(deps: Deps, tenantId: string, now: Date) {
  const { db } = deps;
  const [activeKeys, revokedKeys, activeBots, members, openSessions, webhooks, refunds] = await Promise.all([
    db.apiKey.count({ where: { tenantId, revokedAt: null } }),
    db.apiKey.count({ where: { tenantId, revokedAt: { not: null } } }),
    db.bot.count({ where: { tenantId, isActive: true } }),
    db.teamMember.count({ where: { tenantId } }),
    db.memberSession.count({ where: { tenantId, endedAt: null, expiresAt: { gt: now } } }),
    db.webhookEndpoint.count({ where: { tenantId, isActive: true } }),
    countRefundable(db, tenantId, now),
  ]);
  return {
    activeKeys,
    revokedKeys,
    activeBots,
    members,
    openSessions,
    webhooks,
    unaskedRefunds: refunds.unasked,
    openRefunds: refunds.open,
    refundsPayingOut: refunds.payingOut,
    purchasedCreditsPaise: refunds.balances.purchasedPaise,
    grantedCreditsPaise: refunds.balances.grantedPaise,
  };
}
