import type { Tx } from "@/server/lib/db";

type Whose = { tenantId: string; memberId: string; now: Date };

/** Ends every yes of a person for the desk, in the caller's transaction under the tenant's lock (DPDPA s.6(4)). Answers with how many there were. */
export async function endConsents(tx: Tx, { tenantId, memberId, now }: Whose): Promise<number> {
  const { count } = await tx.consent.updateMany({
    where: { tenantId, memberId, isGiven: true, endedAt: null },
    data: { endedAt: now, endedBy: "desk" },
  });
  return count;
}
