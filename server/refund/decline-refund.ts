import { voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnRefund } from "./act-on-refund";
import { clearTrouble } from "./note-trouble";
import type { DeclineReason } from "./refund";
import { tellOwner } from "./tell-owner";

/**
 * The owner is told no, and why. Also after the grant, as long as nothing was paid out: the reservation ends with it. Throws
 * `refund_changed`, and `refund_not_requested` once money may be on its way.
 */
export async function declineRefund(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  refundId: string,
  version: number,
  because: DeclineReason,
): Promise<void> {
  await actOnRefund(
    deps,
    refundId,
    version,
    async ({ tx, now, refund }) => {
      if (refund.state !== "requested" && refund.state !== "granted") throw new Refusal("refund_not_requested");
      await voidApproval(tx, "grant_refund", refundId, now, "over");
      await tx.refund.update({
        where: { id: refundId },
        data: { state: "declined", version: version + 1, declinedBecause: because, stateChangedAt: now, dueAt: now, nextAskAt: null },
        select: { id: true },
      });
      await clearTrouble(tx, refund, actor, "declined", now);
      await tellOwner(tx, "refund_declined", refund, { refundId, because }, now);
      await recordAuditEvent(tx, "refund.declined", actor, { tenantId: refund.tenantId }, { refundId, because });
    },
    { actor, act: "decline" },
  );
}
