import type { Tx } from "@/server/lib/db";

type Ending = { tenantId: string; memberId: string; because: "address_changed"; now: Date };

/** Ends what somebody has signed in to and every code that was sent to them, in the caller's transaction: it all was for an address that is not theirs any more. */
export async function endOwnAccess(tx: Tx, { tenantId, memberId, because, now }: Ending): Promise<void> {
  const where = { tenantId, memberId, endedAt: null };
  const data = { endedAt: now, endedBecause: because };
  await tx.ownerSession.updateMany({ where, data });
  await tx.ownerCode.updateMany({ where: { ...where, usedAt: null }, data });
  await tx.confirmation.updateMany({ where, data });
  await tx.memberSession.updateMany({ where, data: { endedAt: now } });
}
