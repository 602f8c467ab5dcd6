import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { Refusal } from "@/server/lib/refusal";
import { lockRequest } from "./act-on-request";
import { gatherFacts } from "./gather-facts";

/** Queues the comparison of a sealed tenant with what it was, in the caller's transaction. One that waits already is enough. */
export const enqueueComparison = (tx: Tx, deactivationId: string): Promise<void> =>
  enqueueJob(tx, "compare-return", { deactivationId }, { key: `compare:${deactivationId}`, onlyIfAbsent: true });

/**
 * An agent wants the comparison before a return taken again, because it is old or found a difference that was explained.
 * Throws `return_not_asked` when nobody waits to come back; one that is running is left to finish.
 */
export async function askComparison(deps: Deps, requestId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await lockRequest(tx, requestId);
    const now = await deps.clock.now(tx);
    const { request, facts } = await gatherFacts(tx, requestId, now);
    if (!(facts.comingBack || facts.returnOrder) || !request.deactivation || facts.state !== "retained")
      throw new Refusal("return_not_asked");
    // What was found before counts no more; the job sees an unfinished comparison and begins.
    if (facts.comparison !== "running" && facts.comparison !== "missing")
      await tx.returnComparison.update({
        where: { deactivationId: request.deactivation.id },
        data: { startedAt: now, tablesDone: 0, rows: 0n, finishedAt: null, differsIn: null },
        select: { deactivationId: true },
      });
    await enqueueComparison(tx, request.deactivation.id);
  });
}
