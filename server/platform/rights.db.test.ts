import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** What a role may do to the rows of a table, whole or by single columns. */
const writesOf = async (role: string, table: string): Promise<string[]> => {
  const [may] = await sql(
    `SELECT has_any_column_privilege($1, $2, 'INSERT') AS insert, has_any_column_privilege($1, $2, 'UPDATE') AS update,
       has_table_privilege($1, $2, 'DELETE') AS delete, has_table_privilege($1, $2, 'TRUNCATE') AS truncate`,
    [role, table],
  );
  return Object.entries(may ?? {}).flatMap(([verb, is]) => (is ? [verb] : []));
};

test.each(["legal_hold", "approval", "purge_stop", "operator"])("the role that deletes cannot write %s", async (table) => {
  expect(await writesOf("callmissed_purge", `console.${table}`)).toEqual([]);
  // The right is there to be had: whoever works at the console has it.
  expect(await writesOf("callmissed_console", `console.${table}`)).toContain("update");
});

test("the console's role can delete nothing, anywhere", async () => {
  const tables = await sql(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('console', 'platform')",
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const writes = await writesOf("callmissed_console", name);
    expect(writes.includes("delete") || writes.includes("truncate"), name).toBe(false);
  }
});

test("what works with another's rights is asked by name only", async () => {
  const open = await sql(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname IN ('console', 'platform') AND p.prosecdef AND has_function_privilege('public', p.oid, 'EXECUTE')`,
  );
  expect(open).toEqual([]);
});

test("the replay may count on in the book, and in no other table", async () => {
  const counters = await sql(
    `SELECT s.sequencename AS name FROM pg_sequences s
     WHERE s.schemaname = 'console' AND has_sequence_privilege('callmissed_replay', format('%I.%I', s.schemaname, s.sequencename), 'USAGE')`,
  );
  expect(counters).toEqual([{ name: "audit_event_id_seq" }]);
});

test("what a stop said stands, and an ended stop stays ended", async () => {
  const id = randomUUID();
  await sql("INSERT INTO console.purge_stop (id, stopped_at, stopped_by, because) VALUES ($1, now(), gen_random_uuid(), 'exercise')", [id]);
  for (const change of ["stopped_at = now() - interval '1 day'", "stopped_by = gen_random_uuid()", "because = 'order_expected'"])
    await expect(sql(`UPDATE console.purge_stop SET ${change} WHERE id = $1`, [id]), change).rejects.toMatchObject({ code: "CM004" });
  await sql("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid() WHERE id = $1", [id]);
  await expect(sql("UPDATE console.purge_stop SET resumed_at = NULL, resumed_by = NULL WHERE id = $1", [id])).rejects.toMatchObject({
    code: "CM004",
  });
});
