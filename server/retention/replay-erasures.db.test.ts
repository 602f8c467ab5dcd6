// long: one list of guarantees about one restore; split by rule it would repeat a copy of a whole database each time.
import { generateKeyPairSync } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import { type Db, openDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { keyPlace } from "@/server/platform/tenant-keys";
import { type GivenTenant, given } from "@/server/testing/given";
import { countConsoleRows, countPlatformRows } from "@/server/testing/given/every-table";
import { testWorld, type World } from "@/server/testing/world";
import { askResume } from "./ask-resume";
import { beginPurge } from "./begin-purge";
import { checkLedger } from "./check-ledger";
import { entryPlace, sentenceFor } from "./ledger";
import { letPurgesRun } from "./let-purges-run";
import { openLedger } from "./open-ledger";
import { purgeTenant } from "./purge-tenant";
import { openPurgeStop } from "./queries";
import { type Replaying, replayErasures } from "./replay-erasures";
import { sweepDue } from "./sweep-due";

let world: World;
let copy: Awaited<ReturnType<typeof restored>>;
let purged: { tenant: GivenTenant; requestId: string };
let received: { tenant: GivenTenant; requestId: string };
let neighbour: GivenTenant;
let neighboursRows: Record<string, number>;
let backup: string;

/** The backup: a copy of the database as it is now. Nobody may be connected while it is taken. */
async function takeBackup(of: string, name: string): Promise<void> {
  await Promise.all([world.console.db.$disconnect(), world.purge.db.$disconnect()]);
  const url = new URL(world.database.url);
  url.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [of]);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${of} STRATEGY FILE_COPY`);
  await admin.end();
}

/** A database that came from the backup, with the roles that work on it. */
async function restored() {
  const name = `${backup}_${Math.random().toString(36).slice(2, 8)}`;
  await takeBackup(backup, name);
  const url = new URL(world.database.url);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 3 });
  pool.on("error", () => {});
  const open = (role: Parameters<typeof openDb>[0]) => ({ db: openDb(role, url.href, 3) as Db, clock: databaseClock });
  const [purge, replay, console] = [open("callmissed_purge"), open("callmissed_replay"), open("callmissed_console")];
  const end = async () => {
    await Promise.all([purge.db.$disconnect(), replay.db.$disconnect(), console.db.$disconnect(), pool.end()]);
    await drop(name);
  };
  return { pool, purge, replay, console, end };
}

async function drop(name: string): Promise<void> {
  const url = new URL(world.database.url);
  url.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
}

beforeAll(async () => {
  world = await testWorld();
  neighbour = await world.given.tenant({ name: "Initech" });
  await world.given.oneRowInEveryTable(neighbour);
  // As the backup knows it, one of its refunds is still on its way.
  const leaving = await world.given.tenant();
  const paying = await world.given.refund({ purchase: await world.given.purchase({ tenant: leaving }), state: "submitted" });
  const retention = await world.given.tenantInRetention({ tenant: leaving, deactivatedDaysAgo: 31, isFilled: true, isProbed: true });
  purged = { tenant: retention.tenant, requestId: retention.request.id };
  const early = await world.given.receivedRequest();
  await world.given.oneRowInEveryTable(early.tenant);
  received = { tenant: early.tenant, requestId: early.id };
  // Each had a case at the grievance desk that somebody had to look at.
  await world.database.ownerPool.query(
    `WITH desk AS (INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, language, received_at, answer_due_at, state_changed_at)
       SELECT gen_random_uuid(), 'grievance', 'dashboard', 'other', tenant, 'en', now(), now() + interval '720 hours', now()
       FROM unnest($1::uuid[]) tenant RETURNING id)
     INSERT INTO console.alert (id, kind, grievance_id, raised_at) SELECT gen_random_uuid(), 'notice_undeliverable', id, now() FROM desk`,
    [[purged.tenant.id, received.tenant.id]],
  );
  neighboursRows = await countPlatformRows({ pool: world.database.ownerPool }, neighbour.id);
  backup = `backup_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await takeBackup(new URL(world.database.url).pathname.slice(1), backup);

  await world.database.ownerPool.query(
    "UPDATE console.refund SET state = 'succeeded', version = version + 1, settled_at = now() WHERE id = $1",
    [paying.id],
  );
  await beginPurge(world.purge, purged.requestId);
  await purgeTenant(world.purge, purged.requestId);
  // The other one was still being decided when the backup was taken; meanwhile its 30 days are over.
  const later = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, tenant: await asTenant(received) });
  await beginPurge(world.purge, later.request.id);
  await purgeTenant(world.purge, later.request.id);
}, 120_000);
afterAll(async () => {
  await drop(backup);
  await world.end();
});
beforeEach(async () => {
  copy = await restored();
  return () => copy.end();
});

