import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { MINUTE_MS } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { notBefore } from "./purge-pace";
import { TYPED_TO_RESUME } from "./purge-stop";

/**
 * Lets purges go on (P3): somebody else than who stopped them, admins included (A3). What stood still is taken up at once.
 * Throws `stop_not_typed`, `purges_not_stopped` and `maker_is_checker`.
 */
export async function letPurgesRun(deps: Deps, actor: { kind: "operator"; id: string }, { typed }: { typed: string }): Promise<void> {
  if (typed.trim().toLowerCase() !== TYPED_TO_RESUME) throw new Refusal("stop_not_typed");
  await deps.db.$transaction(async (tx) => {
    const [stop] = await tx.$queryRaw<{ id: string; stoppedAt: Date; stoppedBy: string | null }[]>`
      SELECT id, stopped_at AS "stoppedAt", stopped_by AS "stoppedBy" FROM console.purge_stop WHERE resumed_at IS NULL FOR UPDATE`;
    if (!stop) throw new Refusal("purges_not_stopped");
    // A restore's stop has no person behind it, so one is enough to end it: two are asked so that nobody undoes their own
    // decision, and here the one who looks and decides is the first. Whoever did the restore is not known to the console.
    if (stop.stoppedBy === actor.id) throw new Refusal("maker_is_checker");
    const now = notBefore(stop.stoppedAt, await deps.clock.now(tx));
    await tx.purgeStop.update({ where: { id: stop.id }, data: { resumedAt: now, resumedBy: actor.id }, select: { id: true } });
    const stoppedForMinutes = Math.floor((now.getTime() - stop.stoppedAt.getTime()) / MINUTE_MS);
    await recordAuditEvent(tx, "purges.resumed", actor, {}, { stoppedForMinutes });
    await enqueueJob(tx, "sweep-due", {}, { key: "sweep-due:resumed" });
  });
  logger.warn("purges run again");
}
