import { declineApproval, findApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnRefund, actOnRefund } from "./act-on-refund";
import { orRecorded } from "./record-refused-agreement";
import { isOwnGrant } from "./refund";

/**
 * Another person says no to a grant: its proposal ends, and the refund is as it was before, so that somebody can edit it,
 * decline it or propose it again. Throws `refund_not_requested`, `not_proposed`, and `own_grant` as agreeing does; who was refused is
 * written in the book.
 */
export async function refuseGrant(deps: Deps, actor: { kind: "operator"; id: string }, refundId: string): Promise<void> {
  const refuse = async ({ tx, now, refund }: ActingOnRefund) => {
    if (refund.state !== "requested") throw new Refusal("refund_not_requested");
    const waiting = await findApproval(tx, "grant_refund", refundId, now);
    if (!waiting) throw new Refusal("not_proposed");
    if (isOwnGrant(refund.shapedBy, waiting.makerId, actor.id)) throw new Refusal("own_grant");
    await declineApproval(tx, "grant_refund", refundId, actor, now);
    await recordAuditEvent(tx, "refund.grant_refused", actor, { tenantId: refund.tenantId }, { refundId });
  };
  await orRecorded(deps, actor, { refundId, act: "refuse" }, () => actOnRefund(deps, refundId, null, refuse, { actor, act: "refuse" }));
}
