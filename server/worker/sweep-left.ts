import { COMPARISON_VALID_MS } from "@/server/deletion/comparison";
import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { enqueueDelivery } from "@/server/signal/enqueue-delivery";

const AT_ONCE = 500;

/**
 * Queues again what a killed worker left lying: letters not examined, notices and signals not sent, deactivations without
 * digest or receipts, returns not compared or not lately, archives not built. The rows are the truth, the queue only a way to hurry; a job for something done meanwhile does nothing.
 */
export async function sweepLeft(deps: Deps): Promise<number> {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const before = later(now, -MINUTE_MS);
  const ordered = await db.grievanceOrder.findMany({
    where: { kind: "reactivate", state: "open" },
    take: AT_ONCE,
    select: { requestId: true },
  });
  const orderedBack = ordered.flatMap(({ requestId }) => requestId ?? []);
  const [letters, notices, deliveries, undigested, unprobed, uncompared, unbuilt] = await Promise.all([
    db.inboundMail.findMany({
      where: { examinedAt: null, asideReason: null, receivedAt: { lt: before } },
      orderBy: { receivedAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    }),
    db.notice.findMany({
      where: { sentAt: null, voidedAt: null, sendAfter: { lt: before } },
      orderBy: { sendAfter: "asc" },
      take: AT_ONCE,
      select: { id: true },
    }),
    findDeliveries(db, before),
    db.deactivation.findMany({
      where: { endedAt: null, digestTakenAt: null, deactivatedAt: { lt: before } },
      take: AT_ONCE,
      select: { id: true },
    }),
    db.deactivation.findMany({
      where: { endedAt: null, receipts: { none: {} }, deactivatedAt: { lt: before } },
      take: AT_ONCE,
      select: { id: true },
    }),
    db.deactivation.findMany({
      where: {
        endedAt: null,
        digestTakenAt: { not: null },
        request: { state: "retained" },
        AND: [{ OR: [{ request: { returnRequests: { some: { endedAt: null } } } }, { requestId: { in: orderedBack } }] }],
        OR: [
          { comparison: null },
          { comparison: { finishedAt: null, startedAt: { lt: before } } },
          { comparison: { finishedAt: { lt: later(now, -COMPARISON_VALID_MS) } } },
        ],
      },
      take: AT_ONCE,
      select: { id: true },
    }),
    db.dataExport.findMany({
      where: { state: { in: ["requested", "building"] }, requestedAt: { lt: before } },
      take: AT_ONCE,
      select: { id: true },
    }),
  ]);
  await db.$transaction(async (tx) => {
    for (const { id } of letters) await enqueueJob(tx, "examine-letter", { letterId: id }, { key: `letter:${id}`, onlyIfAbsent: true });
    for (const { id } of notices) await enqueueJob(tx, "send-notice", { noticeId: id }, { key: `notice:${id}`, onlyIfAbsent: true });
    for (const { id } of deliveries) await enqueueDelivery(tx, id, { onlyIfAbsent: true });
    for (const { id } of undigested)
      await enqueueJob(tx, "take-seal-digest", { deactivationId: id }, { key: `digest:${id}`, onlyIfAbsent: true });
    for (const { id } of unprobed)
      await enqueueJob(tx, "probe-lockout", { deactivationId: id }, { key: `probe:${id}`, onlyIfAbsent: true });
    for (const { id } of uncompared)
      await enqueueJob(tx, "compare-return", { deactivationId: id }, { key: `compare:${id}`, onlyIfAbsent: true });
    // One that is being built is locked: the job finds that out and ends.
    for (const { id } of unbuilt) await enqueueJob(tx, "build-export", { exportId: id }, { key: `export:${id}`, onlyIfAbsent: true });
  });
  return letters.length + notices.length + deliveries.length + undigested.length + unprobed.length + uncompared.length + unbuilt.length;
}

/** Endpoint by endpoint along the index of what waits: however much piles up for one that is disabled, it is not walked. */
const findDeliveries = (db: Tx, before: Date): Promise<{ id: string }[]> => db.$queryRaw<{ id: string }[]>`
  SELECT d.id FROM console.signal_endpoint e CROSS JOIN LATERAL (
    SELECT w.id, w.created_at FROM console.signal_delivery w
    WHERE w.endpoint_id = e.id AND w.delivered_at IS NULL AND w.dead_at IS NULL AND w.created_at < ${before}
    ORDER BY w.created_at, w.id LIMIT ${AT_ONCE}) d
  WHERE e.disabled_at IS NULL ORDER BY d.created_at, d.id LIMIT ${AT_ONCE}`;
