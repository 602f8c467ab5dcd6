import type { PoolClient } from "pg";
import { exclusively, inOnePlace } from "./exclusively";

/** How long a job waits that found all its places taken. It holds nothing meanwhile, no slot of a worker either. */
export const COMES_BACK_MS = 10_000;

type Limited = { name: string; exclusiveBy?: string; atMost?: number };
type Means = {
  withClient: (work: (client: PoolClient) => Promise<void>) => Promise<void>;
  /** Puts the same job into the queue again, for later. */
  putBack: (afterMs: number) => Promise<unknown>;
};

/**
 * Runs a job's work as its definition allows: never twice at once for a subject (the second one ends, the first does it all), and not
 * more of it than `atMost` over all workers (one too many comes back by itself). Both by locks that end with their holder.
 */
export async function runLimited(
  { name, exclusiveBy, atMost }: Limited,
  payload: Record<string, string>,
  { withClient, putBack }: Means,
  work: () => Promise<unknown>,
): Promise<void> {
  if (!exclusiveBy && !atMost) return void (await work());
  await withClient(async (client) => {
    const placed = async () => {
      if (!atMost) return void (await work());
      if (!(await inOnePlace(client, name, atMost, work))) await putBack(COMES_BACK_MS);
    };
    if (!exclusiveBy) return placed();
    await exclusively(client, `${name}:${payload[exclusiveBy] ?? ""}`, placed);
  });
}
