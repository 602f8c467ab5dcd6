/** A fingerprint of one table of one tenant: how many rows, and a hash over all of them in key order (L5). */
export type TableDigest = { tableName: string; rows: number; digest: string };

/** Names the first table in which two fingerprints of a tenant differ, or that only one of them has; null when they are equal. */
export function firstDifference(before: TableDigest[], after: TableDigest[]): string | null {
  const known = new Map(before.map((table) => [table.tableName, table]));
  for (const table of after) {
    const old = known.get(table.tableName);
    if (!old || old.rows !== table.rows || old.digest !== table.digest) return table.tableName;
    known.delete(table.tableName);
  }
  return [...known.keys()][0] ?? null;
}
