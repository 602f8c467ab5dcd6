import { closeApproval } from "@/server/approval/ask-second-person";
import { endQuestions } from "@/server/approval/end-questions";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { actOnChange } from "./act-on-change";
import type { Actor } from "./act-on-operator";
import { closeSessions } from "./close-sessions";
import { changeFacts, roleNow } from "./operator";

/**
 * The second person's word: the invitation or the new role counts from now on, and whoever has another role signs in again (A3);
 * what they had asked or half agreed to, and may not in that role, is void.
 * Throws `own_change`, `own_role`, `change_over`, `address_taken`, `last_admin`, or `approval_stale` where the role is no longer
 * the one that was to be changed. `seen` is the hash of the change that was on this person's screen.
 */
export async function agreeToChange(deps: Deps, actor: Actor, changeId: string, seen: string | null): Promise<void> {
  await actOnChange(deps, actor, changeId, "agree", async ({ tx, now, operator, change, facts }) => {
    const { operatorId: id, isInvitation, fromRole, toRole: role } = change;
    const email = change.email ?? operator?.email ?? "";
    if (isInvitation && (await tx.operator.findUnique({ where: { email }, select: { id: true } }))) throw new Refusal("address_taken");
    if (facts.isLastAdmin) throw new Refusal("last_admin");
    if (!(await closeApproval(tx, "change_operator", changeId, actor, now, changeFacts(change, roleNow(operator)), seen)))
      throw new Refusal("change_over");
    // The database lets this happen only with the agreement above, and writes down that the change was applied.
    if (isInvitation)
      await tx.operator.create({ data: { id, email, name: change.name ?? "", role, createdAt: now }, select: { id: true } });
    else
      await endQuestions(tx, actor, id, () => tx.operator.update({ where: { id }, data: { role, endedAt: null }, select: { id: true } }));
    await closeSessions(tx, { operatorId: id }, now);
    if (isInvitation) await recordAuditEvent(tx, "operator.invited", actor, {}, { changeId, operatorId: id, role });
    else
      await recordAuditEvent(
        tx,
        "operator.role_changed",
        actor,
        {},
        { changeId, operatorId: id, fromRole: fromRole ?? "none", toRole: role },
      );
    if (fromRole !== null) return;
    const letter = { tenantId: null, requestId: null, toAddress: email, language: "en", params: { role }, at: now };
    await writeNotice(tx, { kind: "operator_invited", subjectId: changeId, ...letter });
  });
}
