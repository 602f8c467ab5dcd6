import { voidApproval } from "@/server/approval/ask-second-person";
import { endQuestions } from "@/server/approval/end-questions";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { type Actor, actOnOperator } from "./act-on-operator";

import { closeSessions } from "./close-sessions";

/**
 * Ends somebody's access and sessions at once; who they were stays in the book (A2). One admin is enough, as it only takes away;
 * what waited for a second person about them is void, and so is what they had asked or half agreed to. Throws `own_access`, `last_admin`, `no_access`.
 */
export async function endAccess(deps: Deps, actor: Actor, operatorId: string): Promise<{ sessions: number }> {
  return actOnOperator(deps, actor, operatorId, "end_access", async ({ tx, now, change }) => {
    if (change) {
      await voidApproval(tx, "change_operator", change.id, now, "over");
      await tx.operatorChange.update({ where: { id: change.id }, data: { endedAt: now, endedBecause: "outgrown" }, select: { id: true } });
    }
    await endQuestions(tx, actor, operatorId, () =>
      tx.operator.update({ where: { id: operatorId }, data: { endedAt: now }, select: { id: true } }),
    );
    const sessions = await closeSessions(tx, { operatorId }, now);
    await recordAuditEvent(tx, "operator.access_ended", actor, {}, { operatorId, sessions });
    return { sessions };
  });
}
