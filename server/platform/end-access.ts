import type { Tx } from "@/server/lib/db";

/** Revokes every API key and ends every session of a tenant (D§3 "revoked immediately"). Old keys stay refused for ever, also after a return (D§6). */
export async function endAccess(tx: Tx, tenantId: string, now: Date): Promise<{ keysRevoked: number; sessionsEnded: number }> {
  const keys = await tx.apiKey.updateMany({
    where: { tenantId, revokedAt: null },
    data: { revokedAt: now, revokedBecause: "tenant_deactivated" },
  });
  const sessions = await tx.memberSession.updateMany({ where: { tenantId, endedAt: null }, data: { endedAt: now } });
  return { keysRevoked: keys.count, sessionsEnded: sessions.count };
}
