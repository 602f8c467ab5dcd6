import { askSecondPerson } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { HOLD_AGREEMENT_HOURS } from "@/server/policy/retention";
import { classesHeldBy, EVERYTHING } from "@/server/retention/inventory";
import { lockTenantsCase } from "./act-on-hold";
import { orderOf } from "./order";
import { refuseReviewOn } from "./review-date";

export type Order = { tenantId: string; authority: string; reference: string; scope: string[]; reviewOn: Date };

/**
 * An officer places a court's or authority's order on a tenant (D§4, H1). It holds from this instant, and lapses after 48
 * hours unless a second person agrees to exactly these words. On a tenant that is being purged it stops the next batch.
 * Throws `tenant_gone`, `nothing_in_scope`, `review_not_ahead` or `review_too_far`.
 */
export async function placeHold(deps: Deps, actor: { kind: "operator"; id: string }, order: Order): Promise<{ id: string }> {
  const scope = order.scope.includes(EVERYTHING) ? [EVERYTHING] : [...new Set(order.scope)].sort();
  return deps.db.$transaction(async (tx) => {
    const { tenantId } = order;
    if (!(await lockTenant(tx, tenantId))) throw new Refusal("tenant_gone");
    const requestId = await lockTenantsCase(tx, tenantId);
    const now = await deps.clock.now(tx);
    const heldClasses = classesHeldBy(scope);
    if (heldClasses.length === 0) throw new Refusal("nothing_in_scope");
    const because = refuseReviewOn(order.reviewOn, now);
    if (because) throw new Refusal(because);
    const hold = {
      id: newId(),
      ...order,
      scope,
      heldClasses,
      placedAt: now,
      placedBy: actor.id,
      lapsesAt: later(now, HOLD_AGREEMENT_HOURS * HOUR_MS),
    };
    await tx.legalHold.create({ data: hold, select: { id: true } });
    await askSecondPerson(tx, "place_hold", hold.id, actor.id, now, orderOf(hold));
    const { scope: covers } = hold;
    await recordAuditEvent(
      tx,
      "hold.placed",
      actor,
      { tenantId, requestId },
      { holdId: hold.id, scope: covers.join(","), classes: heldClasses.length, reviewOn: orderOf(hold).reviewOn },
    );
    return { id: hold.id };
  });
}
