import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storageEnv } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { newSecret, openSecret, sealedBy, sealSecret } from "@/server/signal/endpoint-secret";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { openContent } from "./content-cipher";
import { openKeyFile, readKeyFile } from "./key-file.adapter";
import { readWrapped } from "./master-key";
import { openKeyRing } from "./open-key-ring";
import { rewrapTenantKeys } from "./rewrap-tenant-keys";
import { addCurrentMasterKey, retireMasterKeys, rotateMasterKey } from "./rotate-master-key";
import { destroyTenantKey, ensureTenantKey, hasTenantKey, type KeyRing, keyPlace, listTenantKeys, openTenantKey } from "./tenant-keys";

let world: World;
let settings: ReturnType<typeof storageEnv>;
beforeAll(async () => {
  world = await testWorld();
  settings = { ...storageEnv(), DATABASE_URL: world.database.url };
});
afterAll(() => world.end());

const said: string[] = [];
const tell = (line: string) => void said.push(line);
beforeEach(() => void said.splice(0));

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const ring = () => openKeyRing(settings);
const currentId = () => readKeyFile(settings.MASTER_KEY_FILE).current;
const wrappedWith = async (tenantId: string) => {
  const object = await ring().store.get(keyPlace(tenantId));
  return object && readWrapped(object.data).masterKeyId;
};
const allWrappings = async () => {
  const ids = new Set<string | null>();
  for await (const tenantId of listTenantKeys(ring())) ids.add(await wrappedWith(tenantId));
  return [...ids];
};
const contentHash = async () => {
  const rows = await sql(
    "SELECT id, body_ciphertext FROM platform.message UNION ALL SELECT id, body_ciphertext FROM platform.transcript UNION ALL SELECT id, system_prompt_ciphertext FROM platform.bot ORDER BY id",
  );
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
};
async function filledTenant(): Promise<GivenTenant> {
  const tenant = await world.given.tenant();
  await world.given.oneRowInEveryTable(tenant);
  return tenant;
}
async function readMessage(tenantId: string): Promise<string> {
  const [row] = await sql("SELECT id, body_ciphertext FROM platform.message WHERE tenant_id = $1", [tenantId]);
  return openContent(
    await openTenantKey(ring(), tenantId),
    { tenantId, table: "message", column: "body", rowId: row.id },
    row.body_ciphertext,
  );
}

