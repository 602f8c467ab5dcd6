import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Db } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { entryPlace, keyCheck, writeEntry } from "./ledger";
import { openLedger } from "./open-ledger";
import { purgeTenant } from "./purge-tenant";
import { readEntry } from "./read-ledger";
import { type LedgerWatch, NOT_COMPARED, watchLedger } from "./watch-ledger";

let world: World;
const watches: LedgerWatch[] = [];
beforeAll(async () => {
  world = await testWorld();
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  await beginPurge(world.purge, request.id);
  await purgeTenant(world.purge, request.id);
});
afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop();
});
afterAll(() => world.end());

const start = (everyMs: number, store: ObjectStore = openStore(env().LEDGER_STORE)) => {
  const watch = watchLedger(world.console.db, store, everyMs);
  watches.push(watch);
  return watch;
};
const eventually = async (watch: LedgerWatch, fits: (refusal: string | null) => boolean) =>
  expect.poll(async () => fits(await watch.refusal()), { timeout: 5_000, interval: 5 }).toBe(true);
const second = () => path.join(env().LEDGER_STORE, entryPlace(2));

/** What an erasure made after this database's backup would have left. */
async function erasedElsewhere(): Promise<void> {
  const { store, key } = openLedger();
  const first = await readEntry(store, 1);
  const entry = {
    version: 1 as const,
    number: 2,
    erasedAt: "2026-11-22T00:00:00.000Z",
    tenantRef: "b".repeat(64),
    keyCheck: keyCheck(key),
    certificateSha256: "c".repeat(64),
    previousSha256: first?.sha256 ?? "",
  };
  await writeFile(second(), writeEntry(entry));
}

test("a database at its ledger's head is served", async () => {
  expect(await start(60_000).refusal()).toBeNull();
});

test("a running process notices that the database under it became an older one, and that it has been put right", async () => {
  const watch = start(10);
  expect(await watch.refusal()).toBeNull();
  await erasedElsewhere();
  await eventually(watch, (refusal) => refusal?.includes("npm run erasures:replay") ?? false);
  await rename(second(), `${second()}.away`);
  await eventually(watch, (refusal) => refusal === null);
});

test("a ledger that is away closes nothing that was found good, and opens nothing that was not yet", async () => {
  let isAway = false;
  const real = openStore(env().LEDGER_STORE);
  const store = { ...real, get: (key: string) => (isAway ? Promise.reject(new Error("away")) : real.get(key)) };
  const good = start(60_000, store);
  expect(await good.refusal()).toBeNull();
  isAway = true;
  expect(await good.refusal()).toBeNull();
  const fresh = start(60_000, store);
  expect(await fresh.refusal()).toMatch(/could not be read yet/);
  isAway = false;
  expect(await fresh.refusal()).toBeNull();
});

test("a database that was away may come back as another one: nothing known of it counts, and whoever asks first looks again", async () => {
  let isAway = false;
  const away = { ledgerMark: { findUnique: () => Promise.reject(new Error("connection refused")) } } as unknown as Db;
  const db = new Proxy(world.console.db, { get: (real, name) => Reflect.get(isAway ? away : real, name) });
  const watch = watchLedger(db, openStore(env().LEDGER_STORE), 10);
  watches.push(watch);
  expect(await watch.refusal()).toBeNull();
  isAway = true;
  await eventually(watch, (refusal) => refusal === NOT_COMPARED);
  watch.stop();
  await erasedElsewhere();
  isAway = false;
  expect(await watch.refusal()).toContain("npm run erasures:replay");
  await rename(second(), `${second()}.away`);
});

test("whoever asks for now is told about now, however good everything was a moment ago", async () => {
  const watch = start(60_000);
  expect(await watch.refusal()).toBeNull();
  await erasedElsewhere();
  expect(await watch.refusalNow()).toContain("npm run erasures:replay");
  await rename(second(), `${second()}.away`);
  expect(await watch.refusalNow()).toBeNull();
});

test("a damaged ledger closes at once", async () => {
  await mkdir(path.dirname(second()), { recursive: true });
  await writeFile(second(), "{");
  expect(await start(60_000).refusal()).toMatch(/entry 2 of the erasure ledger is cut off/);
  await rename(second(), `${second()}.away`);
});
