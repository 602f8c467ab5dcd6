import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

// The runner reads the migrations beside it, so it is tried out as a copy with migrations of the test's own.
mkdirSync(".data", { recursive: true });
const home = mkdtempSync(path.resolve(".data/deploy-"));
const { server } = inject("postgres");
const url = `${server}deploy_${process.pid}`;
let deploy;

beforeAll(async () => {
  mkdirSync(path.join(home, "server"));
  symlinkSync(path.resolve("server/local"), path.join(home, "server/local"));
  mkdirSync(path.join(home, "prisma"));
  cpSync("prisma/deploy.mjs", path.join(home, "prisma/deploy.mjs"));
  ({ deploy } = await import(path.join(home, "prisma/deploy.mjs")));
});
afterAll(async () => {
  await query(`DROP DATABASE IF EXISTS deploy_${process.pid} WITH (FORCE)`, `${server}postgres`);
  rmSync(home, { recursive: true });
});

function write(name, sql) {
  mkdirSync(path.join(home, "prisma/migrations", name), { recursive: true });
  writeFileSync(path.join(home, "prisma/migrations", name, "migration.sql"), sql);
}

async function query(sql, where = url) {
  const client = new pg.Client({ connectionString: where });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

describe("bringing a database up to date", () => {
  it("creates the database, applies what is pending in order, once, and installs the queue as its role", async () => {
    write(
      "1_roles",
      "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO callmissed_queue', current_database()); END $$; -- no newline",
    );
    write("2_table", "CREATE TABLE kept (id int);");
    expect(await deploy({ url })).toEqual(["1_roles", "2_table"]);
    expect(await deploy({ url })).toEqual([]);
    expect(await query("SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = 'graphile_worker'")).toEqual([
      { owner: "callmissed_queue" },
    ]);
  });

  it("does a migration once when two start at the same time", async () => {
    write("3_row", "INSERT INTO kept VALUES (1);");
    const done = await Promise.all([deploy({ url }), deploy({ url })]);
    expect(done.flat()).toEqual(["3_row"]);
    expect(await query("SELECT count(*)::int AS rows FROM kept")).toEqual([{ rows: 1 }]);
  });

  it("runs again what was interrupted", async () => {
    write("4_interrupted", "INSERT INTO kept VALUES (2);");
    await query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('cut', 'x', '4_interrupted')");
    expect(await deploy({ url })).toEqual(["4_interrupted"]);
  });

  it("keeps nothing of a failed migration, says where it failed, and refuses to go on until it is resolved", async () => {
    write("5_bad", "CREATE TABLE half (id int);\nSELECT nothing FROM half;");
    await expect(deploy({ url })).rejects.toThrow('The migration 5_bad failed: column "nothing" does not exist (line 2)');
    await expect(deploy({ url })).rejects.toThrow(/5_bad failed on .*"nothing"/);
    expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  });

  it.each([
    ["a wrong password", (u) => u.replace(/:[^:@/]+@/, ":wrong@"), /refuses the account "postgres"/],
    ["no server", (u) => u.replace(/@.*\//, "@127.0.0.1:1/"), /No PostgreSQL answers at 127.0.0.1:1/],
  ])("says in a sentence what is wrong: %s", async (_what, change, sentence) => {
    await expect(deploy({ url: change(url) })).rejects.toThrow(sentence);
  });
});
