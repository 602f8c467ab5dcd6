import type { Notice } from "@/prisma/generated/client";
import { type AlertSubject, endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import { endUndeliveredOnceSent } from "@/server/grievance/end-undelivered";
import { noteUndelivered } from "@/server/grievance/note-undelivered";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { ALERT_AFTER_ATTEMPTS, GIVE_UP_AFTER_ATTEMPTS } from "./notice";
import { prepareNotice } from "./prepare-notice";

/** Hands one mail to the outgoing server; resolves once that server has taken responsibility for it. */
export type SendMail = (mail: {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
}) => Promise<void>;

/**
 * Sends one notice of the outbox (V1, P9). Runs under an exclusive lock per notice, so two workers never send it at once, and
 * claims it first, so that what was voided meanwhile is not sent. The Message-ID follows from the notice: should a worker die
 * between the server's yes and our commit, the second copy is the same message to every mailbox (decision record 16). Throws
 * when the mail could not be written or handed over; the queue tries again.
 */
export async function sendNotice(deps: Deps & { sendMail: SendMail }, noticeId: string): Promise<void> {
  const notice = await deps.db.notice.findUnique({ where: { id: noticeId } });
  if (!notice || notice.sentAt || notice.voidedAt || !notice.sendAfter || !notice.toAddress) return;
  const prepared = await prepareOrRemember(deps, notice);
  if (prepared === "void") {
    await deps.db.notice.update({ where: { id: noticeId }, data: { voidedAt: await deps.clock.now(deps.db) }, select: { id: true } });
    return;
  }
  const { count: claimed } = await deps.db.notice.updateMany({
    where: { id: noticeId, sentAt: null, voidedAt: null },
    data: { attempts: { increment: 1 }, claimedAt: await deps.clock.now(deps.db) },
  });
  if (claimed !== 1) return;
  try {
    await deps.sendMail({ id: noticeId, to: notice.toAddress, ...prepared });
  } catch (error) {
    await rememberFailure(deps, notice, notice.attempts + 1, error as { code?: string; responseCode?: number });
    throw new Error("the outgoing mail server did not take the notice");
  }
  // Between the server's yes and the stamp stands this one statement and nothing else: whoever dies there sends a second copy.
  // After a purge this was the last use of the address (P8): it goes with the stamp that says so.
  // A case is acknowledged by the mail that says so, at the instant at which it went (G2).
  await deps.db.$executeRaw`
    WITH sent AS (
      UPDATE console.notice SET sent_at = date_trunc('milliseconds', clock_timestamp()), failure_code = NULL,
        to_address = CASE WHEN kind = 'purged' THEN NULL ELSE to_address END WHERE id = ${noticeId}::uuid RETURNING kind, subject_id, sent_at)
    UPDATE console.grievance SET acknowledged_at = sent.sent_at FROM sent
      WHERE sent.kind IN ('grievance_received', 'grievance_acknowledged') AND grievance.id = sent.subject_id AND grievance.acknowledged_at IS NULL`;
  await deps.db.$transaction(async (tx) => {
    const subject = await subjectOf(tx, notice);
    if (!subject) return;
    const now = await deps.clock.now(tx);
    if ("grievanceId" in subject) await endUndeliveredOnceSent(tx, subject.grievanceId, now);
    else await endAlert(tx, "notice_undeliverable", subject, now);
  });
}

/** Whose mail it is that a person must look at: a request's, a refund's or a case's; a mail about none has nobody to be told about. */
async function subjectOf(tx: Tx, { requestId, params }: Pick<Notice, "requestId" | "params">): Promise<AlertSubject | null> {
  if (requestId) return { requestId };
  const { refundId, grievanceNumber: number } = params as { refundId?: string; grievanceNumber?: number };
  if (refundId) return { refundId };
  const found = number ? await tx.grievance.findUnique({ where: { number }, select: { id: true } }) : null;
  return found && { grievanceId: found.id };
}

/** A mail that cannot be written (its certificate cannot be drawn, say) is a try like one that nobody took: in the end a person is told. */
async function prepareOrRemember(deps: Deps, notice: Notice): ReturnType<typeof prepareNotice> {
  try {
    return await prepareNotice(deps, notice);
  } catch (error) {
    const { attempts } = await deps.db.notice.update({
      where: { id: notice.id },
      data: { attempts: { increment: 1 } },
      select: { attempts: true },
    });
    await rememberFailure(deps, notice, attempts, { code: "cannot_prepare" });
    throw error;
  }
}

async function rememberFailure(
  deps: Deps,
  notice: Notice,
  attempts: number,
  error: { code?: string; responseCode?: number },
): Promise<void> {
  const { id, kind } = notice;
  const failureCode = String(error.responseCode ?? error.code ?? "unknown");
  logger.warn({ noticeId: id, failureCode, attempts }, "a notice could not be handed over");
  // A mailbox that refuses for good is not written to for ever; the last mail's address goes even so (P8).
  const isGivenUp = attempts >= GIVE_UP_AFTER_ATTEMPTS && (error.responseCode ?? 0) >= 500;
  await deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    if (attempts >= ALERT_AFTER_ATTEMPTS) await tellSomebody(tx, notice, isGivenUp, now);
    const givenUp = isGivenUp ? { voidedAt: now, ...(kind === "purged" ? { toAddress: null } : {}) } : {};
    await tx.notice.update({ where: { id }, data: { failureCode, ...givenUp }, select: { id: true } });
  });
}

async function tellSomebody(tx: Tx, notice: Notice, isGivenUp: boolean, now: Date): Promise<void> {
  const subject = await subjectOf(tx, notice);
  if (!subject) return;
  if ("grievanceId" in subject) await noteUndelivered(tx, subject.grievanceId, { notice, isGivenUp, now });
  else await raiseAlert(tx, "notice_undeliverable", subject, now);
}
