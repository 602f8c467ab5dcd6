import { askSecondPerson, endStaleApprovals, findApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { lockPurgeStop } from "./lock-purge-stop";
import { TYPED_TO_RESUME } from "./purge-stop";
import { resumeFacts } from "./resume-facts";

/**
 * Somebody finds that purges may run again and asks a second person (A3), for 48 hours. Who stopped them may ask as well; nothing
 * is erased by asking. Throws `stop_not_typed`, `purges_not_stopped` and `resume_asked`.
 */
export async function askResume(deps: Deps, actor: { kind: "operator"; id: string }, { typed }: { typed: string }): Promise<void> {
  if (typed.trim().toLowerCase() !== TYPED_TO_RESUME) throw new Refusal("stop_not_typed");
  await deps.db.$transaction(async (tx) => {
    const stop = await lockPurgeStop(tx, null);
    const now = await deps.clock.now(tx);
    const facts = resumeFacts(stop);
    await endStaleApprovals(tx, "resume_purges", stop.id, now, facts);
    if (await findApproval(tx, "resume_purges", stop.id, now)) throw new Refusal("resume_asked");
    await askSecondPerson(tx, "resume_purges", stop.id, actor.id, now, facts);
    await recordAuditEvent(tx, "purges.resume_asked", actor, {}, { stopId: stop.id });
  });
}
