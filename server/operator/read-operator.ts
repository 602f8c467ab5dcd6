import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import type { Role } from "./permissions";

/** How long a sign-in counts. */
export const SESSION_HOURS = 12;

export type SignedInOperator = { id: string; name: string; email: string; role: Role };

/** Who holds this session, read from the database each time: a role changed or a session ended a second ago counts now (A2). */
export async function readOperator(deps: Deps, session: { sessionId?: string } | null): Promise<SignedInOperator | null> {
  if (!session?.sessionId) return null;
  const row = await deps.db.operatorSession.findUnique({ where: { id: session.sessionId }, include: { operator: true } });
  if (!row || row.endedAt || row.operator.endedAt) return null;
  // Counted from the sign-in, not from the last click: a cookie that is kept warm does not live for ever.
  if (later(row.signedInAt, SESSION_HOURS * HOUR_MS) <= (await deps.clock.now(deps.db))) return null;
  const { id, name, email, role } = row.operator;
  return { id, name, email, role };
}
