import { askSecondPerson } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant, type Tx } from "@/server/lib/db";
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
 * @keeps D4.3
 */
export async function placeHold(deps: Deps, actor: { kind: "operator"; id: string }, order: Order): Promise<{ id: string }> {
  return deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, order.tenantId))) throw new Refusal("tenant_gone");
    const requestId = await lockTenantsCase(tx, order.tenantId);
    return placeInside(tx, await deps.clock.now(tx), actor, order, requestId);
  });
}

/** The same in the transaction of whoever holds the tenant's lock, and its live request's, already. */
export async function placeInside(
  tx: Tx,
  now: Date,
  actor: { kind: "operator"; id: string },
  order: Order,
  requestId: string | null,
): Promise<{ id: string }> {
  const { tenantId } = order;
  const scope = order.scope.includes(EVERYTHING) ? [EVERYTHING] : [...new Set(order.scope)].sort();
  const heldClasses = classesHeldBy(scope);
  if (heldClasses.length === 0) throw new Refusal("nothing_in_scope");
  const because = refuseReviewOn(order.reviewOn, now);
  if (because) throw new Refusal(because);
  const lapsesAt = later(now, HOLD_AGREEMENT_HOURS * HOUR_MS);
  const hold = { id: newId(), ...order, scope, heldClasses, placedAt: now, placedBy: actor.id, lapsesAt };
  await tx.legalHold.create({ data: hold, select: { id: true } });
  await askSecondPerson(tx, "place_hold", hold.id, actor.id, now, orderOf(hold));
  await recordAuditEvent(
    tx,
    "hold.placed",
    actor,
    { tenantId, requestId },
    { holdId: hold.id, scope: scope.join(","), classes: heldClasses.length, reviewOn: orderOf(hold).reviewOn },
  );
  return { id: hold.id };
}
