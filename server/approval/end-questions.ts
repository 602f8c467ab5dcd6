import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";

/**
 * Does what takes somebody's role or access away, and writes down which questions to a second person ended with it: theirs, and
 * those that they had agreed to (A3). The database ends them whoever changes the row; only the book is ours to write.
 */
export async function endQuestions(
  tx: Tx,
  actor: { kind: "operator"; id: string },
  operatorId: string,
  change: () => Promise<unknown>,
): Promise<void> {
  const open = await tx.approval.findMany({
    where: { endedAt: null, OR: [{ makerId: operatorId }, { agreements: { some: { checkerId: operatorId } } }] },
    select: { id: true },
  });
  await change();
  const ended = await tx.approval.findMany({
    where: { id: { in: open.map(({ id }) => id) }, endedBecause: { in: ["maker_left", "checker_left"] } },
    select: { kind: true, subjectId: true, endedBecause: true },
    orderBy: { id: "asc" },
  });
  for (const { kind, subjectId, endedBecause } of ended) {
    const because = endedBecause === "maker_left" ? "maker_left" : "checker_left";
    await recordAuditEvent(tx, "approval.voided", actor, {}, { kind, subjectId, because });
  }
}
