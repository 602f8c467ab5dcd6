import { lockTenant, type Tx } from "@/server/lib/db";
import { Forbidden, NotFound } from "@/server/lib/refusal";
import type { SignedInMember } from "@/server/owner/read-owner";

/**
 * Locks the tenant of who is signed in, and insists under the lock that they are its owner at this instant, at the address that they
 * proved, and have not signed out meanwhile, here or from elsewhere (C1, S3, S4).
 */
export async function lockOwn(tx: Tx, member: SignedInMember): Promise<void> {
  const { tenantId, id, email, sessionId } = member;
  if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
  const owner = await tx.teamMember.findFirst({ where: { tenantId, id, email, role: "owner" }, select: { id: true } });
  const session = await tx.ownerSession.findFirst({
    where: { id: sessionId, tenantId, memberId: id, endedAt: null },
    select: { id: true },
  });
  if (!owner || !session) throw new Forbidden("account:owner");
}
