import type { Db, Tx } from "@/server/lib/db";
import type { TableDigest } from "./digest";

/** Fingerprints everything a tenant has. Only the hash leaves the database; the content stays out of the console's reach (L4). */
export async function readDigest(db: Db | Tx, tenantId: string): Promise<TableDigest[]> {
  const rows = await db.$queryRaw<{ tableName: string; rows: bigint; digest: string }[]>`
    SELECT table_name AS "tableName", rows, digest FROM platform.digest_tenant(${tenantId}::uuid)`;
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}
