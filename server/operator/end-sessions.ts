import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { type Actor, actOnOperator } from "./act-on-operator";
import { closeSessions } from "./close-sessions";

/** Ends all sessions of one person at once (A2); their role stays, so they can sign in again. Throws `no_sessions`. */
export async function endSessions(deps: Deps, actor: Actor, operatorId: string): Promise<{ sessions: number }> {
  return actOnOperator(deps, actor, operatorId, "end_sessions", async ({ tx, now }) => {
    const sessions = await closeSessions(tx, { operatorId }, now);
    await recordAuditEvent(tx, "operator.sessions_ended", actor, {}, { operatorId, sessions });
    return { sessions };
  });
}