/** Withdraws the open request, so that the same tenant can be asked to go again. */
async function asTenant({ tenant, requestId }: typeof received): Promise<GivenTenant> {
  await world.database.ownerPool.query("UPDATE console.deletion_request SET state = 'withdrawn', version = version + 1 WHERE id = $1", [
    requestId,
  ]);
  return tenant;
}

const lines: string[] = [];
const replay = (wish: Partial<Replaying> = {}) =>
  replayErasures({
    purge: copy.purge,
    replay: copy.replay,
    ledger: openLedger(),
    ours: { keys: openSigningKeys(env().SIGNING_KEY_FILE).published, urls: [env().APP_URL] },
    isSure: true,
    isAll: false,
    isRestored: false,
    isDry: false,
    say: (line) => lines.push(line),
    ...wish,
  });
const sql = async (text: string, values: unknown[] = []) => (await copy.pool.query(text, values)).rows;
/** Somebody has reconciled: a person without any part in the stop. */
const letRun = () => sql("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid() WHERE resumed_at IS NULL");
const stops = () => sql("SELECT stopped_by, because FROM console.purge_stop WHERE resumed_at IS NULL");
const standing = () => checkLedger(copy.purge.db, openStore(env().LEDGER_STORE));
const rowsOf = async (tenantId: string) =>
  Object.values(await countPlatformRows({ pool: copy.pool }, tenantId)).reduce((sum, total) => sum + total, 0);
const stateOf = async (id: string) => (await sql("SELECT state FROM console.deletion_request WHERE id = $1", [id]))[0]?.state;

async function expectErased(): Promise<void> {
  expect(await rowsOf(purged.tenant.id)).toBe(0);
  expect(await rowsOf(received.tenant.id)).toBe(0);
  for (const { tenant } of [purged, received]) {
    const left = Object.entries(await countConsoleRows({ pool: copy.pool }, tenant.id)).filter(([, total]) => total > 0);
    expect(left).toEqual([]);
  }
  expect(await stateOf(purged.requestId)).toBe("purged");
  expect(await stateOf(received.requestId)).toBe("withdrawn");
  expect(await sql("SELECT ended_because FROM console.deactivation WHERE request_id = $1", [purged.requestId])).toEqual([
    { ended_because: "purged" },
  ]);
  expect(
    await sql("SELECT 1 FROM console.inbound_mail WHERE about_tenant_id = ANY ($1)", [[purged.tenant.id, received.tenant.id]]),
  ).toEqual([]);
  const cases = await sql(
    `SELECT g.state, a.ended_at IS NULL AS alarms FROM console.grievance g LEFT JOIN console.alert a ON a.grievance_id = g.id AND a.ended_at IS NULL
       WHERE g.tenant_id = ANY ($1) AND (g.state = 'open' OR a.id IS NOT NULL)`,
    [[purged.tenant.id, received.tenant.id]],
  );
  expect(cases).toEqual([]);
  expect(await countPlatformRows({ pool: copy.pool }, neighbour.id)).toEqual(neighboursRows);
  expect(await standing()).toEqual({ is: "fine" });
  expect(await sql("SELECT count(*)::int AS open FROM console.erasure_replay WHERE finished_at IS NULL")).toEqual([{ open: 0 }]);
  const certificate = (text: pg.Pool) => text.query("SELECT * FROM console.deletion_certificate WHERE request_id = $1", [purged.requestId]);
  expect((await certificate(copy.pool)).rows).toEqual((await certificate(world.database.ownerPool)).rows);
}

