import type { Grievance } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { writeNotice } from "@/server/notice/write-notice";

type ToTell = {
  found: Pick<Grievance, "id" | "number" | "answerDueAt" | "tenantId" | "language">;
  toAddress: string;
  hasPage: boolean;
  at: Date;
};

/**
 * The mail that says "it has arrived" (G2), once per case; it counts as acknowledged when that mail was sent. Owners get the one that
 * leads to their page; everybody else is told how to add by answering.
 */
export async function acknowledgeByMail(tx: Tx, { found, toAddress, hasPage, at }: ToTell): Promise<void> {
  const { id: subjectId, number: grievanceNumber, tenantId, language } = found;
  const params = { grievanceNumber, answerDueAt: found.answerDueAt.toISOString() };
  const told = await tx.notice.count({ where: { subjectId, kind: { in: ["grievance_received", "grievance_acknowledged"] } } });
  if (told > 0) return;
  const kind = hasPage ? "grievance_received" : "grievance_acknowledged";
  await writeNotice(tx, { kind, subjectId, tenantId, requestId: null, toAddress, language, params, at });
}
