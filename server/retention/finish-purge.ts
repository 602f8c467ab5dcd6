import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { actOnRequest } from "@/server/deletion/act-on-request";
import { raiseAlert } from "@/server/deletion/raise-alert";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { releaseNotice } from "@/server/notice/write-notice";
import { writeSignal } from "@/server/signal/write-signal";
import { countClass } from "./count-class";
import { ERASE_CLASSES } from "./inventory";

const system = { kind: "system" } as const;

/**
 * Says "purged" only after counting again from nothing (P4): zero rows and zero objects in every class. One survivor and
 * the run stays incomplete, with an alert, and its classes are opened again for the next try.
 */
export async function finishPurge(deps: Deps, requestId: string): Promise<void> {
  const survivors = await recount(deps, requestId);
  if (survivors > 0) {
    logger.error({ requestId, survivors }, "the recount after a purge found data");
    throw new Error("the recount found data; the purge is incomplete");
  }
  await actOnRequest(deps, system, requestId, null, "finish_purge", async ({ tx, now, request, move }) => {
    const run = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, include: { steps: true } });
    await move({ dueAt: request.dueAt });
    await tx.deactivation.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "purged" } });
    await tx.purgeRun.update({ where: { requestId }, data: { finishedAt: now, fault: null }, select: { requestId: true } });
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
        taxRecords: done("purchase"),
      },
    );
  });
}

/** Counts every class afresh and writes what it finds beside the step; returns the sum. */
async function recount(deps: Deps, requestId: string): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const { tenantId } = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, select: { tenantId: true } });
    const now = await deps.clock.now(tx);
    let sum = 0;
    for (const entry of ERASE_CLASSES) {
      const survivors = await countClass(tx, entry, tenantId, requestId);
      sum += survivors;
      await tx.purgeStep.update({
        where: { requestId_className: { requestId, className: entry.name } },
        data: { survivors: BigInt(survivors), ...(survivors > 0 ? { finishedAt: null } : {}) },
        select: { className: true },
      });
    }
    await tx.purgeRun.update({
      where: { requestId },
      data: sum === 0 ? { verifiedAt: now } : { fault: "survivors" },
      select: { requestId: true },
    });
    if (sum > 0) await raiseAlert(tx, "purge_incomplete", { requestId }, now);
    return sum;
  });
}
