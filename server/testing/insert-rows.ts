import type pg from "pg";

type Value = string | number | boolean | null | readonly string[] | object;
/** A row as the database names it. The database itself checks names, types and constraints; a second description would drift. */
export type Row = Record<string, Value>;

/** Inserts many rows with one statement; columns that the first row does not name take their default. */
export async function insertRows(client: pg.ClientBase | pg.Pool, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(", ");
  if (columns === "") return;
  await client.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`, [
    JSON.stringify(rows),
  ]);
}
