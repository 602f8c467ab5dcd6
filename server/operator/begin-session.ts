import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { MINUTE_MS } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { isFreshAt } from "./fresh-sign-in";
import { oldestSession } from "./operator";

/** What a new sign-in takes over: when the provider says that it asked who they are, and the session of this browser that ends with it. */
type SignIn = { authTime?: unknown; insteadOf?: string | null };

/**
 * Writes down a sign-in and answers with its id, which is all the token carries; the session that it replaces is over with it.
 * How fresh it is comes from the provider's `auth_time` (seconds) alone, never from our asking for it or from our own clock (A2).
 * Null: nobody with this subject works here (any more).
 */
export async function beginSession(deps: Deps, subject: string, { authTime, insteadOf }: SignIn = {}): Promise<string | null> {
  return deps.db.$transaction(async (tx) => {
    const signedInAt = await deps.clock.now(tx);
    // Whoever ends access at this instant waits for this, and then ends the session as well; or this finds that access has ended.
    await tx.operator.updateMany({ where: { subject, endedAt: null }, data: { lastSeenAt: signedInAt } });
    const operator = await tx.operator.findUnique({ where: { subject }, select: { id: true, endedAt: true } });
    if (!operator || operator.endedAt) return null;
    const authenticatedAt = readAuthTime(authTime, signedInAt);
    const data = { operatorId: operator.id, signedInAt, authenticatedAt };
    const session = await tx.operatorSession.create({ data, select: { id: true } });
    const isFresh = isFreshAt(authenticatedAt, signedInAt);
    if (insteadOf) await replace(tx, operator.id, insteadOf, signedInAt);
    await recordAuditEvent(tx, "operator.signed_in", { kind: "operator", id: operator.id }, {}, { isFresh });
    return session.id;
  });
}

/** Ends the session that this browser brought, and writes it down where it still opened something. It may be somebody else's. */
async function replace(tx: Tx, actorId: string, sessionId: string, now: Date): Promise<void> {
  const open = await tx.operatorSession.findFirst({
    where: { id: sessionId, endedAt: null },
    select: { operatorId: true, signedInAt: true },
  });
  const { count: sessions } = await tx.operatorSession.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: now } });
  if (!open || sessions === 0 || open.signedInAt <= oldestSession(now)) return;
  const { operatorId } = open;
  await recordAuditEvent(tx, "operator.sessions_ended", { kind: "operator", id: actorId }, {}, { operatorId, sessions });
}

/** How far a provider's clock may run ahead of ours and still be believed, as now. */
const CLOCKS_DIFFER_MS = MINUTE_MS;

/** A provider whose clock runs ahead makes nobody fresher than now; what is no time at all, or lies further ahead, is never fresh. */
function readAuthTime(authTime: unknown, now: Date): Date | null {
  if (typeof authTime !== "number" || !Number.isFinite(authTime) || authTime <= 0) return null;
  if (authTime * 1000 > now.getTime() + CLOCKS_DIFFER_MS) return null;
  return new Date(Math.min(authTime * 1000, now.getTime()));
}
