import { createHash } from "node:crypto";
import { cp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { openFolderStore } from "@/server/lib/folder-store.adapter";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import { testWorld, type World } from "@/server/testing/world";
import { type ContentPlace, openContent } from "./content-cipher";
import { openFile } from "./file-cipher";
import { openKeyFile, readKeyFile } from "./key-file.adapter";
import { readWrapped } from "./master-key";
import { openKeyRing } from "./open-key-ring";
import { ensureTenantKey, hasTenantKey, listTenantKeys } from "./tenant-keys";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

/** What a thief of a backup has: the database as it was, and the objects as they were. */
interface Backup {
  pool: pg.Pool;
  files: string;
  drop: () => Promise<void>;
}

/** A copy of all files of the database, and of the store of objects. */
async function takeBackup(): Promise<Backup> {
  const url = new URL(world.database.url);
  const source = url.pathname.slice(1);
  const name = `${source}_backup`;
  const asAdmin = async (...statements: string[]) => {
    const admin = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: "/postgres" }).href });
    await admin.connect();
    for (const statement of statements) await admin.query(statement);
    await admin.end();
  };
  // Nobody may be connected while it is copied; the pools connect again by themselves.
  await asAdmin(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`,
    `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`,
  );
  const files = `${world.filesDir}-backup`;
  await cp(world.filesDir, files, { recursive: true });
  const pool = new pg.Pool({ connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href, max: 2 });
  const drop = async () => {
    await pool.end();
    await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { pool, files, drop };
}

type Sealed = { what: string; open: (key: Buffer) => Promise<string> };

/** Every encrypted column of the platform, read from the database's own list, and every object; of one tenant. */
async function everythingSealed({ pool, files }: Backup, tenantId: string): Promise<Sealed[]> {
  const { rows: columns } = await pool.query<{ table: ContentPlace["table"]; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'platform' AND data_type = 'bytea' ORDER BY 1, 2`,
  );
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual([
    "bot.system_prompt_ciphertext",
    "message.body_ciphertext",
    "transcript.body_ciphertext",
  ]);
  const sealed: Sealed[] = [];
  for (const { table, column } of columns) {
    const { rows } = await pool.query(`SELECT id, ${column} AS sealed FROM platform.${table} WHERE tenant_id = $1`, [tenantId]);
    const name = column.replace("_ciphertext", "") as ContentPlace["column"];
    for (const row of rows)
      sealed.push({
        what: `${table} ${row.id}`,
        open: async (key) => openContent(key, { tenantId, table, column: name, rowId: row.id }, row.sealed),
      });
  }
  const store = openFolderStore(files);
  for await (const { key: objectKey } of store.list(`${tenantId}/`)) {
    const data = (await store.get(objectKey))?.data ?? Buffer.alloc(0);
    sealed.push({ what: objectKey, open: async (key) => (await openFile(key, { tenantId, objectKey }, data)).toString() });
  }
  return sealed;
}

/** Every key that anybody could make of what exists outside the backup now: stores, key files, settings. */
async function everyKeyThereIs(tenantId: string): Promise<Buffer[]> {
  const { KEYS_STORE, MASTER_KEY_FILE, SIGNING_KEY_FILE, LEDGER_STORE } = env();
  const keys: Buffer[] = Object.values(readKeyFile(MASTER_KEY_FILE).keys).map((text) => Buffer.from(text, "base64"));
  const master = openKeyFile(MASTER_KEY_FILE);
  // Every wrapped key, opened for its own tenant, and tried as if it were this tenant's.
  const ring = openKeyRing();
  for await (const owner of listTenantKeys(ring)) keys.push(await ensureTenantKey(ring, owner));
  for (const file of await filesBelow(KEYS_STORE)) {
    const wrapped = readWrapped(await readFile(file));
    for (const context of [tenantId, "check", ""])
      await master.unwrap(wrapped, context).then(
        (key) => keys.push(key),
        () => {},
      );
  }
  const secrets = [SIGNING_KEY_FILE, MASTER_KEY_FILE, ...(await filesBelow(KEYS_STORE)), ...(await filesBelow(LEDGER_STORE))];
  const texts = [...(await Promise.all(secrets.map((file) => readFile(file, "utf8")))), ...Object.values(env()).map(String), tenantId];
  for (const text of texts) {
    keys.push(createHash("sha256").update(text).digest());
    for (const word of text.match(/[A-Za-z0-9+/_=-]{40,}/g) ?? []) {
      const bytes = Buffer.from(word, "base64");
      for (let at = 0; at + 32 <= bytes.length; at += 1) keys.push(bytes.subarray(at, at + 32));
    }
  }
  return keys;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What of it opens with any of these keys. */
async function opened(sealed: readonly Sealed[], keys: readonly Buffer[]): Promise<string[]> {
  const open: string[] = [];
  for (const { what, open: tryKey } of sealed)
    for (const key of keys)
      if (
        await tryKey(key).then(
          () => true,
          () => false,
        )
      ) {
        open.push(what);
        break;
      }
  return open;
}

describe("a backup from before the purge", () => {
  // proves: D3.10
  test("opens with nothing that exists after it, though every word and file of it did the moment before; the neighbour's still opens", async () => {
    const neighbour = await world.given.tenant({ name: "Initech" });
    await world.given.oneRowInEveryTable(neighbour);
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30, isFilled: true });
    const backup = await takeBackup();
    try {
      const sealed = await everythingSealed(backup, tenant.id);
      const neighbours = await everythingSealed(backup, neighbour.id);
      const names = sealed.map(({ what }) => what);
      expect(names.length).toBeGreaterThanOrEqual(5);
      // The control: the very same attempt succeeds while the tenant has its key.
      expect(await opened(sealed, await everyKeyThereIs(tenant.id))).toEqual(names);

      await beginPurge(world.purge, request.id);
      await purgeTenant(world.purge, request.id);

      expect(await hasTenantKey(openKeyRing(), tenant.id)).toBe(false);
      const keys = await everyKeyThereIs(tenant.id);
      expect(keys.length).toBeGreaterThan(50);
      expect(await opened(sealed, keys)).toEqual([]);
      expect(await opened(neighbours, keys)).toEqual(neighbours.map(({ what }) => what));
    } finally {
      await backup.drop();
    }
  });

  // proves: D3.9
  test("holds no word of the tenant in plain text, neither in the rows nor in the files", async () => {
    const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 3, isFilled: true });
    const { rows } = await world.database.ownerPool.query(
      "SELECT body_ciphertext AS sealed FROM platform.message WHERE tenant_id = $1 UNION ALL SELECT body_ciphertext FROM platform.transcript WHERE tenant_id = $1 UNION ALL SELECT system_prompt_ciphertext FROM platform.bot WHERE tenant_id = $1",
      [tenant.id],
    );
    const files = await Promise.all((await filesBelow(path.join(world.filesDir, tenant.id))).map((file) => readFile(file)));
    expect(rows.length).toBeGreaterThan(2);
    expect(files.length).toBeGreaterThan(1);
    for (const bytes of [...rows.map(({ sealed }) => sealed as Buffer), ...files])
      for (const word of ["Namaste", "You help", "OggS", "Opening hours"]) expect(bytes.includes(word)).toBe(false);
  });
});
