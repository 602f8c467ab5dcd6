import { askSecondPerson, endStaleApprovals } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnHold } from "./act-on-hold";
import { orderOf } from "./order";

/**
 * Somebody says that the order no longer stands and asks a colleague to release it (H1). The asking is void after 48 hours
 * and can be repeated. Throws `hold_not_agreed`, or `release_asked` while an earlier asking still waits.
 */
export async function askRelease(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string): Promise<void> {
  await actOnHold(deps, holdId, async ({ tx, now, hold, requestId }) => {
    if (!hold.agreedAt) throw new Refusal("hold_not_agreed");
    await endStaleApprovals(tx, "release_hold", holdId, now, orderOf(hold));
    const waiting = await tx.approval.findFirst({
      where: { kind: "release_hold", subjectId: holdId, endedAt: null },
      select: { id: true },
    });
    if (waiting) throw new Refusal("release_asked");
    await askSecondPerson(tx, "release_hold", holdId, actor.id, now, orderOf(hold));
    await tx.legalHold.update({ where: { id: holdId }, data: { releaseAskedAt: now, releaseAskedBy: actor.id }, select: { id: true } });
    await recordAuditEvent(tx, "hold.release_asked", actor, { tenantId: hold.tenantId, requestId }, { holdId });
  });
}
