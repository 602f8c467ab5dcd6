import type { Tx } from "@/server/lib/db";
import { enqueueJob } from "@/server/lib/queue";
import { jobKey } from "./asking";

/** Has the gateway asked about a refund at once, in the caller's transaction; also about one that is settled here. */
export async function askSoon(tx: Tx, refundId: string, now: Date): Promise<void> {
  await tx.refund.update({ where: { id: refundId }, data: { nextAskAt: now }, select: { id: true } });
  await enqueueJob(tx, "pay-out-refund", { refundId }, { key: jobKey(refundId) });
}
