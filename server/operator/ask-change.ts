import { askSecondPerson, findApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import type { Actor } from "./act-on-operator";
import { type Change, changeFacts } from "./operator";

/** Writes down what somebody's role is to become, and asks a second person for 48 hours; a change that lapsed makes room for it. Throws `change_waits`. */
export async function askChange(tx: Tx, actor: Actor, now: Date, wish: Omit<Change, "id" | "askedBy">): Promise<{ changeId: string }> {
  const { operatorId, isInvitation, email, fromRole, toRole } = wish;
  const open = await tx.operatorChange.findMany({
    where: { appliedAt: null, endedAt: null, OR: [{ operatorId }, ...(email ? [{ email }] : [])] },
    select: { id: true },
  });
  for (const { id } of open) {
    if (await findApproval(tx, "change_operator", id, now)) throw new Refusal("change_waits");
    await tx.operatorChange.update({ where: { id }, data: { endedAt: now, endedBecause: "lapsed" }, select: { id: true } });
  }
  const change = { ...wish, id: newId(), askedBy: actor.id };
  await tx.operatorChange.create({ data: { ...change, askedAt: now }, select: { id: true } });
  await askSecondPerson(tx, "change_operator", change.id, actor.id, now, changeFacts(change, fromRole));
  await recordAuditEvent(tx, "operator.change_asked", actor, {}, { changeId: change.id, operatorId, fromRole, toRole, isInvitation });
  return { changeId: change.id };
}
