import { declineApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnChange } from "./act-on-change";
import type { Actor } from "./act-on-operator";

/** The second person says no: nobody's role changes. Throws `own_change`, `own_role`, `change_over`. */
export async function declineChange(deps: Deps, actor: Actor, changeId: string): Promise<void> {
  await actOnChange(deps, actor, changeId, "decline", async ({ tx, now, change: { operatorId } }) => {
    await declineApproval(tx, "change_operator", changeId, actor, now);
    await tx.operatorChange.update({ where: { id: changeId }, data: { endedAt: now, endedBecause: "declined" }, select: { id: true } });
    await recordAuditEvent(tx, "operator.change_declined", actor, {}, { changeId, operatorId });
  });
}