describe("after a restore from before the purges", () => {
  test("the database is known to be older, and the sentence says what to run", async () => {
    expect(await rowsOf(purged.tenant.id)).toBeGreaterThan(10);
    expect(await sql("SELECT state FROM console.refund WHERE tenant_id = $1 ORDER BY state", [purged.tenant.id])).toEqual([
      { state: "submitted" },
      { state: "succeeded" },
    ]);
    const found = await standing();
    expect(found).toEqual({ is: "older", beyond: 2 });
    expect(sentenceFor(found)).toContain("npm run erasures:replay");
  });

  test("the replay erases both again, ends what the database believed, brings the certificate back, and leaves the neighbour alone", async () => {
    expect(await replay()).toMatchObject({ entries: 2, tenants: 2 });
    await expectErased();
    const events = await sql("SELECT type FROM console.audit_event WHERE type = 'erasure.replayed'");
    expect(events).toHaveLength(2);
  });

  test("what came back or was held after the backup is not purged: purges are stopped with the mark, and two people let them run", async () => {
    const due = await given(copy.pool, { filesDir: world.filesDir }).tenantInRetention({ deactivatedDaysAgo: 31 });
    expect(await stops()).toEqual([]);
    await replay();
    expect(await stops()).toEqual([{ stopped_by: null, because: "restored" }]);
    expect(await sweepDue(copy.purge)).toEqual({ begun: 0, resumed: 0 });
    expect(await stateOf(due.request.id)).toBe("retained");
    expect(await sql("SELECT payload, actor_id FROM console.audit_event WHERE type = 'purges.stopped'")).toEqual([
      { payload: { because: "restored" }, actor_id: null },
    ]);
    const people = given(copy.pool, { filesDir: world.filesDir });
    const [maker, checker] = [await people.operator("admin"), await people.operator("support_lead")];
    await askResume(copy.console, { kind: "operator", id: maker.id }, { typed: "resume purges" });
    const { stop, asked } = await openPurgeStop(copy.console, checker.id);
    const shown = { stopId: stop?.id ?? "", typed: "resume purges", seen: asked?.seen ?? "" };
    await letPurgesRun(copy.console, { kind: "operator", id: checker.id }, shown);
    expect(await sweepDue(copy.purge)).toMatchObject({ begun: 1 });
  });
  test("with nothing purged since the backup, the word that it was a restore stops purges; without it nothing happens, and a stop stands once", async () => {
    await replay();
    await letRun();
    await replay();
    await replay({ isAll: true });
    expect(await stops()).toEqual([]);
    expect(await replay({ isRestored: true, isDry: true })).toMatchObject({ entries: 0 });
    expect(await stops()).toEqual([]);
    expect(await replay({ isRestored: true })).toMatchObject({ entries: 0 });
    await replay({ isRestored: true });
    expect(await stops()).toEqual([{ stopped_by: null, because: "restored" }]);
  });
  test("a person's stop stays theirs, and nothing but a restore stops without a person", async () => {
    await sql(
      "INSERT INTO console.purge_stop (id, stopped_at, stopped_by, because) VALUES (gen_random_uuid(), now(), gen_random_uuid(), 'exercise')",
    );
    await replay();
    expect(await stops()).toEqual([{ stopped_by: expect.any(String), because: "exercise" }]);
    await letRun();
    for (const [by, because] of [
      ["NULL", "exercise"],
      ["gen_random_uuid()", "restored"],
    ])
      await expect(
        sql(`INSERT INTO console.purge_stop (id, stopped_at, stopped_by, because) VALUES (gen_random_uuid(), now(), ${by}, '${because}')`),
      ).rejects.toThrow(/purge_stop_thrown_by/);
    await replay({ isRestored: true });
    await expect(copy.replay.db.$executeRaw`UPDATE console.purge_stop SET resumed_at = now(), resumed_by = id`).rejects.toThrow();
  });

  test("run again it finds nothing to do, and with --all it finds nothing left", async () => {
    await replay();
    expect(await replay()).toMatchObject({ entries: 0, tenants: 0 });
    expect(await replay({ isAll: true })).toMatchObject({ entries: 2, tenants: 2 });
    await expectErased();
  });

  test("a dry run says what would be erased and changes nothing", async () => {
    const before = await rowsOf(purged.tenant.id);
    lines.length = 0;
    expect(await replay({ isDry: true })).toMatchObject({ entries: 2, tenants: 2 });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(purged.tenant.id);
    expect(await rowsOf(purged.tenant.id)).toBe(before);
    expect((await standing()).is).toBe("older");
  });

  test("broken off anywhere it can be run again with the same end", async () => {
    for (const table of ["message", "api_key", "tenant"]) {
      await sql(`CREATE OR REPLACE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut''; END'`);
      await sql(`CREATE TRIGGER cut BEFORE DELETE ON platform.${table} FOR EACH STATEMENT EXECUTE FUNCTION public.cut()`);
      await expect(replay()).rejects.toThrow();
      await sql(`DROP TRIGGER cut ON platform.${table}`);
      expect((await standing()).is).toBe("older");
    }
    // After the last row and before the request's end: the tenant is in no table of the platform any more.
    await sql("CREATE TRIGGER cut BEFORE UPDATE ON console.deletion_request FOR EACH STATEMENT EXECUTE FUNCTION public.cut()");
    await expect(replay()).rejects.toThrow();
    await sql("DROP TRIGGER cut ON console.deletion_request");
    expect((await standing()).is).toBe("older");
    expect(await replay()).toMatchObject({ tenants: 2 });
    await expectErased();
  });

  test("a purge of the database's own that was cut off between append and commit is left to the worker, which sends its last mail", async () => {
    await sql("CREATE OR REPLACE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut''; END'");
    const own = await given(copy.pool, { filesDir: world.filesDir }).tenantInRetention({ deactivatedDaysAgo: 31 });
    const ledger = openLedger();
    await replay();
    await letRun();
    await sql("CREATE TRIGGER cut BEFORE UPDATE ON console.deactivation FOR EACH STATEMENT EXECUTE FUNCTION public.cut()");
    await beginPurge(copy.purge, own.request.id);
    await expect(purgeTenant(copy.purge, own.request.id)).rejects.toThrow();
    await sql("DROP TRIGGER cut ON console.deactivation");
    expect(await standing()).toEqual({ is: "fine" });
    expect(await replay()).toMatchObject({ entries: 1, tenants: 0 });
    expect(await sql("SELECT number FROM console.ledger_mark")).toEqual([{ number: 2 }]);
    await letRun();
    // Another purge takes the mark past it; it stays the worker's, also when every entry is gone through.
    const other = await given(copy.pool, { filesDir: world.filesDir }).tenantInRetention({ deactivatedDaysAgo: 31 });
    await beginPurge(copy.purge, other.request.id);
    expect(await purgeTenant(copy.purge, other.request.id)).toBe("finished");
    expect(await sql("SELECT number FROM console.ledger_mark")).toEqual([{ number: 4 }]);
    await replay({ isAll: true });
    expect(await stateOf(own.request.id)).toBe("purging");
    expect(await purgeTenant(copy.purge, own.request.id)).toBe("finished");
    expect(await sql("SELECT number FROM console.ledger_mark")).toEqual([{ number: 4 }]);
    expect(
      await sql("SELECT 1 FROM console.notice WHERE kind = 'purged' AND send_after IS NOT NULL AND request_id = $1", [own.request.id]),
    ).toHaveLength(1);
    await ledger.store.remove([entryPlace(3), entryPlace(4)]);
  });

  test("an erasure whose replay is not at its end counts as not followed, though its certificate is back already", async () => {
    await replay();
    const client = await copy.pool.connect();
    await client.query("SET session_replication_role = replica");
    await client.query("DELETE FROM console.ledger_mark");
    client.release(true);
    expect(await standing()).toEqual({ is: "fine" });
    await sql("UPDATE console.erasure_replay SET finished_at = NULL WHERE ledger_number = 2");
    expect(await standing()).toEqual({ is: "older", beyond: 1 });
  });

  test("objects and a key that came back with backups of their own go again", async () => {
    const object = path.join(env().FILES_STORE, purged.tenant.id, "recordings", "again.ogg");
    await mkdir(path.dirname(object), { recursive: true });
    await writeFile(object, "again");
    const key = path.join(env().KEYS_STORE, keyPlace(purged.tenant.id));
    await mkdir(path.dirname(key), { recursive: true });
    await writeFile(key, "{}");
    await replay();
    await expect(readFile(object)).rejects.toThrow();
    await expect(readFile(key)).rejects.toThrow();
  });

  const placeHold = (at: string) =>
    sql(
      `INSERT INTO console.legal_hold (id, tenant_id, authority, reference, scope, held_classes, review_on, placed_at, placed_by, lapses_at)
       VALUES (gen_random_uuid(), $1, 'Court', 'OS 1', '{everything}', '{}', (now() + interval '60 days')::date, ${at}, gen_random_uuid(),
               ${at} + interval '48 hours')`,
      [purged.tenant.id],
    );
  test("a hold from before the erasure does not stand against it", async () => {
    await placeHold("now() - interval '3 days'");
    await replay();
    await expectErased();
  });
  test("a hold that was placed since keeps its tenant whole; the others are erased all the same, and nobody is served", async () => {
    const before = await countPlatformRows({ pool: copy.pool }, purged.tenant.id);
    const object = path.join(env().FILES_STORE, purged.tenant.id, "recordings", "held.ogg");
    await mkdir(path.dirname(object), { recursive: true });
    await writeFile(object, "held");
    await placeHold("now() + interval '1 minute'");
    lines.length = 0;
    expect(await replay()).toMatchObject({ entries: 2, tenants: 2, held: [expect.stringMatching(/^DR-\d+$/)] });
    expect(lines.join()).toMatch(/under a legal hold placed after its erasure/);
    expect(await rowsOf(received.tenant.id)).toBe(0);
    expect(await sql("SELECT number FROM console.ledger_mark")).toEqual([]);
    expect(await stops()).toEqual([{ stopped_by: null, because: "restored" }]);
    expect(await readFile(object, "utf8")).toBe("held");
    await rm(object);
    expect(await countPlatformRows({ pool: copy.pool }, purged.tenant.id)).toEqual(before);
    expect(await standing()).toEqual({ is: "older", beyond: 1 });
    await sql(
      "UPDATE console.legal_hold SET released_at = placed_at + interval '1 second', ended_because = 'lapsed' WHERE tenant_id = $1",
      [purged.tenant.id],
    );
    expect(await replay()).toMatchObject({ held: [] });
    await expectErased();
  });

  test("with another ledger key nobody would be found: it stops with a sentence instead", async () => {
    const ledger = { ...openLedger(), key: Buffer.alloc(32, 7).toString("base64") };
    await expect(replay({ ledger })).rejects.toThrow(/LEDGER_KEY_FILE/);
    expect((await standing()).is).toBe("older");
  });

  test("nothing but the replay's role opens an erasure again, and without that the purge's role deletes nothing", async () => {
    const deletes = (pool: pg.Pool) =>
      pool.query(`BEGIN; SET LOCAL ROLE callmissed_purge; SELECT set_config('callmissed.purging_tenant', '${received.tenant.id}', true);
                  DELETE FROM platform.message WHERE tenant_id = '${received.tenant.id}'; COMMIT`);
    const before = await rowsOf(received.tenant.id);
    await deletes(copy.pool).catch(() => copy.pool.query("ROLLBACK"));
    expect(await rowsOf(received.tenant.id)).toBe(before);
    await expect(
      copy.purge.db.erasureReplay.create({
        data: { tenantId: received.tenant.id, ledgerNumber: 9, erasedAt: new Date(), startedAt: new Date() },
      }),
    ).rejects.toThrow();
  });
});

