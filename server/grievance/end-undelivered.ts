import { endAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";
import { ALERT_AFTER_ATTEMPTS } from "@/server/notice/notice";

/** The person of a case was told in another way, or an officer has closed it: nobody has to look at its mails any more. */
export const endUndelivered = (tx: Tx, grievanceId: string, now: Date): Promise<void> =>
  endAlert(tx, "notice_undeliverable", { grievanceId }, now);

/** A mail about a case was sent: the alert ends, unless another one, written after all that got there, still does not reach who it is for. */
export async function endUndeliveredOnceSent(tx: Tx, grievanceId: string, now: Date): Promise<void> {
  const { number } = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId }, select: { number: true } });
  const [row] = await tx.$queryRaw<{ waits: boolean }[]>`
    WITH mail AS (SELECT id, kind = 'grievance_escalated' AS "toStaff", created_at, sent_at, failure_code, attempts FROM console.notice
      WHERE (params ->> 'grievanceNumber')::int = ${number}::int AND params ? 'grievanceNumber')
    SELECT EXISTS (SELECT 1 FROM mail n WHERE n.sent_at IS NULL AND n.failure_code IS NOT NULL AND n.attempts >= ${ALERT_AFTER_ATTEMPTS}::int
      AND NOT EXISTS (SELECT 1 FROM mail s WHERE s.sent_at IS NOT NULL AND s."toStaff" = n."toStaff" AND s.created_at >= n.created_at)) AS waits`;
  if (!row?.waits) await endUndelivered(tx, grievanceId, now);
}
