import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockRequest } from "@/server/deletion/act-on-request";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { checkStopped } from "./check-erasable";
import { isBroken } from "./step-failure";

/**
 * Tries a purge again now that failed, instead of waiting for its back-off to end. The job decides everything anew.
 * Throws `purge_not_begun`, `nothing_to_retry` and `purges_stopped`.
 */
export async function retryPurge(deps: Deps, actor: { kind: "operator"; id: string }, requestId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const run = await tx.purgeRun.findUnique({ where: { requestId } });
    if (!run || run.finishedAt) throw new Refusal("purge_not_begun");
    if (!isBroken(run.fault)) throw new Refusal("nothing_to_retry");
    if (await checkStopped(tx)) throw new Refusal("purges_stopped");
    await recordAuditEvent(tx, "purge.retried", actor, run, {});
    await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}` });
  });
}
