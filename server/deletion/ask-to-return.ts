import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { issueConfirmation } from "@/server/owner/issue-confirmation";
import { enqueueComparison } from "./ask-comparison";
import type { Actor } from "./lifecycle";

/**
 * Writes down that the owner wants to come back (D§6) and, when `sendCode`, mails the code that proves the mailbox: the
 * same verification to return as to leave (L5). Answers with the request it concerns; null when no window is open.
 */
export async function askToReturn(tx: Tx, tenantId: string, actor: Actor, now: Date, sendCode: boolean): Promise<string | null> {
  const deactivation = await tx.deactivation.findFirst({
    where: { tenantId, endedAt: null },
    select: { id: true, requestId: true, purgeDueAt: true },
  });
  if (!deactivation || now >= deactivation.purgeDueAt) return null;
  const { requestId } = deactivation;
  const { count } = await tx.returnRequest.createMany({ data: [{ requestId, tenantId, receivedAt: now }], skipDuplicates: true });
  if (count === 1) {
    await recordAuditEvent(tx, "request.return_asked", actor, { tenantId, requestId }, {});
    // Long before anybody decides: a big tenant takes its time, and nobody waits for it.
    await enqueueComparison(tx, deactivation.id);
  }
  // The first proven letter brings the code, also when an unproven one came before it; further ones are an agent's to send.
  if (sendCode && (await waitsForFirstCode(tx, requestId)))
    await issueConfirmation(tx, { purpose: "return", requestId, tenantId, now, actor });
  return requestId;
}

async function waitsForFirstCode(tx: Tx, requestId: string): Promise<boolean> {
  const open = await tx.returnRequest.findFirst({ where: { requestId, endedAt: null }, select: { receivedAt: true } });
  return (
    open !== null && (await tx.confirmation.count({ where: { requestId, purpose: "return", createdAt: { gte: open.receivedAt } } })) === 0
  );
}
