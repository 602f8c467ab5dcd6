import type { GrievanceOrder } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";

type Who = { kind: "operator" | "owner"; id: string } | { kind: "system" };
type Ending = {
  state: "done" | "declined" | "withdrawn" | "lapsed";
  because: string;
  /** Who of ours ended it. */
  by: string | null;
};

/** Ends one open order for good, in the transaction of whoever holds its lock, and signs the book. */
export async function endOrder(tx: Tx, order: GrievanceOrder, { state, because, by }: Ending, actor: Who, now: Date): Promise<void> {
  const { id: orderId, tenantId, requestId } = order;
  await tx.grievanceOrder.update({
    where: { id: orderId, state: "open" },
    data: { state, endedAt: now, endedBy: by, endedBecause: because },
    select: { id: true },
  });
  await recordAuditEvent(tx, "order.ended", actor, { tenantId, requestId }, { orderId, state, because });
}

/** A tenant has come back: an open order to let it in is carried out with that, in the same transaction (G4). */
export async function endReturnOrder(tx: Tx, requestId: string, actor: Who, now: Date): Promise<void> {
  const order = await tx.grievanceOrder.findFirst({ where: { requestId, kind: "reactivate", state: "open" } });
  if (!order) return;
  const by = actor.kind === "operator" && actor.id !== order.orderedBy ? actor.id : null;
  await endOrder(tx, order, { state: "done", because: "came_back", by }, actor, now);
}

/** The case is decided or closed: its pauses end with it. For the desk's own verbs, in their transaction. Answers with how many ended. */
export async function endPauses(tx: Tx, grievanceId: string, actor: { kind: "operator"; id: string }, now: Date): Promise<number> {
  const open = await tx.grievanceOrder.findMany({ where: { grievanceId, kind: "pause_act", state: "open" }, orderBy: { id: "asc" } });
  for (const order of open) await endOrder(tx, order, { state: "withdrawn", because: "case_over", by: actor.id }, actor, now);
  return open.length;
}
