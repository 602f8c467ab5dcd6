import type { Operator } from "@/prisma/generated/client";
import { findApproval } from "@/server/approval/ask-second-person";
import type { Tx } from "@/server/lib/db";
import { type Change, oldestSession, operatorState } from "./operator";
import type { OperatorFacts } from "./operator-acts";

export type Gathered = {
  operator: Operator | null;
  change: Change | null;
  approval: { factsSha256: string; expiresAt: Date } | null;
  facts: OperatorFacts;
};

/** Somebody who works here or is asked for, with what waits for a second person; null for nobody. */
export async function gatherOperator(tx: Tx, id: string, now: Date): Promise<Gathered | null> {
  const operator = await tx.operator.findUnique({ where: { id } });
  const asked = await tx.operatorChange.findFirst({ where: { operatorId: id, appliedAt: null, endedAt: null } });
  const approval = asked && (await findApproval(tx, "change_operator", asked.id, now));
  const change = approval ? asked : null;
  if (!operator && !change) return null;
  const state = operatorState(operator);
  const isAdmin = state === "active" && operator?.role === "admin";
  const others = isAdmin
    ? await tx.operator.count({ where: { id: { not: id }, role: "admin", endedAt: null, subject: { not: null } } })
    : 1;
  const open = { operatorId: id, endedAt: null, signedInAt: { gt: oldestSession(now) } };
  const openSessions = await tx.operatorSession.count({ where: open });
  const facts = { id, state, isLastAdmin: isAdmin && others === 0, openSessions, askedBy: change?.askedBy ?? null };
  return { operator, change, approval, facts };
}
