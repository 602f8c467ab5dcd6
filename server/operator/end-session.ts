import type { Deps } from "@/server/lib/deps";

/** Ends a session at sign-out: a copy of its cookie opens nothing from now on. */
export async function endSession(deps: Deps, sessionId: string): Promise<void> {
  const endedAt = await deps.clock.now(deps.db);
  await deps.db.operatorSession.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt } });
}
