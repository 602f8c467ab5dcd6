import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { logger } from "@/server/lib/logger";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { beginPurge } from "./begin-purge";
import { checkStopped } from "./check-erasable";
import { type Due, findDue, findHeldDue, findPayingOut, findUnfinished } from "./find-due";

/**
 * Finds what is due and what was left lying, and only enqueues or begins it; every decision is made again under the lock.
 * Runs each minute and when a worker starts, so that a killed worker's purge is taken up by the next one, and one whose
 * hold has ended goes on. While purges are stopped nothing begins and nothing is queued, but what is overdue still screams.
 */
export async function sweepDue(deps: Deps): Promise<{ begun: number; resumed: number }> {
  const now = await deps.clock.now(deps.db);
  const isStopped = await checkStopped(deps.db);
  const begun = await beginAll(deps, await findDue(deps, now), now, isStopped);
  for (const held of await findHeldDue(deps, now)) await recordHeldBack(deps, held, now);
  await endWaits(deps, now);
  for (const waiting of await findPayingOut(deps, now)) await recordWaiting(deps, waiting, now);
  // One that has just begun has its job, which may be running already: a second one would take the first one's tries away.
  const unfinished = (await findUnfinished(deps, now)).filter(({ requestId }) => !begun.has(requestId));
  for (const due of unfinished) {
    await deps.db.$transaction(async (tx) => {
      const { requestId } = due;
      if (!isStopped) await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}`, onlyIfAbsent: true });
      if (isOverdue(due, now)) await raiseAlert(tx, "purge_overdue", { requestId }, now);
    });
  }
  return { begun: begun.size, resumed: isStopped ? 0 : unfinished.length };
}

/** "Screams" (P3): more than an hour late, whatever the reason, is somebody's business. Held ones show their lock instead, and those that wait for a refund say so. */
const isOverdue = ({ since }: Due, now: Date): boolean => later(since, HOUR_MS) < now;

async function beginAll(deps: Deps, dues: Due[], now: Date, isStopped: boolean): Promise<ReadonlySet<string>> {
  const begun = new Set<string>();
  for (const due of dues) {
    if (!isStopped && (await tryBegin(deps, due.requestId))) begun.add(due.requestId);
    else if (isOverdue(due, now)) await deps.db.$transaction((tx) => raiseAlert(tx, "purge_overdue", { requestId: due.requestId }, now));
  }
  return begun;
}

async function tryBegin(deps: Deps, requestId: string): Promise<boolean> {
  try {
    await beginPurge(deps, requestId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false; // held, paying out, stopped, or no longer retained: the facts changed since we looked
    logger.error({ err: error, requestId }, "a purge could not begin");
    return false;
  }
}

/** Due, and everything of it is held (H2): once per episode in the book, and a person is told. */
async function recordHeldBack(deps: Deps, { requestId, tenantId, classes }: Due & { classes: string[] }, now: Date): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    if (!(await raiseAlert(tx, "purge_held", { requestId }, now))) return;
    await recordAuditEvent(tx, "purge.refused_by_hold", { kind: "system" }, { tenantId, requestId }, { classes: classes.join(",") });
  });
}

/** Due, and money is on its way (R3): once per wait in the book, and a person is told. The alert ends when the purge begins. */
async function recordWaiting(deps: Deps, waiting: Due & { refunds: number; amountPaise: bigint }, now: Date): Promise<void> {
  const { requestId, tenantId, refunds, amountPaise } = waiting;
  await deps.db.$transaction(async (tx) => {
    if (!(await raiseAlert(tx, "purge_waits_for_payout", { requestId }, now))) return;
    await recordAuditEvent(
      tx,
      "purge.waits_for_payout",
      { kind: "system" },
      { tenantId, requestId },
      { refunds, amountPaise: String(amountPaise) },
    );
  });
}

/** The money has arrived or come back: nobody waits any more, whether the purge has begun or something else stands in its way. */
async function endWaits({ db }: Deps, now: Date): Promise<void> {
  await db.$executeRaw`UPDATE console.alert a SET ended_at = greatest(a.raised_at, ${now}) FROM console.deletion_request r
    WHERE a.kind = 'purge_waits_for_payout' AND a.ended_at IS NULL AND r.id = a.request_id
      AND NOT EXISTS (SELECT 1 FROM console.refund p WHERE p.tenant_id = r.tenant_id AND p.state IN ('submitted', 'pending'))`;
}
