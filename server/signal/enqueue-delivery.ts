import type { Tx } from "@/server/lib/db";
import { enqueueJob } from "@/server/lib/queue";

/** Queues the next try of one delivery, in the caller's transaction. One job per delivery: a later call replaces an earlier one that has not begun. */
export const enqueueDelivery = (tx: Tx, deliveryId: string, options: { runAt?: Date; onlyIfAbsent?: true } = {}): Promise<void> =>
  enqueueJob(tx, "deliver-signal", { deliveryId }, { key: `signal:${deliveryId}`, ...options });
