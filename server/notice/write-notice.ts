import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { enqueueJob } from "@/server/lib/queue";
import type { NoticeKind, NoticeParams } from "./notice";

type NoticeInput<Kind extends NoticeKind> = {
  kind: Kind;
  /** What it is about; with the kind it is unique, so the same reason never writes twice. */
  subjectId: string;
  tenantId: string | null;
  requestId: string | null;
  toAddress: string;
  language: string;
  params: NoticeParams[Kind];
  at: Date;
  /** Written now, but sent only once its fact is true (`releaseNotice`). */
  heldBack?: true;
};

/** Puts a notice into the outbox in the caller's transaction, and the job that sends it. A second call for the same reason does nothing. */
export async function writeNotice<Kind extends NoticeKind>(tx: Tx, input: NoticeInput<Kind>): Promise<void> {
  const id = newId();
  const { at, heldBack, params, ...row } = input;
  const { count } = await tx.notice.createMany({
    data: [{ ...row, id, params, createdAt: at, sendAfter: heldBack ? null : at }],
    skipDuplicates: true,
  });
  if (count === 1 && !heldBack) await enqueueJob(tx, "send-notice", { noticeId: id }, { key: `notice:${id}` });
}

/** Lets a held-back notice go. */
export async function releaseNotice(tx: Tx, kind: NoticeKind, subjectId: string, at: Date): Promise<void> {
  const notice = await tx.notice.findUnique({ where: { kind_subjectId: { kind, subjectId } }, select: { id: true } });
  if (!notice) return;
  await tx.notice.update({ where: { id: notice.id }, data: { sendAfter: at }, select: { id: true } });
  await enqueueJob(tx, "send-notice", { noticeId: notice.id }, { key: `notice:${notice.id}` });
}
