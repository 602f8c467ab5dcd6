import type { Db, Tx } from "@/server/lib/db";
import type { TableDigest } from "./digest";

/** Names the tables that a tenant's fingerprint is made of, in their fixed order. */
export async function readSealedTables(db: Db | Tx): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`SELECT name FROM platform.sealed_tables() name`;
  return rows.map((row) => row.name);
}

/** Fingerprints one table of a tenant. Only the hash leaves the database; the content stays out of the console's reach (L4). */
export async function readDigest(db: Db | Tx, tenantId: string, tableName: string): Promise<TableDigest> {
  const rows = await db.$queryRaw<{ rows: bigint; digest: string }[]>`
    SELECT rows, digest FROM platform.digest_table(${tenantId}::uuid, ${tableName})`;
  const [row] = rows;
  if (!row) throw new Error(`${tableName} was not fingerprinted`);
  return { tableName, rows: Number(row.rows), digest: row.digest };
}
