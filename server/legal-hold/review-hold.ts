import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert } from "@/server/deletion/raise-alert";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnHold } from "./act-on-hold";
import { orderOf } from "./order";
import { refuseReviewOn, remindUpTo } from "./review-date";

/**
 * An officer confirms that an agreed order still stands and says when it is reviewed next (H1). Throws `hold_not_agreed`,
 * `release_asked` while its release waits for a second person, `review_not_ahead` or `review_too_far`.
 */
export async function reviewHold(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string, reviewOn: Date): Promise<void> {
  await actOnHold(deps, actor, holdId, "review", async ({ tx, now, hold, requestId }) => {
    const because = refuseReviewOn(reviewOn, now);
    if (because) throw new Refusal(because);
    await tx.legalHold.update({ where: { id: holdId }, data: { reviewOn, reviewedAt: now, reviewedBy: actor.id }, select: { id: true } });
    if (reviewOn > remindUpTo(now)) await endAlert(tx, "hold_review_due", { holdId }, now);
    const { reviewOn: next } = orderOf({ ...hold, reviewOn });
    await recordAuditEvent(tx, "hold.reviewed", actor, { tenantId: hold.tenantId, requestId }, { holdId, reviewOn: next });
  });
}
