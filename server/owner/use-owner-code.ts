import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";

/** Uses up a code that was the right one, in the transaction of what it is for: of two that come with it, one goes on. Throws `code_not_accepted`. */
export async function useOwnerCode(tx: Tx, codeId: string, now: Date): Promise<void> {
  const { count } = await tx.ownerCode.updateMany({
    where: { id: codeId, endedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, endedAt: now, endedBecause: "used" },
  });
  if (count !== 1) throw new Refusal("code_not_accepted");
}
