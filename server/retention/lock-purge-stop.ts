import type { Tx } from "@/server/lib/db";
import { Refusal } from "@/server/lib/refusal";

/** Takes the lock of the stop that stands. Throws `purges_not_stopped` when purges run, or when it is another stop than the screen showed. */
export async function lockPurgeStop(tx: Tx, stopId: string | null) {
  await tx.$queryRaw`SELECT 1 FROM console.purge_stop WHERE resumed_at IS NULL FOR UPDATE`;
  const stop = await tx.purgeStop.findFirst({ where: { resumedAt: null } });
  if (!stop || (stopId !== null && stop.id !== stopId)) throw new Refusal("purges_not_stopped");
  return stop;
}
