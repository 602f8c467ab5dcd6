import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { enqueueJob } from "@/server/lib/queue";
import type { ActingOnRefund } from "./act-on-refund";

type Grant = { makerId: string; checkersNeeded: number };

/**
 * The grant itself, in the caller's transaction: what `actor`'s word completes. From here on the amount is reserved and stands;
 * the payout follows by its job. The database refuses it without the agreements that `checkersNeeded` asks for.
 */
export async function grantRefund(acting: ActingOnRefund, actor: { kind: "operator"; id: string }, grant: Grant): Promise<void> {
  const { tx, now, refund } = acting;
  const { id, tenantId, amountPaise, version } = refund;
  await tx.refund.update({
    where: { id },
    data: { ...grant, state: "granted", version: version + 1, grantedAt: now, stateChangedAt: now, dueAt: now },
    select: { id: true },
  });
  const payload = { refundId: id, amountPaise: String(amountPaise), checkers: grant.checkersNeeded };
  await recordAuditEvent(tx, "refund.granted", actor, { tenantId }, payload);
  await enqueueJob(tx, "pay-out-refund", { refundId: id }, { key: `payout:${id}` });
}
