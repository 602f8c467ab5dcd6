import type { Deps } from "@/server/lib/deps";
import type { Role } from "./permissions";

export type SignedInOperator = { id: string; name: string; email: string; role: Role };

/** Who holds this session, read from the database each time: a role changed or a session ended a second ago counts now (A2). */
export async function readOperator(
  deps: Deps,
  session: { operatorId?: string; signedInAt?: number } | null,
): Promise<SignedInOperator | null> {
  if (!session?.operatorId || !session.signedInAt) return null;
  const row = await deps.db.operator.findUnique({ where: { id: session.operatorId } });
  if (!row || row.endedAt || (row.sessionsEndedAt && row.sessionsEndedAt.getTime() > session.signedInAt)) return null;
  return { id: row.id, name: row.name, email: row.email, role: row.role };
}
