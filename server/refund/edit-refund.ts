import { voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnRefund, questionOf } from "./act-on-refund";
import { checkAmount } from "./check-amount";
import { type RefundReason, shapedAlsoBy } from "./refund";

type Edit = { amountPaise: bigint; reason: RefundReason };

/**
 * Changes what is asked for, as long as nobody granted it. Whoever agreed so far agreed to something else: the open proposal
 * is void, and who changed it is not its checker either (A3). Throws `refund_changed`, `refund_not_requested`, `nothing_changed`,
 * and as `checkAmount` does.
 */
export async function editRefund(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  refundId: string,
  version: number,
  edit: Edit,
): Promise<{ version: number }> {
  return actOnRefund(
    deps,
    refundId,
    version,
    async ({ tx, now, refund }) => {
      if (refund.state !== "requested") throw new Refusal("refund_not_requested");
      const { tenantId } = refund;
      const { amountPaise, reason } = edit;
      if (amountPaise === refund.amountPaise && reason === refund.reason) throw new Refusal("nothing_changed");
      const { creditsPaise } = await checkAmount(tx, questionOf(refund), amountPaise, now);
      const voided = await voidApproval(tx, "grant_refund", refundId, now, "edited");
      await tx.refund.update({
        where: { id: refundId },
        data: { amountPaise, creditsPaise, reason, version: version + 1, shapedBy: shapedAlsoBy(refund, actor.id) },
        select: { id: true },
      });
      const payload = { refundId, amountPaise: String(amountPaise), before: String(refund.amountPaise), voided };
      const reasons = { reason, reasonBefore: refund.reason };
      await recordAuditEvent(tx, "refund.edited", actor, { tenantId }, { ...payload, ...reasons });
      return { version: version + 1 };
    },
    { actor, act: "edit" },
  );
}
