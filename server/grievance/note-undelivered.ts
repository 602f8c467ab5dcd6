import type { Notice } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { lockTenant, type Tx } from "@/server/lib/db";
import { isEnding } from "./is-ending";

type Undelivered = { notice: Pick<Notice, "id" | "kind" | "subjectId" | "createdAt" | "params">; isGivenUp: boolean; now: Date };

/**
 * A mail about a case does not reach who it is for: somebody of the desk is told. An answer that was given up counts as not given (G3):
 * its case is open again with the clock that it had (G2), so that it is overdue and escalated like any other. Once the tenant's purge has
 * begun nobody can be told any more, so nothing happens. Takes the locks of the case before the mail's row is written.
 */
export async function noteUndelivered(tx: Tx, grievanceId: string, { notice, isGivenUp, now }: Undelivered): Promise<void> {
  const { tenantId } = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId }, select: { tenantId: true } });
  if (tenantId) await lockTenant(tx, tenantId);
  if (tenantId && (await isEnding(tx, tenantId))) return;
  const isUnanswered = isGivenUp && notice.kind === "grievance_decided" && (await takeAnswerBack(tx, grievanceId, notice.subjectId, now));
  if (!isUnanswered && (await isNoNews(tx, notice))) return;
  await raiseAlert(tx, "notice_undeliverable", { grievanceId }, now);
}

/** Only the answer that stands, and only where nobody told it in another way. Under the tenant's lock. True when the case is open again. */
async function takeAnswerBack(tx: Tx, id: string, messageId: string, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM console.grievance WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.grievance.findUniqueOrThrow({ where: { id } });
  const { tenantId } = found;
  const message = await tx.grievanceMessage.findUnique({ where: { id: messageId }, select: { writtenAt: true, toldBy: true } });
  if (!message || message.toldBy || message.writtenAt.getTime() !== found.decidedAt?.getTime()) return false;
  // What an officer closed for another reason than that it was answered stays closed.
  const restsOnAnswer = found.state === "answered" || (found.state === "closed" && found.closedBecause === "answered_and_settled");
  if (!restsOnAnswer) return false;
  const isFirst = found.answeredAt?.getTime() === message.writtenAt.getTime();
  await tx.grievance.update({
    where: { id },
    data: {
      ...{ state: "open", stateChangedAt: now, closedAt: null, closedBecause: null, version: found.version + 1 },
      ...(isFirst ? { answeredAt: null } : {}),
    },
    select: { id: true },
  });
  await recordAuditEvent(tx, "grievance.reopened", { kind: "system" }, { tenantId }, { grievanceId: id, because: "not_delivered" });
  return true;
}

/**
 * The person was told the same in another way; or a later mail got there, or another address of theirs was told the same; or it says only
 * that the case is closed, to an address known to be dead.
 */
async function isNoNews(tx: Tx, { id, kind, subjectId, createdAt, params }: Undelivered["notice"]): Promise<boolean> {
  if ((await tx.grievanceMessage.count({ where: { id: subjectId, toldBy: { not: null } } })) > 0) return true;
  const number = (params as { grievanceNumber: number }).grievanceNumber;
  const [row] = await tx.$queryRaw<{ isNoNews: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM console.notice other
      WHERE (other.params ->> 'grievanceNumber')::int = ${number}::int AND other.params ? 'grievanceNumber' AND other.id <> ${id}::uuid
        AND (other.kind = 'grievance_escalated') = (${kind}::text = 'grievance_escalated')
        AND (other.sent_at IS NOT NULL AND other.created_at >= ${createdAt}
          OR ${kind}::text = 'grievance_closed' AND other.voided_at IS NOT NULL AND other.failure_code IS NOT NULL)) AS "isNoNews"`;
  return row?.isNoNews ?? false;
}
