import { setTimeout as pause } from "node:timers/promises";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { checkErasable } from "./check-erasable";
import { countClass } from "./count-class";
import { eraseBatch } from "./erase-batch";
import { type EraseClass, isOutside } from "./inventory";
import { notBefore, type PurgePace, pauseAfter } from "./purge-pace";
import { OUTSIDE_TRANSACTION, outsideDeadline, removeOutside } from "./remove-outside";

export type Run = { requestId: string; tenantId: string };
type BatchEnd = "more" | "done" | "held" | "stopped";

/** Erases one class of a tenant's data, batch by batch with a rest after each, until it is empty, held, or purges are stopped. */
export async function eraseClass(deps: Deps, run: Run, entry: EraseClass, pace: PurgePace): Promise<"done" | "held" | "stopped"> {
  if (isOutside(entry)) await countAgain(deps, run, entry);
  for (;;) {
    const start = performance.now();
    const end = await oneBatch(deps, run, entry, pace);
    if (end !== "more") return end;
    await pause(pauseAfter(performance.now() - start, pace));
  }
}

/** The database refuses by itself what we did not see coming: the same answers, only later. */
async function oneBatch(deps: Deps, run: Run, entry: EraseClass, pace: PurgePace): Promise<BatchEnd> {
  try {
    return isOutside(entry) ? await outsideBatch(deps, run, entry, pace) : await rowBatch(deps, run, entry, pace);
  } catch (error) {
    const state = sqlState(error);
    if (state === "CM002") return "held";
    if (state === "CM005") return "stopped";
    throw error;
  }
}

/** Rows: one transaction that locks, looks again, erases, and writes down how far it is. All of it happens, or nothing. */
async function rowBatch(deps: Deps, run: Run, entry: EraseClass, pace: PurgePace): Promise<BatchEnd> {
  const start = performance.now();
  return deps.db.$transaction(async (tx) => {
    const { may, now } = await checkErasable(deps, tx, run, entry.name);
    const step = await findStep(tx, run, entry);
    if (step.finishedAt) return "done";
    if (may !== "yes") return may;
    // The database shows the purge's role no other tenant's rows.
    await tx.$executeRaw`SELECT set_config('callmissed.purging_tenant', ${run.tenantId}, true)`;
    if (entry.name === "credit_entry" && !step.startedAt) await writeForfeiture(tx, run);
    const erased = await eraseBatch(tx, entry, run, pace.batchRows);
    return writeProgress(tx, run, entry, { erased, isEmpty: erased === 0, workedMs: performance.now() - start, now });
  });
}

/**
 * Objects and the key do not roll back, so nothing is written in the transaction that removes them; it only keeps the lock,
 * so that a hold is placed either before it or after it. What a killed worker removed uncounted is seen by `countAgain`.
 */
async function outsideBatch(deps: Deps, run: Run, entry: EraseClass, pace: PurgePace): Promise<BatchEnd> {
  const claimed = await deps.db.$transaction(async (tx) => {
    const { may, now } = await checkErasable(deps, tx, run, entry.name);
    const step = await findStep(tx, run, entry);
    if (step.finishedAt) return "done";
    if (may === "yes" && !step.startedAt) await updateStep(tx, run, entry, { startedAt: now });
    return may;
  });
  if (claimed !== "yes") return claimed;
  const start = performance.now();
  const removed = await deps.db.$transaction(async (tx) => {
    const deadline = (pace.deadline ?? outsideDeadline)();
    const { may } = await checkErasable(deps, tx, run, entry.name);
    return may === "yes" ? removeOutside(entry, run.tenantId, deadline) : may;
  }, OUTSIDE_TRANSACTION);
  if (typeof removed === "string") return removed;
  const workedMs = performance.now() - start;
  return deps.db.$transaction(async (tx) => {
    const { now } = await checkErasable(deps, tx, run, entry.name);
    return writeProgress(tx, run, entry, { erased: removed, isEmpty: removed === 0, workedMs, now });
  });
}

/** After an interruption: how much of it is really gone is what there was, less what is still there. */
async function countAgain(deps: Deps, run: Run, entry: EraseClass): Promise<void> {
  const step = await findStep(deps.db, run, entry);
  if (!step.startedAt || step.finishedAt) return;
  const left = BigInt(await countClass(deps.db, entry, run.tenantId, run.requestId));
  await updateStep(deps.db, run, entry, { done: step.before > left ? step.before - left : 0n });
}

type Progress = { erased: number; isEmpty: boolean; workedMs: number; now: Date };

/** Progress is committed with the batch it describes; a batch that went through ends what had broken before. */
async function writeProgress(tx: Tx, run: Run, entry: EraseClass, { erased, isEmpty, workedMs, now }: Progress): Promise<BatchEnd> {
  const step = await findStep(tx, run, entry);
  if (step.finishedAt) return "done"; // another worker was faster
  const sum = step.done + BigInt(erased);
  // Outside, `countAgain` of another worker may have seen the same objects go: never more than there was, and in the end all of it.
  const done = isOutside(entry) && (isEmpty || sum > step.before) ? step.before : sum;
  const startedAt = step.startedAt ?? now;
  await updateStep(tx, run, entry, {
    done,
    startedAt,
    finishedAt: isEmpty ? notBefore(startedAt, now) : null,
    workedMs: step.workedMs + Math.round(workedMs),
    failureCode: null,
  });
  const { heartbeatAt } = await tx.purgeRun.findUniqueOrThrow({ where: { requestId: run.requestId }, select: { heartbeatAt: true } });
  await tx.purgeRun.update({
    where: { requestId: run.requestId },
    data: { heartbeatAt: notBefore(heartbeatAt, now), fault: null },
    select: { requestId: true },
  });
  if (isEmpty) await recordAuditEvent(tx, "purge.step_finished", { kind: "system" }, run, { className: entry.name, erased: Number(done) });
  return isEmpty ? "done" : "more";
}

const whereStep = (run: Run, entry: EraseClass) => ({ requestId_className: { requestId: run.requestId, className: entry.name } });
const findStep = (tx: Tx, run: Run, entry: EraseClass) => tx.purgeStep.findUniqueOrThrow({ where: whereStep(run, entry) });

type StepChange = Partial<{ done: bigint; startedAt: Date; finishedAt: Date | null; workedMs: number; failureCode: string | null }>;
async function updateStep(tx: Tx, run: Run, entry: EraseClass, data: StepChange): Promise<void> {
  await tx.purgeStep.update({ where: whereStep(run, entry), data, select: { className: true } });
}

/** D§3 "Any remaining credits are forfeited": the amount is written down before the ledger goes. */
async function writeForfeiture(tx: Tx, { requestId, tenantId }: Run): Promise<void> {
  const { _sum } = await tx.creditEntry.aggregate({ where: { tenantId }, _sum: { amountPaise: true } });
  await tx.purgeRun.update({ where: { requestId }, data: { forfeitedPaise: _sum.amountPaise ?? 0n }, select: { requestId: true } });
}