describe("a ledger that is not this database's", () => {
  const expectUntouched = async (): Promise<void> => {
    expect(await rowsOf(purged.tenant.id)).toBeGreaterThan(10);
    expect(await rowsOf(received.tenant.id)).toBeGreaterThan(10);
    expect(await sql("SELECT 1 FROM console.erasure_replay")).toEqual([]);
    expect((await standing()).is).toBe("older");
  };
  test("a tenant that is active here is not erased until somebody says yes; it is named by its request's number", async () => {
    const told = await replay({ isSure: false }).catch((error: Error) => error);
    expect(told).toMatchObject({ name: "NotSure", message: expect.stringMatching(/^1 of .* DR-\d+\. .*--yes/) });
    expect((told as Error).message).not.toContain(received.tenant.id);
    await expectUntouched();
    await replay({ isSure: true });
    expect(await replay({ isSure: false, isAll: true })).toMatchObject({ active: [] });
    await expectErased();
  });
  test("an entry without its certificate, with a foreign one, or of a console elsewhere erases nobody", async () => {
    const { keys, urls } = { keys: openSigningKeys(env().SIGNING_KEY_FILE).published, urls: [env().APP_URL] };
    await expect(replay({ ours: { keys: [], urls } })).rejects.toThrow(/nobody is erased because of entry \d.*not among the keys/);
    const [first] = keys;
    if (!first) throw new Error("no key");
    const other = { ...first, x: generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x ?? "" };
    await expect(replay({ ours: { keys: [other], urls } })).rejects.toThrow(/signature does not fit/);
    await expect(replay({ ours: { keys, urls: ["https://staging.example"] } })).rejects.toThrow(/another database's.*--former-url/);
    const folder = path.join(env().LEDGER_STORE, "certificates");
    await rename(folder, `${folder}.away`);
    await expect(replay()).rejects.toThrow(/certificate of entry \d is not in the erasure ledger/);
    await rename(`${folder}.away`, folder);
    await expectUntouched();
    expect(await replay({ ours: { keys, urls: ["https://new.example", ...urls] } })).toMatchObject({ tenants: 2 });
    await expectErased();
  });

  test("missing, cut or exchanged entries are not followed", async () => {
    await replay();
    const file = path.join(env().LEDGER_STORE, entryPlace(2));
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, 30));
    await expect(standing()).rejects.toThrow(/cut off/);
    await expect(replay()).rejects.toThrow(/cut off/);
    await rm(file);
    expect((await standing()).is).toBe("damaged");
    await writeFile(file, whole);
    expect((await standing()).is).toBe("fine");
  });

  test("an empty database beside a ledger with entries is older too; a replay finds nobody and takes its certificates along", async () => {
    await sql("TRUNCATE platform.tenant, console.deletion_request CASCADE").catch(async () => {
      await sql("SET session_replication_role = replica; TRUNCATE platform.tenant, console.deletion_request CASCADE");
    });
    expect((await standing()).is).toBe("older");
    expect(await replay()).toMatchObject({ entries: 2, tenants: 0 });
    expect(await standing()).toEqual({ is: "fine" });
    expect(await sql("SELECT count(*)::int AS total FROM console.deletion_certificate")).toEqual([{ total: 2 }]);
  });
});

test("the ledger holds no identifier in any readable form", async () => {
  const folder = path.join(env().LEDGER_STORE, "entries");
  for (const name of await readdir(folder)) {
    const text = await readFile(path.join(folder, name), "utf8");
    for (const { id, name: called } of [purged.tenant, received.tenant]) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(called);
    }
  }
});
