import { voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnChange } from "./act-on-change";
import type { Actor } from "./act-on-operator";

/** Who asked takes it back; nobody can agree to it any more. Throws `not_your_change`, `change_over`. */
export async function withdrawChange(deps: Deps, actor: Actor, changeId: string): Promise<void> {
  await actOnChange(deps, actor, changeId, "withdraw", async ({ tx, now, change: { operatorId } }) => {
    await voidApproval(tx, "change_operator", changeId, now, "over");
    await tx.operatorChange.update({ where: { id: changeId }, data: { endedAt: now, endedBecause: "withdrawn" }, select: { id: true } });
    await recordAuditEvent(tx, "operator.change_withdrawn", actor, {}, { changeId, operatorId });
  });
}
