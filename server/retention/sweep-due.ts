import { raiseAlert } from "@/server/deletion/raise-alert";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { beginPurge } from "./begin-purge";

const AT_ONCE = 100;

/**
 * Finds what is due and what was left lying, and only enqueues or begins it; every decision is made again under the lock.
 * Runs each minute and when a worker starts, so that a killed worker's purge is taken up by the next one.
 */
export async function sweepDue(deps: Deps): Promise<{ begun: number; resumed: number }> {
  const now = await deps.clock.now(deps.db);
  const due = await deps.db.deactivation.findMany({
    where: { endedAt: null, purgeDueAt: { lte: now }, request: { state: "retained" } },
    orderBy: { purgeDueAt: "asc" },
    take: AT_ONCE,
    select: { requestId: true, purgeDueAt: true },
  });
  let begun = 0;
  for (const { requestId, purgeDueAt } of due) {
    if (await tryBegin(deps, requestId)) begun += 1;
    // "Screams" (P3): more than an hour late, whatever the reason, is somebody's business. Held ones show their lock instead.
    else if (later(purgeDueAt, HOUR_MS) < now && !(await isHeld(deps, requestId))) {
      await deps.db.$transaction((tx) => raiseAlert(tx, "purge_overdue", requestId, now));
    }
  }
  const unfinished = await deps.db.purgeRun.findMany({
    where: { finishedAt: null },
    orderBy: { startedAt: "asc" },
    take: AT_ONCE,
    select: { requestId: true, startedAt: true },
  });
  for (const { requestId, startedAt } of unfinished) {
    await deps.db.$transaction(async (tx) => {
      await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}` });
      if (later(startedAt, HOUR_MS) < now) await raiseAlert(tx, "purge_overdue", requestId, now);
    });
  }
  return { begun, resumed: unfinished.length };
}

async function tryBegin(deps: Deps, requestId: string): Promise<boolean> {
  try {
    await beginPurge(deps, requestId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false; // held, or no longer retained: the facts changed since we looked
    logger.error({ err: error, requestId }, "a purge could not begin");
    return false;
  }
}

async function isHeld(deps: Deps, requestId: string): Promise<boolean> {
  const request = await deps.db.deletionRequest.findUnique({ where: { id: requestId }, select: { tenantId: true } });
  return request?.tenantId != null && (await deps.db.legalHold.count({ where: { tenantId: request.tenantId, releasedAt: null } })) > 0;
}
