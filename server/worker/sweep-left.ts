import { COMPARISON_VALID_MS } from "@/server/deletion/comparison";
import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { enqueueDelivery } from "@/server/signal/enqueue-delivery";

const AT_ONCE = 500;

/**
 * Queues again what a killed worker left lying: letters not examined, notices and signals not sent, deactivations without
 * digest or receipts, returns not compared or not lately. The rows are the truth, the queue only a way to hurry; a job for something done meanwhile does nothing.
 */
export async function sweepLeft(deps: Deps): Promise<number> {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const before = later(now, -MINUTE_MS);
  const [letters, notices, deliveries, undigested, unprobed, uncompared] = await Promise.all([
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
    db.signalDelivery.findMany({
      where: { deliveredAt: null, deadAt: null, createdAt: { lt: before }, endpoint: { disabledAt: null } },
      orderBy: { createdAt: "asc" },
      take: AT_ONCE,
      select: { id: true },
    }),
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
        request: { state: "retained", returnRequests: { some: { endedAt: null } } },
        OR: [
          { comparison: null },
          { comparison: { finishedAt: null, startedAt: { lt: before } } },
          { comparison: { finishedAt: { lt: later(now, -COMPARISON_VALID_MS) } } },
        ],
      },
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
  });
  return letters.length + notices.length + deliveries.length + undigested.length + unprobed.length + uncompared.length;
}
