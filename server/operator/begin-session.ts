import type { Deps } from "@/server/lib/deps";

/** Writes down a sign-in and answers with its id, which is all the token carries. Null: nobody with this subject works here (any more). */
export async function beginSession(deps: Deps, subject: string): Promise<string | null> {
  const operator = await deps.db.operator.findUnique({ where: { subject }, select: { id: true, endedAt: true } });
  if (!operator || operator.endedAt) return null;
  const signedInAt = await deps.clock.now(deps.db);
  const session = await deps.db.operatorSession.create({ data: { operatorId: operator.id, signedInAt }, select: { id: true } });
  return session.id;
}
