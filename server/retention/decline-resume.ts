import { declineApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { lockPurgeStop } from "./lock-purge-stop";

/** A second person says that purges stay stopped; somebody can ask again. Throws `purges_not_stopped`, `approval_stale`, `maker_is_checker`. */
export async function declineResume(deps: Deps, actor: { kind: "operator"; id: string }, stopId: string): Promise<void> {
  const decline = () =>
    deps.db.$transaction(async (tx) => {
      await lockPurgeStop(tx, stopId);
      await declineApproval(tx, "resume_purges", stopId, actor, await deps.clock.now(tx));
      await recordAuditEvent(tx, "purges.resume_declined", actor, {}, { stopId });
    });
  await orRefusalRecorded(deps, actor, { kind: "resume_purges", subjectId: stopId }, decline);
}
