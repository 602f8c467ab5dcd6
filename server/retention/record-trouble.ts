import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockRequest } from "@/server/deletion/act-on-request";
import { endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import { sqlState, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { Refusal } from "@/server/lib/refusal";
import type { EraseClass } from "./inventory";
import { EndTrouble, failureOf } from "./step-failure";

type Run = { requestId: string; tenantId: string };

/** Writes about a run under its lock, and not at all (null) when another runner has finished it: that end stands as it is. */
export async function unlessFinished<Result>(deps: Deps, requestId: string, write: (tx: Tx) => Promise<Result>): Promise<Result | null> {
  return deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const { finishedAt } = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, select: { finishedAt: true } });
    return finishedAt ? null : write(tx);
  });
}

/** Does a step's work; when it breaks, the step and a person are told which one and why, and the failure goes on its way. */
export async function recordFailureOf<Result>(deps: Deps, run: Run, entry: EraseClass, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      const failureCode = failureOf(error, entry, sqlState(error));
      logger.error({ err: error, requestId: run.requestId, className: entry.name, failureCode }, "a step of a purge failed");
      await deps.db.purgeStep
        .updateMany({ where: { requestId: run.requestId, className: entry.name, run: { finishedAt: null } }, data: { failureCode } })
        .catch((cause) => logger.error({ err: cause, requestId: run.requestId }, "a step's failure could not be written down"));
    }
    throw error;
  }
}

/** For the work after the last class: whatever breaks there is that trouble, unless the database itself says no. */
export async function endingWith<Result>(fault: EndTrouble["fault"], work: Promise<Result>): Promise<Result> {
  return work.catch((error) => {
    throw sqlState(error) ? error : new EndTrouble(fault, error);
  });
}

/** Something broke: the run says so and a person is told. What is finished stays finished; the job tries again by itself. */
export async function recordBroken(deps: Deps, { requestId }: Run, error?: unknown): Promise<void> {
  const fault = error instanceof EndTrouble ? error.fault : "step_failed";
  await unlessFinished(deps, requestId, async (tx) => {
    const now = await deps.clock.now(tx);
    await tx.purgeRun.updateMany({
      where: { requestId, OR: [{ fault: null }, { fault: { not: "survivors" } }] },
      data: { fault },
    });
    await raiseAlert(tx, "purge_incomplete", { requestId }, now);
  });
}

/** All that may go is gone, and these classes are held (H2): once per episode it stands in the book, and a person is told. */
export async function recordHeld(deps: Deps, run: Run, classNames: readonly string[]): Promise<void> {
  await unlessFinished(deps, run.requestId, async (tx) => {
    const now = await deps.clock.now(tx);
    const { requestId } = run;
    await tx.purgeRun.updateMany({ where: { requestId }, data: { fault: "held" } });
    await endAlert(tx, "purge_incomplete", { requestId }, now);
    if (!(await raiseAlert(tx, "purge_held", { requestId }, now))) return;
    logger.warn({ requestId, classes: classNames.length }, "a purge was refused by a hold");
    await recordAuditEvent(tx, "purge.refused_by_hold", { kind: "system" }, run, { classes: classNames.join(",") });
  });
}

/** No hold stands in the way any more: the episode is over, and a later one is recorded anew. */
export async function recordUnheld(deps: Deps, { requestId }: Run): Promise<void> {
  await deps.db.$transaction(async (tx) => endAlert(tx, "purge_held", { requestId }, await deps.clock.now(tx)));
}

/** Somebody stopped all purges (P3): this run stands still where it is, which is no fault of its own. */
export async function recordStopped(deps: Deps, { requestId }: Run): Promise<void> {
  await deps.db.purgeRun.updateMany({ where: { requestId, finishedAt: null }, data: { fault: "stopped" } });
  logger.warn({ requestId }, "a purge stands still: purges are stopped");
}
