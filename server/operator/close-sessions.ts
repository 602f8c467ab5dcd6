import type { Tx } from "@/server/lib/db";
import { oldestSession } from "./operator";

/** Ends somebody's sessions, or all but one; answers how many of them still opened something. The next call of each is refused. */
export async function closeSessions(tx: Tx, whose: { operatorId: string; butNot?: string }, now: Date): Promise<number> {
  const { operatorId, butNot } = whose;
  const where = { operatorId, endedAt: null, ...(butNot ? { id: { not: butNot } } : {}) };
  const open = await tx.operatorSession.count({ where: { ...where, signedInAt: { gt: oldestSession(now) } } });
  await tx.operatorSession.updateMany({ where, data: { endedAt: now } });
  return open;
}
