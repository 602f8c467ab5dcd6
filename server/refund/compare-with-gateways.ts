import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { logger } from "@/server/lib/logger";
import { compareOrder } from "./compare-order";
import { gatherOrders, type Stretch } from "./gather-orders";
import type { RefundDeps } from "./open-refund-deps";

/** Orders are compared while a refund of theirs moved in these last days: banks send money back within weeks, not months. */
export const COMPARED_DAYS = 60;
/** A run ends after this long, wherever it is; the next one goes on there. */
export const COMPARED_AT_MOST_MS = HOUR_MS;
const PAGE = 100;
/** Orders that gateways are asked about at the same time. */
const AT_ONCE = 4;

type Compared = { orders: number; refunds: number; unread: number };

/**
 * The daily report (R4): every order with refunds that moved lately, or with a difference that is still open, is compared with
 * its gateway's list. One order that cannot be asked about is counted and does not stop the others. Out of time, it counts what it
 * did not come to as unread, and the next run begins there. Leaves a row that says what was looked at. One at a time: the job sees to it.
 */
export async function compareWithGateways(deps: RefundDeps): Promise<{ orders: number; unread: number; differences: number }> {
  const { db, clock } = deps;
  const startedAt = await clock.now(db);
  const resumeFrom = await stoppedAfter(db);
  const { id } = await db.refundComparison.create({ data: { id: newId(), startedAt }, select: { id: true } });
  const since = later(startedAt, -COMPARED_DAYS * DAY_MS);
  const isOver = async () => (await clock.now(db)) >= later(startedAt, COMPARED_AT_MOST_MS);
  // From where the last run stopped to the end, and round to where it began.
  const stretches: Stretch[] = [{ after: resumeFrom, upTo: null }, ...(resumeFrom ? [{ after: null, upTo: resumeFrom }] : [])];
  const compared: Compared = { orders: 0, refunds: 0, unread: 0 };
  let resumeAfter: string | null = null;
  for (const [index, stretch] of stretches.entries()) {
    const stopped = await compareStretch(deps, since, stretch, compared, isOver);
    if (!stopped) continue;
    resumeAfter = stopped.after;
    for (const rest of [stopped, ...stretches.slice(index + 1)]) compared.unread += await countOrders(db, since, rest);
    break;
  }
  const differences = await db.refundDifference.count({ where: { endedAt: null } });
  const finishedAt = await clock.now(db);
  await db.refundComparison.update({ where: { id }, data: { finishedAt, ...compared, differences, resumeAfter }, select: { id: true } });
  const { orders, unread } = compared;
  if (unread > 0) logger.error({ orders, unread }, "orders were left out of the daily comparison with the gateways");
  return { orders, unread, differences };
}

/** Compares order after order, some at once. Answers with what is left of the stretch when the time was over first; else null. */
async function compareStretch(deps: RefundDeps, since: Date, stretch: Stretch, compared: Compared, isOver: () => Promise<boolean>) {
  let { after } = stretch;
  for (;;) {
    const page = await gatherOrders(deps.db, since, { ...stretch, after }, PAGE);
    for (let first = 0; first < page.length; first += AT_ONCE) {
      if (await isOver()) return { ...stretch, after };
      const some = page.slice(first, first + AT_ONCE);
      for (const refunds of await Promise.all(some.map((order) => tryCompare(deps, order)))) {
        compared.orders += 1;
        compared.refunds += refunds ?? 0;
        compared.unread += refunds === null ? 1 : 0;
      }
      after = some.at(-1)?.id ?? after;
    }
    if (page.length < PAGE) return null;
  }
}

async function tryCompare(deps: RefundDeps, order: Awaited<ReturnType<typeof gatherOrders>>[number]): Promise<number | null> {
  const { orderId, gateway } = order;
  if (!orderId || !gateway) return 0; // erased meanwhile
  try {
    return await compareOrder(deps, { ...order, orderId, gateway });
  } catch (error) {
    logger.error({ err: error, purchaseId: order.id }, "an order could not be compared with its gateway");
    return null;
  }
}

/** Where the last finished run stopped, out of time; null when it came round. */
async function stoppedAfter(db: Tx): Promise<string | null> {
  const last = await db.refundComparison.findFirst({
    where: { finishedAt: { not: null } },
    orderBy: { startedAt: "desc" },
    select: { resumeAfter: true },
  });
  return last?.resumeAfter ?? null;
}

async function countOrders(db: Tx, since: Date, stretch: Stretch): Promise<number> {
  let count = 0;
  for (let { after } = stretch; ; ) {
    const page = await gatherOrders(db, since, { ...stretch, after }, 5_000);
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < 5_000) return count;
    after = last.id;
  }
}
