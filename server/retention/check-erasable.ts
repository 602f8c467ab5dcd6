import { lockRequest } from "@/server/deletion/act-on-request";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { ERASE_CLASSES } from "./inventory";

const CLASSES = ERASE_CLASSES.map(({ name }) => name);

export type Erasable = { may: "yes" | "held" | "stopped"; now: Date };

/**
 * Asked before every batch, under the tenant's lock (H2, P3): is the request still being purged, are purges not stopped, and
 * is this class not held? The lock is kept until the transaction ends, so a hold placed meanwhile waits for this batch.
 * Throws the state's own refusal when the request is not in `purging`.
 */
export async function checkErasable(
  deps: Deps,
  tx: Tx,
  run: { requestId: string; tenantId: string },
  className: string,
): Promise<Erasable> {
  await lockRequest(tx, run.requestId);
  const now = await deps.clock.now(tx);
  const request = await tx.deletionRequest.findUniqueOrThrow({ where: { id: run.requestId }, select: { state: true } });
  if (request.state !== "purging") throw new Refusal(`not_from_${request.state}`);
  const [facts] = await tx.$queryRaw<{ stopped: boolean; held: boolean }[]>`
    SELECT console.purges_are_stopped() AS stopped, console.is_held(${run.tenantId}::uuid, ${className}, ${now}) AS held`;
  return { may: facts?.stopped !== false ? "stopped" : facts.held ? "held" : "yes", now };
}

/**
 * Asked before a purge is certified and again before it is written into the ledger: under the tenant's lock, is nothing of
 * it held and are purges not stopped? The word "purged" would be refused afterwards, and proofs are not taken back. Throws
 * `held` and `purges_stopped`.
 */
export async function checkFinishable(deps: Deps, tx: Tx, { requestId, tenantId }: { requestId: string; tenantId: string }): Promise<void> {
  await lockRequest(tx, requestId);
  const now = await deps.clock.now(tx);
  if (await checkStopped(tx)) throw new Refusal("purges_stopped");
  const [facts] = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM unnest(${CLASSES}::text[]) AS c (name) WHERE console.is_held(${tenantId}::uuid, c.name, ${now})) AS held`;
  if (facts?.held !== false) throw new Refusal("held");
}

/** The kill switch, as the database knows it. */
export async function checkStopped(db: Tx): Promise<boolean> {
  const [row] = await db.$queryRaw<{ stopped: boolean }[]>`SELECT console.purges_are_stopped() AS stopped`;
  return row?.stopped !== false;
}