/** `npm run keys:rotate` itself, as people run it. */
function runCommand(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ["--import", "tsx", "server/platform/rotate-master-key.cli.ts", ...args], {
    env: { ...process.env, ...settings } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
async function outcomeOf(child: ReturnType<typeof runCommand>): Promise<{ status: number | null; words: string }> {
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, words };
}

describe("changing the master key", () => {
  test("wraps every tenant's key anew, touches no content, and retires the old master key only then", async () => {
    const tenants = [await filledTenant(), await filledTenant()];
    const [old, before] = [currentId(), await contentHash()];
    await addCurrentMasterKey(tell, settings);
    await expect(retireMasterKeys(tell, settings)).rejects.toThrow(`still wrapped with "${old}" (3)`);
    expect(Object.keys(readKeyFile(settings.MASTER_KEY_FILE).keys)).toContain(old);

    await rotateMasterKey(tell, settings);
    expect(await allWrappings()).toEqual([currentId()]);
    expect(currentId()).not.toBe(old);
    expect(said.join("\n")).toContain(`No longer used: "${old}"`);

    await retireMasterKeys(tell, settings);
    expect(Object.keys(readKeyFile(settings.MASTER_KEY_FILE).keys)).toEqual([currentId()]);
    for (const { id } of tenants) expect(await readMessage(id)).toBe("Namaste, kya aap khule hain?");
    expect(await contentHash()).toBe(before);
  });

  test("wraps the secrets of webhook endpoints anew as well, so that nothing is lost with the old master key", async () => {
    const [id, secret] = [randomUUID(), newSecret()];
    await sql(
      "INSERT INTO console.signal_endpoint (id, name, url, secret_ciphertext, kinds, created_at) VALUES ($1, 'Billing', 'https://hooks.example/in', $2, '{tenant_purged}', now())",
      [id, Buffer.from(await sealSecret(ring().master, id, secret))],
    );
    await rotateMasterKey(tell, settings);
    await retireMasterKeys(tell, settings);
    const [row] = await sql("SELECT secret_ciphertext FROM console.signal_endpoint WHERE id = $1", [id]);
    expect(sealedBy(row.secret_ciphertext)).toBe(currentId());
    expect(await openSecret(ring().master, id, row.secret_ciphertext)).toBe(secret);
  });

  test("killed with -9 in the middle and run again, has every key on the new master key and every word as it was", async () => {
    const tenants = [await filledTenant(), await filledTenant()];
    const many = Array.from({ length: 120 }, () => randomUUID());
    for (const id of many) await ensureTenantKey(ring(), id);
    const keys = new Map<string, string>();
    for (const id of many) keys.set(id, (await openTenantKey(ring(), id)).toString("hex"));
    const before = await contentHash();

    const first = runCommand();
    await new Promise<void>((resolve) => first.stdout.on("data", (chunk) => String(chunk).includes("looked at") && resolve()));
    first.kill("SIGKILL");
    await new Promise((resolve) => first.once("close", resolve));
    const halfway = await allWrappings();
    expect(halfway).toHaveLength(2);
    for (const [id, key] of keys) expect((await openTenantKey(ring(), id)).toString("hex")).toBe(key);

    const again = await outcomeOf(runCommand());
    expect(again).toMatchObject({ status: 0, words: expect.stringContaining("Going on with the master key") });
    expect(await allWrappings()).toEqual([currentId()]);
    expect((await outcomeOf(runCommand("--retire"))).status).toBe(0);
    for (const [id, key] of keys) expect((await openTenantKey(ring(), id)).toString("hex")).toBe(key);
    for (const { id } of tenants) expect(await readMessage(id)).toBe("Namaste, kya aap khule hain?");
    expect(await contentHash()).toBe(before);
    for (const id of many) await destroyTenantKey(ring(), id);
  }, 120_000);

  test("twice at the same time loses no key", async () => {
    const many = Array.from({ length: 40 }, () => randomUUID());
    for (const id of many) await ensureTenantKey(ring(), id);
    await addCurrentMasterKey(tell, settings);
    const runs = await Promise.all([1, 2].map(() => rewrapTenantKeys(world.console.db, ring(), () => {})));
    expect(runs.reduce((total, { rewrapped }) => total + rewrapped, 0)).toBeGreaterThanOrEqual(40);
    expect(await allWrappings()).toEqual([currentId()]);
    for (const id of many) expect(await openTenantKey(ring(), id)).toHaveLength(32);
    await retireMasterKeys(tell, settings);
    for (const id of many) await destroyTenantKey(ring(), id);
  }, 60_000);

  test("never brings back the key of a tenant that a purge destroys in the same moment", async () => {
    const { tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await addCurrentMasterKey(tell, settings);
    const { store } = ring();
    // The purge holds the tenant's lock and destroys the key after the other has read it and asked for the lock.
    const purging = await world.database.ownerPool.connect();
    await purging.query("BEGIN");
    await purging.query("SELECT platform.lock_tenant($1)", [tenant.id]);
    const rewrapping = rewrapTenantKeys(world.console.db, ring(), () => {});
    for (;;) {
      const [waiting] = await sql(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%lock_tenant%' AND datname = current_database()",
      );
      if (waiting.n > 0) break;
    }
    await destroyTenantKey({ store }, tenant.id);
    await purging.query("COMMIT");
    purging.release();
    await rewrapping;
    expect(await hasTenantKey({ store }, tenant.id)).toBe(false);
  });

  test("destroys what a purge left behind, and keeps the key of a tenant that this database does not know", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    const unknown = randomUUID();
    for (const id of [tenant.id, unknown]) await ensureTenantKey(ring(), id);
    const purged = randomUUID();
    await ensureTenantKey(ring(), purged);
    await sql("INSERT INTO console.purge_run (request_id, tenant_id, started_at, heartbeat_at) VALUES ($1, $2, now(), now())", [
      request.id,
      purged,
    ]);
    await rotateMasterKey(tell, settings);
    expect(await wrappedWith(purged)).toBeNull();
    expect(await wrappedWith(unknown)).toBe(currentId());
    expect(await wrappedWith(tenant.id)).toBe(currentId());
    expect(said.join("\n")).toContain("1 of purged tenants destroyed");

    // A copy of the key store from before the purge, restored: that its keys are on the current master key must not save them.
    await ensureTenantKey(ring(), purged);
    expect(await rewrapTenantKeys(world.console.db, ring(), () => {})).toMatchObject({ rewrapped: 0, destroyed: 1 });
    expect(await wrappedWith(purged)).toBeNull();
  });

  test("with a wrong master key changes nothing, neither the keys nor the file", async () => {
    await filledTenant();
    const right = await readFile(settings.MASTER_KEY_FILE, "utf8");
    const wrong = JSON.stringify({ current: currentId(), keys: { [currentId()]: randomBytes(32).toString("base64") } });
    const before = await keysIn(ring().store);
    await writeFile(settings.MASTER_KEY_FILE, wrong);
    for (const args of [[], ["--add"], ["--retire"]])
      expect(await outcomeOf(runCommand(...args))).toEqual({
        status: 1,
        words: expect.stringMatching(/is not the one that data keys were wrapped with\.\n$/),
      });
    expect(await readFile(settings.MASTER_KEY_FILE, "utf8")).toBe(wrong);
    await writeFile(settings.MASTER_KEY_FILE, right);
    expect(await keysIn(ring().store)).toEqual(before);
  });

  test("makes a process that is running wrap with the new master key, without a restart", async () => {
    const running: KeyRing = { store: ring().store, master: openKeyFile(settings.MASTER_KEY_FILE) };
    await addCurrentMasterKey(tell, settings);
    const id = randomUUID();
    await ensureTenantKey(running, id);
    expect(await wrappedWith(id)).toBe(currentId());
  });
});

async function keysIn(store: ObjectStore): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for await (const { key } of store.list("")) all[key] = (await store.get(key))?.version ?? "";
  return all;
}
