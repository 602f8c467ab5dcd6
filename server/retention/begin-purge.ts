import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { actOnRequest } from "@/server/deletion/act-on-request";
import { endAlert } from "@/server/deletion/raise-alert";
import { endCases } from "@/server/grievance/end-cases";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { endConfirmations } from "@/server/owner/end-confirmations";
import { writeSignal } from "@/server/signal/write-signal";
import { checkStopped } from "./check-erasable";
import { declineOpenRefunds } from "./decline-open-refunds";

/**
 * The point of no return (L7, D§3 "Permanent deletion"): after the window, when a hold leaves something that may go, the
 * request enters `purging` and the job is queued, in one transaction. Throws `window_open`, `held`, `payout_under_way`,
 * `purges_stopped`, or the state's own refusal. After it the only move is to finish.
 * @keeps D7.4
 */
export async function beginPurge(deps: Deps, requestId: string): Promise<void> {
  const system = { kind: "system" } as const;
  await actOnRequest(deps, system, requestId, null, "begin_purge", async ({ tx, now, request, owner, move }) => {
    const { tenantId } = request;
    if (!tenantId || !owner) throw new NotFound("tenant");
    if (await checkStopped(tx)) throw new Refusal("purges_stopped");
    await move({ dueAt: request.dueAt });
    await tx.purgeRun.create({ data: { requestId, tenantId, startedAt: now, heartbeatAt: now }, select: { requestId: true } });
    // Held back until the recount proves it: the last use of the address (P8).
    await writeNotice(tx, {
      kind: "purged",
      subjectId: requestId,
      tenantId,
      requestId,
      toAddress: owner.email,
      language: (await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { language: true } })).language,
      params: { purgedAt: null },
      at: now,
      heldBack: true,
    });
    await endConfirmations(tx, requestId, now);
    await tx.returnRequest.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "window_closed" } });
    await declineOpenRefunds(tx, { tenantId, requestId }, now);
    await endCases(tx, tenantId, now);
    await endAlert(tx, "purge_waits_for_payout", { requestId }, now);
    await writeSignal(tx, "purge_started", requestId, tenantId, now);
    await recordAuditEvent(tx, "purge.started", system, { tenantId, requestId }, {});
    await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}` });
  });
}
