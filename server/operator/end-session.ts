import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";

/** Ends a session at sign-out: a copy of its cookie opens nothing from now on. It is in the book, once. */
export async function endSession(deps: Deps, sessionId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const endedAt = await deps.clock.now(tx);
    const { count } = await tx.operatorSession.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt } });
    if (count === 0) return;
    const { operatorId } = await tx.operatorSession.findUniqueOrThrow({ where: { id: sessionId }, select: { operatorId: true } });
    await recordAuditEvent(tx, "operator.signed_out", { kind: "operator", id: operatorId }, {}, {});
  });
}
