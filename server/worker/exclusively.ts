import type { PoolClient } from "pg";

/**
 * Runs `work` while holding a lock of the database session; false when another worker has it. PostgreSQL gives it back the
 * moment the holder's connection ends, so a killed worker blocks nobody.
 */
export async function exclusively(client: PoolClient, key: string, work: () => Promise<unknown>): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked", [key]);
  if (!rows[0]?.locked) return false;
  try {
    await work();
    return true;
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]);
  }
}

/** The same for one of `places` locks under the key; false when all of them are taken. */
export async function inOnePlace(client: PoolClient, key: string, places: number, work: () => Promise<unknown>): Promise<boolean> {
  for (let place = 0; place < places; place += 1) if (await exclusively(client, `${key}#${place}`, work)) return true;
  return false;
}
