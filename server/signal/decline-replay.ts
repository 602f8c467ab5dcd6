import { declineApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { lockEndpoint } from "./lock-endpoint";

/** A second person says that what is dead stays dead for now. Throws `approval_stale` and `maker_is_checker`. */
export async function declineReplay(deps: Deps, actor: { kind: "operator"; id: string }, endpointId: string): Promise<void> {
  const decline = () =>
    deps.db.$transaction(async (tx) => {
      await lockEndpoint(tx, endpointId);
      await declineApproval(tx, "replay_signals", endpointId, actor, await deps.clock.now(tx));
      await recordAuditEvent(tx, "signal.replay_declined", actor, {}, { endpointId });
    });
  await orRefusalRecorded(deps, actor, { kind: "replay_signals", subjectId: endpointId }, decline);
}
