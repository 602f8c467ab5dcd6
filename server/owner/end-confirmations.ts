import type { Tx } from "@/server/lib/db";

/** Ends the codes of a request that is over: they are neither sent any more nor taken. */
export async function endConfirmations(tx: Tx, requestId: string, now: Date): Promise<void> {
  await tx.confirmation.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "request_ended" } });
}
