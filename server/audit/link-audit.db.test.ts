import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { testWorld, type World } from "@/server/testing/world";
import { checkpointAudit } from "./checkpoint-audit";
import { linkAudit } from "./link-audit";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const write = () =>
  world.console.db.$executeRaw`INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('purge.started', 'system', '{}')`;

/** The chain is kept locked, as only a superuser can, while some work is done. */
async function whileLocked<Result>(work: () => Promise<Result>): Promise<Result> {
  const client = await world.database.ownerPool.connect();
  await client.query("BEGIN; SELECT 1 FROM console.audit_chain FOR UPDATE");
  return work().finally(async () => {
    await client.query("ROLLBACK");
    client.release();
  });
}
const stalled = () => world.console.db.alert.count({ where: { kind: "audit_trail_stalled", endedAt: null } });
const JUST_STARTED = 10;
const LONG_AT_WORK = 10_000;
/** What a superuser does past every guard. */
async function past(statement: string): Promise<void> {
  const client = await world.database.ownerPool.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(statement).finally(() => client.release(true));
}

test("who keeps the chain locked for ten minutes is noticed, and the alert ends once everything is linked", async () => {
  await whileLocked(async () => {
    await write();
    expect(await linkAudit(world.console, JUST_STARTED)).toEqual({ isStalled: false });
    await past("UPDATE console.audit_waiting SET at = at - interval '11 minutes'");
    expect(await linkAudit(world.console, JUST_STARTED)).toEqual({ isStalled: true });
    expect(await stalled()).toBe(1);
  });
  expect(await linkAudit(world.console, JUST_STARTED)).toEqual({ isStalled: false });
  expect(await stalled()).toBe(0);
  expect((await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows).toEqual([]);
}, 30_000);

test("what waits is linked although nobody can reach the store of checkpoints; that nothing is signed for two hours is noticed", async () => {
  await whileLocked(() => write());
  await expect(
    checkpointAudit(world.console, {}, { AUDIT_STORE: "/there/is/no/such/folder", SIGNING_KEY_FILE: env().SIGNING_KEY_FILE }),
  ).rejects.toThrow();
  await linkAudit(world.console, LONG_AT_WORK);
  expect((await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows).toEqual([]);
  expect(await stalled()).toBe(0);
  await past("UPDATE console.audit_event SET at = at - interval '3 hours'");
  expect(await linkAudit(world.console, JUST_STARTED), "it is about to be signed").toEqual({ isStalled: false });
  expect(await linkAudit(world.console, LONG_AT_WORK)).toEqual({ isStalled: true });
  await past("UPDATE console.audit_event SET at = at + interval '3 hours'");
  expect(await linkAudit(world.console, LONG_AT_WORK)).toEqual({ isStalled: false });
  expect(await stalled()).toBe(0);
});

test("a session remembers for no more than a second that its events wait; whatever it says of that delays only its own", async () => {
  const waiting = async () => (await world.database.ownerPool.query("SELECT * FROM console.audit_waiting")).rows.length;
  const busy = new pg.Client({ connectionString: world.database.url, options: "-c role=callmissed_console" });
  await busy.connect();
  const writeBusily = () =>
    busy.query("INSERT INTO console.audit_event (type, actor_kind, payload) VALUES ('purge.started', 'system', '{}')");
  try {
    const seconds = async () => {
      const { rows } = await busy.query(
        "SELECT nullif(current_setting('callmissed.waits_until', true), '')::numeric - extract(epoch FROM clock_timestamp()) AS left",
      );
      return rows[0]?.left === null ? null : Number(rows[0]?.left);
    };
    // Whoever comes a second after the first one remembers nothing: then once more.
    for (let round = 0; round < 5 && (await seconds()) === null; round += 1) {
      await whileLocked(async () => {
        for (const _ of [1, 2]) await writeBusily();
      });
      await linkAudit(world.console, JUST_STARTED);
    }
    expect(await seconds()).toBeLessThanOrEqual(1);
    await busy.query("SELECT pg_sleep(1.1)");
    await writeBusily();
    expect(await waiting(), "after the second").toBe(0);
    await busy.query("SET callmissed.waits_until = '9999999999'");
    await writeBusily();
    expect(await waiting(), "as it says itself").toBe(1);
    await linkAudit(world.console, JUST_STARTED);
    expect(await waiting(), "the worker links it all the same").toBe(0);
    await write();
    expect(await waiting(), "nobody else waits").toBe(0);
  } finally {
    await busy.end();
  }
});
