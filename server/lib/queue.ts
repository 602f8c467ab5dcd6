import type { Tx } from "./db";

/** Puts a job into the queue inside the caller's transaction: it exists exactly if the transaction commits. Ids only. A sweep
 * asks with `onlyIfAbsent`, so that a job which waits for its next try keeps its back-off. */
export async function enqueueJob(
  tx: Tx,
  task: string,
  payload: Record<string, string>,
  options: { key?: string; runAt?: Date; onlyIfAbsent?: true } = {},
): Promise<void> {
  await tx.$executeRaw`SELECT console.enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null}, ${options.onlyIfAbsent ?? false})`;
}
