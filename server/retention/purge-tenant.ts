import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { Refusal } from "@/server/lib/refusal";
import { checkStopped } from "./check-erasable";
import { eraseClass, type Run } from "./erase-class";
import { findHeldClasses } from "./find-due";
import { finishPurge } from "./finish-purge";
import { ERASE_CLASSES } from "./inventory";
import { planPurge } from "./plan-purge";
import type { PurgePace } from "./purge-pace";
import { recordBroken, recordFailureOf, recordHeld, recordStopped, recordUnheld } from "./record-trouble";
import { recount } from "./recount-classes";

/** How a try at a purge ended. Neither `held` nor `stopped` is tried again by the job: the sweep goes on once that has ended. */
export type PurgeEnd = "finished" | "held" | "stopped";

const paceOfSettings = (): PurgePace => ({ batchRows: env().PURGE_BATCH_ROWS, dutyPercent: env().PURGE_DUTY_PERCENT });

/**
 * Erases a tenant, class by class, batch by batch (P3), and finishes with the recount (P4). Idempotent and resumable at
 * any batch: what is done is read from the steps, what is left from the data itself. Held classes are passed over, all
 * others go on time (H1). `deps.db` works as the purge role. Throws what broke; the step that broke says so on screen.
 * @keeps D3.10
 */
export async function purgeTenant(deps: Deps, requestId: string, pace: PurgePace = paceOfSettings()): Promise<PurgeEnd> {
  const run = await deps.db.purgeRun.findUnique({ where: { requestId } });
  if (!run || run.finishedAt) return "finished";
  try {
    return await eraseAll(deps, run, pace);
  } catch (error) {
    const now = await deps.db.purgeRun.findUnique({ where: { requestId }, select: { finishedAt: true } }).catch(() => null);
    if (now?.finishedAt) return "finished"; // by another runner, which is what made this one stumble
    // An order, or a stop, that came after the last batch.
    if (error instanceof Refusal && error.code === "held") return stayHeld(deps, run, await findHeldClasses(deps, run.tenantId));
    if (error instanceof Refusal && error.code === "purges_stopped") return stand(deps, run);
    if (error instanceof Refusal) throw error;
    // Rows that still point to what should go now: a class that was believed to be empty is not. Counting finds and opens it.
    if (["23001", "23503"].includes(sqlState(error) ?? "")) await recount(deps, requestId);
    await recordBroken(deps, run, error);
    throw error;
  }
}

async function eraseAll(deps: Deps, run: Run, pace: PurgePace): Promise<PurgeEnd> {
  if (await checkStopped(deps.db)) return stand(deps, run);
  await planPurge(deps, run);
  const held: string[] = [];
  for (const entry of ERASE_CLASSES) {
    const end = await recordFailureOf(deps, run, entry, () => eraseClass(deps, run, entry, pace));
    if (end === "stopped") return stand(deps, run);
    if (end === "held") held.push(entry.name);
  }
  if (held.length > 0) return stayHeld(deps, run, held);
  await recordUnheld(deps, run);
  await finishPurge(deps, run.requestId);
  return "finished";
}

async function stayHeld(deps: Deps, run: Run, classNames: string[]): Promise<"held"> {
  await recordHeld(deps, run, classNames);
  return "held";
}

async function stand(deps: Deps, run: Run): Promise<"stopped"> {
  await recordStopped(deps, run);
  return "stopped";
}
