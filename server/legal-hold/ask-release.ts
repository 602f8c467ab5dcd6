import { askSecondPerson, endStaleApprovals } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnHold } from "./act-on-hold";
import { orderOf } from "./order";

/**
 * Somebody says that the order no longer stands and asks a colleague to release it (H1). The asking is void after 48 hours
 * and can be repeated. Throws `hold_not_agreed`, or `release_asked` while an earlier asking still waits.
 */
export async function askRelease(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string): Promise<void> {
  await actOnHold(deps, actor, holdId, "ask_release", async ({ tx, now, hold, requestId }) => {
    await endStaleApprovals(tx, "release_hold", holdId, now, orderOf(hold));
    await askSecondPerson(tx, "release_hold", holdId, actor.id, now, orderOf(hold));
    await tx.legalHold.update({ where: { id: holdId }, data: { releaseAskedAt: now, releaseAskedBy: actor.id }, select: { id: true } });
    await recordAuditEvent(tx, "hold.release_asked", actor, { tenantId: hold.tenantId, requestId }, { holdId });
  });
}
