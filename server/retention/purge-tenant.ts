import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockRequest } from "@/server/deletion/act-on-request";
import { raiseAlert } from "@/server/deletion/raise-alert";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { planPurge } from "./begin-purge";
import { eraseBatch } from "./erase-batch";
import { finishPurge } from "./finish-purge";
import { ERASE_CLASSES } from "./inventory";

const system = { kind: "system" } as const;

/**
 * Erases a tenant, class by class, batch by batch (P3), and finishes with the recount (P4). Idempotent and resumable at
 * any batch: what is done is read from the steps, what is left from the data itself. `deps.db` works as the purge role.
 * Throws `held` when a hold was placed meanwhile; the next sweep goes on once it is released.
 */
export async function purgeTenant(deps: Deps, requestId: string): Promise<void> {
  const run = await deps.db.purgeRun.findUnique({ where: { requestId } });
  if (!run || run.finishedAt) return;
  try {
    await planPurge(deps, requestId, run.tenantId);
    for (const [position] of ERASE_CLASSES.entries()) {
      while (await purgeBatch(deps, requestId, run.tenantId, position)) {
        // Each batch is a transaction of its own: short locks, and never more than one batch to repeat.
      }
    }
    await finishPurge(deps, requestId);
  } catch (error) {
    if (!(error instanceof Refusal)) await startOver(deps, requestId);
    else if (error.code === "held") await recordRefusalByHold(deps, requestId, run.tenantId);
    throw error;
  }
}

/** A step broke, or the recount found something: a person is told, and the next try walks through every class again. */
async function startOver(deps: Deps, requestId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    await tx.purgeStep.updateMany({ where: { requestId }, data: { finishedAt: null } });
    await tx.purgeRun.updateMany({ where: { requestId, fault: null }, data: { fault: "step_failed" } });
    await raiseAlert(tx, "purge_incomplete", { requestId }, now);
  });
}

/** One batch in one transaction: lock, look again at state and hold, erase, write progress. False when the class is empty. */
async function purgeBatch(deps: Deps, requestId: string, tenantId: string, position: number): Promise<boolean> {
  const entry = ERASE_CLASSES[position];
  if (!entry) throw new Error(`no class ${position}`);
  return deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const step = await tx.purgeStep.findUniqueOrThrow({ where: { requestId_className: { requestId, className: entry.name } } });
    if (step.finishedAt) return false;
    await mayStillPurge(tx, requestId, tenantId);
    const now = await deps.clock.now(tx);
    if (entry.name === "credit_entry" && !step.startedAt) await writeForfeiture(tx, requestId, tenantId);
    const erased = await eraseBatch(tx, entry, tenantId, requestId);
    const isEmpty = erased === 0;
    // Objects do not roll back: after a crash some are gone uncounted. An empty prefix means that all of them went.
    const done = isEmpty && entry.how === "objects" ? step.before : step.done + BigInt(erased);
    await tx.purgeStep.update({
      where: { requestId_className: { requestId, className: entry.name } },
      data: { done, startedAt: step.startedAt ?? now, finishedAt: isEmpty ? now : null },
      select: { className: true },
    });
    await tx.purgeRun.update({ where: { requestId }, data: { heartbeatAt: now, fault: null }, select: { requestId: true } });
    if (isEmpty)
      await recordAuditEvent(tx, "purge.step_finished", system, { tenantId, requestId }, { className: entry.name, erased: Number(done) });
    return !isEmpty;
  });
}

/** State and hold under the lock, before every batch (H2); and the database is told which tenant this transaction may delete from. */
async function mayStillPurge(tx: Tx, requestId: string, tenantId: string): Promise<void> {
  const request = await tx.deletionRequest.findUniqueOrThrow({ where: { id: requestId }, select: { state: true } });
  if (request.state !== "purging") throw new Refusal(`not_from_${request.state}`);
  if ((await tx.legalHold.count({ where: { tenantId, releasedAt: null } })) > 0) throw new Refusal("held");
  await tx.$executeRaw`SELECT set_config('callmissed.purging_tenant', ${tenantId}, true)`;
}

/** In a transaction of its own, because the refused one is rolled back and the refusal must stay on record (H2). */
async function recordRefusalByHold(deps: Deps, requestId: string, tenantId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    const { count } = await tx.purgeRun.updateMany({
      where: { requestId, OR: [{ fault: null }, { fault: { not: "held" } }] },
      data: { fault: "held" },
    });
    if (count === 0) return;
    await recordAuditEvent(tx, "purge.refused_by_hold", system, { tenantId, requestId }, {});
    await raiseAlert(tx, "purge_incomplete", { requestId }, now);
  });
}

/** D§3 "Any remaining credits are forfeited": the amount is written down before the ledger goes. */
async function writeForfeiture(tx: Tx, requestId: string, tenantId: string): Promise<void> {
  const { _sum } = await tx.creditEntry.aggregate({ where: { tenantId }, _sum: { amountPaise: true } });
  await tx.purgeRun.update({ where: { requestId }, data: { forfeitedPaise: _sum.amountPaise ?? 0n }, select: { requestId: true } });
}
