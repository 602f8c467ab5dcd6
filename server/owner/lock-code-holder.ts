import type { MemberRole } from "@/prisma/generated/enums";
import { lockTenant, type Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { hashOfAddress } from "./owner-address";

export type CodeHolder = { id: string; tenantId: string; email: string; role: MemberRole };

/**
 * Whom a code is or would be for, if they are there still, at that address, and their data is not being erased; null otherwise. Under
 * their tenant's lock, which a purge takes before it begins: whatever the caller writes for them is not written behind it (P5). The
 * same statements for nobody as for somebody (V3).
 */
export async function lockCodeHolder(
  tx: Tx,
  code: { tenantId: string | null; memberId: string | null; addressHash: string },
): Promise<CodeHolder | null> {
  const [tenantId, memberId] = [code.tenantId ?? newId(), code.memberId ?? newId()];
  await lockTenant(tx, tenantId);
  const [member] = await tx.$queryRaw<CodeHolder[]>`
    SELECT m.id, m.tenant_id AS "tenantId", m.email, m.role::text AS role FROM platform.team_member m
    WHERE m.tenant_id = ${tenantId}::uuid AND m.id = ${memberId}::uuid
      AND NOT EXISTS (SELECT 1 FROM console.purge_run r WHERE r.tenant_id = m.tenant_id)`;
  return member && hashOfAddress(member.email) === code.addressHash ? member : null;
}
