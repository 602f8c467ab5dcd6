import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { jobKey } from "./asking";
import { raiseLateRefunds } from "./raise-late-refunds";

/** Each may wait for a gateway as long as a call takes, and the worker has other things to do. */
const AT_ONCE = 100;

/**
 * Finds every refund whose time to be asked has come, and every granted one that nobody is paying out, and queues a job for
 * each: one refund's trouble never blocks the next. The rows are the truth, the queue only a way to hurry (R4). Calls a person to
 * those that wait too long, whatever became of their jobs. Answers how many were queued.
 */
export async function reconcileRefunds(deps: Deps): Promise<number> {
  const { db, clock } = deps;
  const now = await clock.now(db);
  const [due, granted] = await Promise.all([
    db.refund.findMany({
      where: { nextAskAt: { lte: now }, state: { not: "declined" } },
      orderBy: [{ nextAskAt: "asc" }, { id: "asc" }],
      take: AT_ONCE,
      select: { id: true },
    }),
    db.refund.findMany({
      where: { state: "granted", nextAskAt: null, grantedAt: { lt: later(now, -MINUTE_MS) } },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
      take: AT_ONCE,
      select: { id: true },
    }),
  ]);
  // In one order everywhere: two that queue the same jobs in different orders would wait for each other.
  const ids = [...due, ...granted].map(({ id }) => id).sort();
  await db.$transaction(async (tx) => {
    for (const id of ids) await enqueuePayout(tx, id);
  });
  await raiseLateRefunds(deps);
  return ids.length;
}

const enqueuePayout = (tx: Tx, refundId: string): Promise<void> =>
  enqueueJob(tx, "pay-out-refund", { refundId }, { key: jobKey(refundId), onlyIfAbsent: true });
