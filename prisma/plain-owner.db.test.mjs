import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres } from "../server/local/postgres.mjs";
import { deploy } from "./deploy.mjs";

// A cluster of its own: roles belong to the whole cluster, and here they must not exist yet.
const home = mkdtempSync(path.join(os.tmpdir(), "callmissed-plain-"));
let server;

beforeAll(async () => {
  server = await startPostgres({ folder: path.join(home, "pg"), fast: true });
  await query(server.url("postgres"), "CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD 'owner'");
  await query(server.url("postgres"), "CREATE DATABASE plain OWNER plain_owner");
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

function as(user, password, role) {
  const url = new URL(server.url("plain"));
  Object.assign(url, { username: user, password });
  if (role) url.searchParams.set("options", `-c role=${role}`);
  return url.toString();
}

async function query(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

it("an owner who is no superuser deploys, and a login that is only a member of the roles works as them and as nothing else", async () => {
  expect((await deploy({ url: as("plain_owner", "owner") })).length).toBeGreaterThan(3);
  await query(as("plain_owner", "owner"), "CREATE ROLE app_login LOGIN PASSWORD 'app'");
  await query(
    as("plain_owner", "owner"),
    "GRANT callmissed_console, callmissed_purge, callmissed_queue TO app_login WITH SET TRUE, INHERIT FALSE",
  );
  expect(
    await query(
      as("app_login", "app", "callmissed_console"),
      "SELECT current_user AS works_as, count(*)::int AS seen FROM console.deletion_request",
    ),
  ).toEqual([{ works_as: "callmissed_console", seen: 0 }]);
  await expect(query(as("app_login", "app"), "SELECT 1 FROM console.deletion_request")).rejects.toThrow(/permission denied/);
  await expect(query(as("app_login", "app", "callmissed_console"), "SET session_replication_role = replica")).rejects.toThrow(
    /permission denied/,
  );
  await expect(query(as("app_login", "app", "callmissed_purge"), "ALTER TABLE platform.message DISABLE TRIGGER ALL")).rejects.toThrow(
    /must be owner/,
  );
});
