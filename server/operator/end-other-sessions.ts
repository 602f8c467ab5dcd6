import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import type { Actor } from "./act-on-operator";
import { closeSessions } from "./close-sessions";

/** Ends one's own sessions everywhere but here (A2). Zero when there were none, and then nothing is written down. */
export async function endOtherSessions(deps: Deps, actor: Actor, here: string): Promise<{ sessions: number }> {
  return deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    const sessions = await closeSessions(tx, { operatorId: actor.id, butNot: here }, now);
    if (sessions > 0) await recordAuditEvent(tx, "operator.sessions_ended", actor, {}, { operatorId: actor.id, sessions });
    return { sessions };
  });
}
