import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { actOnRequest } from "@/server/deletion/act-on-request";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { releaseNotice } from "@/server/notice/write-notice";
import { writeSignal } from "@/server/signal/write-signal";
import { type Appended, appendErasure } from "./append-erasure";
import { checkFinishable } from "./check-erasable";
import { noteErasure } from "./note-erasure";
import { notBefore } from "./purge-pace";
import { endingWith } from "./record-trouble";
import { recount } from "./recount-classes";

/**
 * Says "purged" only after counting again from nothing (P4): zero rows and zero objects in every class. One survivor and
 * the run stays incomplete, with an alert, and its class is opened again for the next try. Throws `held` and
 * `purges_stopped`, before there is a certificate or an entry.
 * @keeps D3.10 D3.16
 */
export async function finishPurge(deps: Deps, requestId: string): Promise<void> {
  const survivors = await recount(deps, requestId);
  if (survivors === null) return; // another runner was faster
  if (survivors > 0) {
    logger.error({ requestId, survivors }, "the recount after a purge found data");
    throw new Error("the recount found data; the purge is incomplete");
  }
  const run = await deps.db.purgeRun.findUniqueOrThrow({ where: { requestId }, select: { requestId: true, tenantId: true } });
  await deps.db.$transaction((tx) => checkFinishable(deps, tx, run));
  // Outside the database before the word is said: whoever restores an older one learns of it (P6).
  await sayPurged(deps, requestId, await endingWith("ledger_away", appendErasure(deps, requestId)));
}

/** The last move, in one transaction: the state, the end of the deactivation, the last notice, the signal, and the book. */
async function sayPurged(deps: Deps, requestId: string, appended: Appended): Promise<void> {
  const system = { kind: "system" } as const;
  await actOnRequest(deps, system, requestId, null, "finish_purge", async ({ tx, now, request, move }) => {
    const run = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, include: { steps: true } });
    // Another runner is counting again: the word rests on its recount then, not on ours, which it has forgotten.
    if (!run.verifiedAt || run.steps.some((step) => step.survivors !== 0n)) throw new Error("the recount is not of one piece any more");
    await noteErasure(tx, requestId, appended, now);
    await move({ dueAt: request.dueAt });
    await tx.deactivation.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "purged" } });
    await tx.purgeRun.update({
      where: { requestId },
      data: { finishedAt: notBefore(run.startedAt, now), fault: null },
      select: { requestId: true },
    });
    await tx.notice.updateMany({ where: { kind: "purged", subjectId: requestId }, data: { params: { purgedAt: now.toISOString() } } });
    await releaseNotice(tx, "purged", requestId, now);
    await writeSignal(tx, "tenant_purged", requestId, run.tenantId, now);
    await tx.alert.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now } });
    const done = (name: string) => Number(run.steps.find((step) => step.className === name)?.done ?? 0n);
    await recordAuditEvent(
      tx,
      "purge.finished",
      system,
      { tenantId: run.tenantId, requestId },
      {
        classes: run.steps.length,
        erased: run.steps.reduce((sum, step) => sum + Number(step.done), 0),
        forfeitedPaise: String(run.forfeitedPaise ?? 0n),
        taxRecords: done("purchase") + done("credit_note"),
      },
    );
  });
}
