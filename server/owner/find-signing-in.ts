import type { Tx } from "@/server/lib/db";

/**
 * The person of a tenant whom an address belongs to; null when it is nobody's. During the 30 days they are found, although the platform's
 * own sign-in is closed (S1); once erasing has begun nobody is, or a row might be written behind it. One statement, whoever it is.
 */
export async function findSigningIn(tx: Tx, address: string): Promise<{ id: string; tenantId: string } | null> {
  const [member] = await tx.$queryRaw<{ id: string; tenantId: string }[]>`
    SELECT m.id, m.tenant_id AS "tenantId" FROM platform.team_member m
    WHERE m.email = ${address}::text AND NOT EXISTS (SELECT 1 FROM console.purge_run r WHERE r.tenant_id = m.tenant_id)`;
  return member ?? null;
}
