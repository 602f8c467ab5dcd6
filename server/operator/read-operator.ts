import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { oldestSession } from "./operator";
import type { Role } from "./permissions";

export type SignedInOperator = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** When the identity provider last asked who this is; null where it does not say. */
  authenticatedAt?: Date | null;
  /** The session of this very browser. */
  sessionId?: string;
};

/** Who holds this session, read from the database each time: a role changed or a session ended a second ago counts now (A2). */
export async function readOperator(deps: Deps, session: { sessionId?: string } | null): Promise<SignedInOperator | null> {
  if (!session?.sessionId) return null;
  const row = await deps.db.operatorSession.findUnique({ where: { id: session.sessionId }, include: { operator: true } });
  if (!row || row.endedAt || row.operator.endedAt) return null;
  const now = await deps.clock.now(deps.db);
  // Counted from the sign-in, not from the last click: a cookie that is kept warm does not live for ever.
  if (row.signedInAt <= oldestSession(now)) return null;
  const { id, name, email, role, lastSeenAt } = row.operator;
  await keepLastSeen(deps, id, lastSeenAt, now);
  return { id, name, email, role, authenticatedAt: row.authenticatedAt, sessionId: row.id };
}

/** Written down once a minute at most: a page asks many questions at once. */
async function keepLastSeen(deps: Deps, id: string, last: Date | null, now: Date): Promise<void> {
  const before = later(now, -MINUTE_MS);
  if (last && last > before) return;
  await deps.db.operator.updateMany({
    where: { id, OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: before } }] },
    data: { lastSeenAt: now },
  });
}
