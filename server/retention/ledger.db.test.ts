import { randomUUID } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { refuseForgetful } from "@/server/platform/refuse-forgetful";
import { startStandIn } from "@/server/testing/object-stores/stand-ins.mjs";
import { testWorld, type World } from "@/server/testing/world";
import { appendErasure, appendOnce } from "./append-erasure";
import { beginPurge } from "./begin-purge";
import { checkLedger } from "./check-ledger";
import { checkProofs } from "./check-proofs";
import { BEFORE_THE_FIRST, entryPlace, judgeLedger, LedgerTrouble, parseEntry, writeEntry } from "./ledger";
import { openLedger } from "./open-ledger";
import { purgeTenant } from "./purge-tenant";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const place = (number: number) => path.join(env().LEDGER_STORE, entryPlace(number));
const mark = async (): Promise<number> => (await sql("SELECT number FROM console.ledger_mark"))[0]?.number ?? 0;
const entries = async (): Promise<number> => (await readdir(path.join(env().LEDGER_STORE, "entries"))).length;
const certificateOf = async (requestId: string) =>
  (await sql("SELECT * FROM console.deletion_certificate WHERE request_id = $1", [requestId]))[0];

async function purged() {
  const { request, tenant } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  await purgeTenant(world.purge, request.id);
  return { request, tenant };
}

test("a purge leaves one certificate and one entry, and the database's mark follows", async () => {
  const before = await mark();
  const { request } = await purged();
  const certificate = await certificateOf(request.id);
  expect(certificate).toMatchObject({ ledger_number: before + 1 });
  expect(await mark()).toBe(before + 1);
  const { entry } = parseEntry(await readFile(place(before + 1)), before + 1);
  expect(entry.certificateSha256).toBe(certificate?.sha256);
});

test("killed between the append and the last transaction: the same certificate comes out, and no second entry", async () => {
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  await sql("ALTER TABLE console.notice ADD CONSTRAINT killed CHECK (kind <> 'purged' OR send_after IS NULL) NOT VALID");
  await expect(purgeTenant(world.purge, request.id)).rejects.toThrow();
  await sql("ALTER TABLE console.notice DROP CONSTRAINT killed");
  const first = await certificateOf(request.id);
  expect(first).toMatchObject({ ledger_number: null });
  const written = await entries();

  await purgeTenant(world.purge, request.id);
  const { ledger_number, ...rest } = (await certificateOf(request.id)) ?? {};
  expect({ ...rest, ledger_number: null }).toEqual(first);
  expect(ledger_number).toBe(written);
  expect(await entries()).toBe(written);
});

test("an entry of a purge that waits for its last transaction keeps no other's from being followed, and stays its own", async () => {
  const before = await mark();
  const { request: slow } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, slow.id);
  await sql("ALTER TABLE console.notice ADD CONSTRAINT killed CHECK (kind <> 'purged' OR send_after IS NULL) NOT VALID");
  await expect(purgeTenant(world.purge, slow.id)).rejects.toThrow();
  await sql("ALTER TABLE console.notice DROP CONSTRAINT killed");
  await purged();
  expect(await mark()).toBe(before + 2);
  expect(await certificateOf(slow.id)).toMatchObject({ ledger_number: before + 1 });
  expect((await checkLedger(world.purge.db, openLedger().store)).is).toBe("fine");
  expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [slow.id])).toEqual([{ state: "purging" }]);
  await purgeTenant(world.purge, slow.id);
  expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [slow.id])).toEqual([{ state: "purged" }]);
  expect(await mark()).toBe(before + 2);
  expect(await entries()).toBe(before + 2);
});

test("purges that finish at once get numbers of their own, one after the other", async () => {
  const before = await mark();
  const all = await Promise.all([purged(), purged(), purged()]);
  const numbers = await Promise.all(all.map(async ({ request }) => (await certificateOf(request.id))?.ledger_number));
  expect(numbers.toSorted()).toEqual([before + 1, before + 2, before + 3]);
});

test("a number that somebody else took meanwhile is passed over", async () => {
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  const ledger = openLedger();
  let isFirst = true;
  const busy = {
    ...ledger,
    store: {
      ...ledger.store,
      put: async (...[key, data, condition]: Parameters<typeof ledger.store.put>) => {
        if (key.startsWith("entries/") && isFirst) {
          isFirst = false;
          const mine = parseEntry(data as Buffer, Number(/(\d+)[.]/.exec(key)?.[1])).entry;
          await ledger.store.put(key, writeEntry({ ...mine, certificateSha256: "a".repeat(64) }), { ifAbsent: true });
        }
        return ledger.store.put(key, data, condition);
      },
    },
  };
  await sql("ALTER TABLE console.notice ADD CONSTRAINT killed CHECK (kind <> 'purged' OR send_after IS NULL) NOT VALID");
  // Only the certificate is wanted; its entry is written through the busy store.
  const kept = await entries();
  await expect(purgeTenant(world.purge, request.id)).rejects.toThrow();
  await sql("ALTER TABLE console.notice DROP CONSTRAINT killed");
  await rm(place(kept + 1));
  expect((await appendErasure(world.purge, request.id, busy)).number).toBe(kept + 2);
  await rm(place(kept + 2));
  await rm(place(kept + 1));
});

