import type { Tx } from "@/server/lib/db";
import type { NoticeParams } from "@/server/notice/notice";
import { writeNotice } from "@/server/notice/write-notice";

type RefundNotice = "refund_received" | "refund_declined" | "refund_succeeded" | "refund_returned";

/** Writes to the tenant's owner on record about a refund, in the caller's transaction; once per kind and refund. Without an owner (erased) nothing is written. */
export async function tellOwner<Kind extends RefundNotice>(
  tx: Tx,
  kind: Kind,
  refund: { id: string; tenantId: string },
  params: NoticeParams[Kind],
  at: Date,
): Promise<void> {
  const { id: subjectId, tenantId } = refund;
  const owner = await tx.teamMember.findFirst({
    where: { tenantId, role: "owner" },
    select: { email: true, tenant: { select: { language: true } } },
  });
  if (!owner) return;
  const { email: toAddress, tenant } = owner;
  await writeNotice(tx, { kind, subjectId, tenantId, requestId: null, toAddress, language: tenant.language, params, at });
}
