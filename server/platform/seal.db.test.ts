import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const TABLES = [
  "api_key", "bot", "conversation", "credit_entry", "knowledge_file", "member_session", "message", "purchase", "recording",
  "team_member", "tenant", "transcript", "usage_record", "webhook_endpoint",
]; // biome-ignore format: one line per alphabet is easier to compare

/** Runs SQL as a database role, for one tenant, in one transaction. */
async function as(
  role: string,
  tenantId: string | null,
  sql: string,
): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }> {
  const client = await world.database.ownerPool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL ROLE ${role}`);
    if (tenantId) await client.query("SELECT set_config('callmissed.tenant_id', $1, true)", [tenantId]);
    return await client.query(sql);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
const tenantColumn = (table: string) => (table === "tenant" ? "id" : "tenant_id");

test("these are all the tables that the platform has", async () => {
  const { rows } = await world.database.ownerPool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'platform' ORDER BY 1");
  expect(rows.map((row) => row.tablename)).toEqual(TABLES);
});

describe("the platform's role", () => {
  // proves: D3.9
  test("sees every row of its own tenant and not one of the neighbour's, in every table", async () => {
    const [mine, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    for (const tenant of [mine, neighbour]) await world.given.oneRowInEveryTable(tenant);
    for (const table of TABLES) {
      const { rows } = await as("callmissed_platform", mine.id, `SELECT DISTINCT ${tenantColumn(table)} AS tenant FROM platform.${table}`);
      expect(rows, table).toEqual([{ tenant: mine.id }]);
    }
  });
  test("sees nothing at all without naming a tenant", async () => {
    for (const table of TABLES) expect((await as("callmissed_platform", null, `SELECT 1 FROM platform.${table}`)).rowCount, table).toBe(0);
  });
  // proves: D3.9
  test("changes and deletes nothing of the neighbour, in any table", async () => {
    const [mine, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    await world.given.oneRowInEveryTable(neighbour);
    for (const table of TABLES) {
      const column = tenantColumn(table);
      const where = `WHERE ${column} = '${neighbour.id}'`;
      expect(
        (await as("callmissed_platform", mine.id, `UPDATE platform.${table} SET ${column} = ${column} ${where}`)).rowCount,
        table,
      ).toBe(0);
      expect((await as("callmissed_platform", mine.id, `DELETE FROM platform.${table} ${where}`)).rowCount, table).toBe(0);
    }
  });
  test("cannot write a row under another tenant's name", async () => {
    const [mine, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    const insert = `INSERT INTO platform.webhook_endpoint (tenant_id, id, url, is_active, created_at) VALUES ('${neighbour.id}', gen_random_uuid(), 'https://x.example', true, now())`;
    await expect(as("callmissed_platform", mine.id, insert)).rejects.toThrow(/row-level security/);
  });
  // proves: D3.8
  test("sees no row of its own tenant while that tenant is sealed", async () => {
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    for (const table of TABLES)
      expect((await as("callmissed_platform", tenant.id, `SELECT 1 FROM platform.${table}`)).rowCount, table).toBe(0);
  });
  test("reads nothing of what the console knows", async () => {
    await expect(as("callmissed_platform", null, "SELECT 1 FROM console.deletion_request")).rejects.toThrow(/permission denied/);
  });
});

describe("the seal refuses raw SQL, whoever writes", () => {
  // proves: D3.8
  test.each(TABLES)("an update and a delete of a sealed tenant's %s by the database's owner are refused", async (table) => {
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    const column = tenantColumn(table);
    for (const sql of [
      `UPDATE platform.${table} SET ${column} = ${column} WHERE ${column} = $1`,
      `DELETE FROM platform.${table} WHERE ${column} = $1`,
    ]) {
      await expect(world.database.ownerPool.query(sql, [tenant.id]), sql).rejects.toMatchObject({
        code: expect.stringMatching(/CM001|23503|23001/),
      });
    }
    // A foreign key may refuse a delete before the seal is asked; a plain update only the seal can refuse.
    await expect(
      world.database.ownerPool.query(`UPDATE platform.${table} SET ${column} = ${column} WHERE ${column} = $1`, [tenant.id]),
    ).rejects.toMatchObject({ code: "CM001" });
  });
  test("an insert for a sealed tenant is refused", async () => {
    const { tenant } = await world.given.tenantInRetention();
    await expect(world.given.bot({ tenant })).rejects.toMatchObject({ code: "CM001" });
  });
  test("one sealed tenant among many in a single statement refuses the whole statement", async () => {
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    const free = await world.given.tenant();
    await world.given.oneRowInEveryTable(free);
    await expect(
      world.database.ownerPool.query("UPDATE platform.bot SET name = 'x' WHERE tenant_id = ANY($1)", [[tenant.id, free.id]]),
    ).rejects.toMatchObject({ code: "CM001" });
  });
  test("tables of the platform cannot be truncated", async () => {
    await expect(world.database.ownerPool.query("TRUNCATE platform.message CASCADE")).rejects.toMatchObject({ code: "CM001" });
  });
  test("a write that looks at an old snapshot is refused", async () => {
    const tenant = await world.given.tenant();
    const client = await world.database.ownerPool.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
      await expect(client.query("UPDATE platform.tenant SET name = name WHERE id = $1", [tenant.id])).rejects.toMatchObject({
        code: "CM003",
      });
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
  test("a write that began before the seal waits for it and is then refused", async () => {
    const request = await world.given.verifiedRequest();
    const closer = await world.database.ownerPool.connect();
    try {
      await closer.query("BEGIN");
      await closer.query("SELECT platform.lock_tenant($1)", [request.tenant.id]);
      await closer.query(
        "INSERT INTO console.deactivation (id, tenant_id, request_id, deactivated_at, purge_due_at, keys_revoked, sessions_ended) VALUES (gen_random_uuid(), $1, $2, now(), now() + interval '720 hours', 0, 0)",
        [request.tenant.id, request.id],
      );
      const write = world.given.bot({ tenant: request.tenant }).then(
        () => "written",
        (error) => error.code,
      );
      await closer.query("COMMIT");
      expect(await write).toBe("CM001");
    } finally {
      closer.release();
    }
  });
});

describe("the console's role", () => {
  test.each([
    ["platform.message", "body_ciphertext"],
    ["platform.transcript", "body_ciphertext"],
    ["platform.bot", "system_prompt_ciphertext"],
    ["platform.bot", "settings"],
    ["platform.conversation", "contact_phone"],
    ["platform.recording", "object_key"],
    ["platform.knowledge_file", "file_name"],
  ])("cannot read %s.%s", async (table, column) => {
    await expect(as("callmissed_console", null, `SELECT ${column} FROM ${table} LIMIT 1`)).rejects.toThrow(/permission denied/);
  });
  test.each(TABLES)("cannot delete from platform.%s", async (table) => {
    await expect(as("callmissed_console", null, `DELETE FROM platform.${table}`)).rejects.toThrow(/permission denied/);
  });
  test("cannot change or remove what stands in the visitors' book", async () => {
    await expect(as("callmissed_console", null, "UPDATE console.audit_event SET type = 'x'")).rejects.toThrow(/permission denied/);
    await expect(as("callmissed_console", null, "DELETE FROM console.audit_event")).rejects.toThrow(/permission denied/);
  });
});

describe("the purge's role", () => {
  test("deletes nothing of a tenant that is not being purged, even when told to delete everything", async () => {
    const free = await world.given.tenant();
    const { tenant: retained } = await world.given.tenantInRetention({ isFilled: true });
    await world.given.oneRowInEveryTable(free);
    for (const table of TABLES) expect((await as("callmissed_purge", null, `DELETE FROM platform.${table}`)).rowCount, table).toBe(0);
    const { rows } = await world.database.ownerPool.query("SELECT count(*)::int AS left FROM platform.message WHERE tenant_id = ANY($1)", [
      [free.id, retained.id],
    ]);
    expect(rows[0].left).toBe(2);
  });
  test("cannot write content", async () => {
    await expect(as("callmissed_purge", null, "UPDATE platform.message SET body_ciphertext = ''")).rejects.toThrow(/permission denied/);
  });
});