test("a ledger that cannot be read keeps the word purged from being said, and the next try finishes", async () => {
  await purged();
  const number = await mark();
  const whole = await readFile(place(number));
  await writeFile(place(number), whole.subarray(0, 40));
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  await expect(purgeTenant(world.purge, request.id)).rejects.toMatchObject({ cause: expect.any(LedgerTrouble) });
  expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).toEqual([{ state: "purging" }]);
  expect(await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [request.id])).not.toEqual([]);
  await writeFile(place(number), whole);
  await purgeTenant(world.purge, request.id);
  expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).toEqual([{ state: "purged" }]);
});

test("the database refuses the word purged without a certificate in the ledger", async () => {
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  await sql("UPDATE console.purge_run SET verified_at = now() WHERE request_id = $1", [request.id]);
  await expect(
    sql("UPDATE console.deletion_request SET state = 'purged', version = version + 1 WHERE id = $1", [request.id]),
  ).rejects.toThrow(/certificate/);
});

const entry = (number: number, sha256 = "e".repeat(64)) => ({
  entry: {
    version: 1 as const,
    number,
    erasedAt: "2026-01-01T00:00:00Z",
    tenantRef: "",
    keyCheck: "",
    certificateSha256: "",
    previousSha256: "",
  },
  sha256,
});

test.each([
  ["a fresh database and an empty ledger", { number: 0, entrySha256: "" }, null, [], "fine"],
  ["a database at the ledger's head", { number: 2, entrySha256: "e".repeat(64) }, entry(2), [], "fine"],
  ["an append of its own that is not committed yet", { number: 2, entrySha256: "e".repeat(64) }, entry(2), [{ isOurs: true }], "fine"],
  ["an erasure it knows nothing of", { number: 2, entrySha256: "e".repeat(64) }, entry(2), [{ isOurs: true }, { isOurs: false }], "older"],
  ["a fresh database and a ledger of another one", { number: 0, entrySha256: "" }, null, [{ isOurs: false }], "older"],
  ["a ledger without the entry it has followed", { number: 2, entrySha256: "e".repeat(64) }, null, [], "damaged"],
  ["a ledger with another entry there", { number: 2, entrySha256: "f".repeat(64) }, entry(2), [], "damaged"],
] as const)("a database beside its ledger: %s", (_what, at, atMark, beyond, is) => {
  expect(judgeLedger(at, atMark, beyond).is).toBe(is);
});

test("a store that keeps nothing, or writes over what must be absent, is found out: at the worker's start, and after five turns of an append", async () => {
  const real = openLedger();
  let puts = 0;
  const put = async () => {
    puts += 1;
  };
  const forgetful = { ...real.store, put };
  const certificate = { jws: "a.b.c", sha256: "d".repeat(64), issuedAt: new Date("2026-11-22T00:00:00Z") };
  await expect(appendOnce({ ...real, store: forgetful }, BEFORE_THE_FIRST, { tenantId: randomUUID(), certificate })).rejects.toThrow(
    /does not keep what is written/,
  );
  expect(puts).toBe(1 + 5);
  await expect(refuseForgetful("LEDGER_STORE", forgetful, "conditions.json", Buffer.from("{}"))).rejects.toThrow(
    /LEDGER_STORE does not honour conditional writes/,
  );
});

test("the worker tries its ledger's conditions at its start, and leaves the entries alone", async () => {
  const written = await entries();
  await checkProofs(env());
  await checkProofs(env());
  expect(await entries()).toBe(written);
  const standIn = await startStandIn("s3-old");
  const access = { S3_ENDPOINT: `http://127.0.0.1:${standIn.port}`, AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };
  Object.assign(process.env, access);
  try {
    await expect(checkProofs({ ...env(), LEDGER_STORE: "s3://callmissed/ledger" })).rejects.toThrow(
      "LEDGER_STORE does not honour conditional writes",
    );
  } finally {
    for (const name of Object.keys(access)) delete process.env[name];
    await standIn.end();
  }
}, 300_000);
