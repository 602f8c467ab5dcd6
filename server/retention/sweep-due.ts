import { raiseAlert } from "@/server/deletion/raise-alert";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { beginPurge } from "./begin-purge";

const AT_ONCE = 100;

type Due = { requestId: string; since: Date };

/**
 * Finds what is due and what was left lying, and only enqueues or begins it; every decision is made again under the lock.
 * Runs each minute and when a worker starts, so that a killed worker's purge is taken up by the next one. Held tenants are
 * left out here, so that however many of them there are they never fill the page before one that can be purged.
 */
export async function sweepDue(deps: Deps): Promise<{ begun: number; resumed: number }> {
  const now = await deps.clock.now(deps.db);
  let begun = 0;
  for (const { requestId, since } of await findDue(deps, now)) {
    if (await tryBegin(deps, requestId)) begun += 1;
    // "Screams" (P3): more than an hour late, whatever the reason, is somebody's business. Held ones show their lock instead.
    else if (later(since, HOUR_MS) < now) await deps.db.$transaction((tx) => raiseAlert(tx, "purge_overdue", { requestId }, now));
  }
  const unfinished = await findUnfinished(deps);
  for (const { requestId, since } of unfinished) {
    await deps.db.$transaction(async (tx) => {
      await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}`, onlyIfAbsent: true });
      if (later(since, HOUR_MS) < now) await raiseAlert(tx, "purge_overdue", { requestId }, now);
    });
  }
  return { begun, resumed: unfinished.length };
}

const findDue = (deps: Deps, now: Date): Promise<Due[]> => deps.db.$queryRaw<Due[]>`
  SELECT d.request_id AS "requestId", d.purge_due_at AS since
  FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.state = 'retained'
  WHERE d.ended_at IS NULL AND d.purge_due_at <= ${now}
    AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL)
  ORDER BY d.purge_due_at LIMIT ${AT_ONCE}`;

const findUnfinished = (deps: Deps): Promise<Due[]> => deps.db.$queryRaw<Due[]>`
  SELECT p.request_id AS "requestId", p.started_at AS since FROM console.purge_run p
  WHERE p.finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = p.tenant_id AND h.released_at IS NULL)
  ORDER BY p.started_at LIMIT ${AT_ONCE}`;

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
