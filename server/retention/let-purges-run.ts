import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { MINUTE_MS } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { lockPurgeStop } from "./lock-purge-stop";
import { notBefore } from "./purge-pace";
import { TYPED_TO_RESUME } from "./purge-stop";
import { resumeFacts } from "./resume-facts";

type Agreement = { stopId: string; typed: string; seen: string };

/**
 * A second person agrees that purges go on (P3, A3): neither who asked for it nor who stopped them, admins included. A restore's
 * stop is nobody's own, and takes two people as well. What stood still is taken up at once. Throws `stop_not_typed`,
 * `purges_not_stopped`, `maker_is_checker`, `resume_not_asked`, and `approval_stale` when it is not what their screen showed.
 */
export async function letPurgesRun(deps: Deps, actor: { kind: "operator"; id: string }, { stopId, typed, seen }: Agreement): Promise<void> {
  if (typed.trim().toLowerCase() !== TYPED_TO_RESUME) throw new Refusal("stop_not_typed");
  const resume = () =>
    deps.db.$transaction(async (tx) => {
      const stop = await lockPurgeStop(tx, stopId);
      if (stop.stoppedBy === actor.id) throw new Refusal("maker_is_checker");
      const at = await deps.clock.now(tx);
      if (!(await closeApproval(tx, "resume_purges", stopId, actor, at, resumeFacts(stop), seen))) throw new Refusal("resume_not_asked");
      const now = notBefore(stop.stoppedAt, at);
      await tx.purgeStop.update({ where: { id: stopId }, data: { resumedAt: now, resumedBy: actor.id }, select: { id: true } });
      const stoppedForMinutes = Math.floor((now.getTime() - stop.stoppedAt.getTime()) / MINUTE_MS);
      await recordAuditEvent(tx, "purges.resumed", actor, {}, { stoppedForMinutes });
      await enqueueJob(tx, "sweep-due", {}, { key: "sweep-due:resumed" });
    });
  await orRefusalRecorded(deps, actor, { kind: "resume_purges", subjectId: stopId }, resume);
  logger.warn("purges run again");
}
