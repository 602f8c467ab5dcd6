import { raiseAlert } from "@/server/deletion/raise-alert";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { remindUpTo } from "./review-date";

const AT_ONCE = 200;

/**
 * Puts holds whose review is at most 7 days away, or past, on the console's front page (H1). Derived from the row: a night
 * without workers loses no reminder, and a second run adds none. Returns how many were due and not on the page yet.
 */
export async function remindOfReviews(deps: Deps): Promise<number> {
  const now = await deps.clock.now(deps.db);
  const due = await deps.db.$queryRaw<{ id: string; tenantId: string }[]>`
    SELECT h.id, h.tenant_id AS "tenantId" FROM console.legal_hold h WHERE h.released_at IS NULL AND h.agreed_at IS NOT NULL AND h.review_on <= ${remindUpTo(now)}::date
      AND NOT EXISTS (SELECT 1 FROM console.alert a WHERE a.kind = 'hold_review_due' AND a.hold_id = h.id AND a.ended_at IS NULL)
    ORDER BY h.review_on, h.id LIMIT ${AT_ONCE}`;
  for (const { id, tenantId } of due) {
    await deps.db.$transaction(async (tx) => {
      await lockTenant(tx, tenantId);
      const hold = await tx.legalHold.findUniqueOrThrow({ where: { id }, select: { reviewOn: true, releasedAt: true } });
      if (!hold.releasedAt && hold.reviewOn <= remindUpTo(now)) await raiseAlert(tx, "hold_review_due", { holdId: id }, now);
    });
  }
  return due.length;
}
