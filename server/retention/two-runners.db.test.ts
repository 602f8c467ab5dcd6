import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { openStore } from "@/server/lib/open-store";
import { testWorld, type World } from "@/server/testing/world";
import { appendErasure } from "./append-erasure";
import { beginPurge } from "./begin-purge";
import { finishPurge } from "./finish-purge";
import { ERASE_CLASSES, type EraseClass } from "./inventory";
import { purgeTenant } from "./purge-tenant";
import { recordBroken, recordFailureOf, recordHeld } from "./record-trouble";
import { recount } from "./recount-classes";
import { sweepDue } from "./sweep-due";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

async function begun() {
  const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
  await beginPurge(world.purge, request.id);
  return { requestId: request.id, tenantId: tenant.id };
}

/** Everything that a second runner could touch. */
async function traces({ requestId }: { requestId: string }) {
  const entries: string[] = [];
  for await (const { key } of openStore(env().LEDGER_STORE).list("")) entries.push(key);
  return {
    run: await sql("SELECT * FROM console.purge_run WHERE request_id = $1", [requestId]),
    steps: await sql("SELECT * FROM console.purge_step WHERE request_id = $1 ORDER BY position", [requestId]),
    alerts: await sql("SELECT * FROM console.alert WHERE request_id = $1 ORDER BY raised_at", [requestId]),
    certificate: await sql("SELECT * FROM console.deletion_certificate WHERE request_id = $1", [requestId]),
    mark: await sql("SELECT number, entry_sha256 FROM console.ledger_mark"),
    book: await sql("SELECT type FROM console.audit_event WHERE request_id = $1 ORDER BY id", [requestId]),
    entries,
  };
}

describe("a runner that comes after the one that finished", () => {
  test("changes nothing, wherever it stands: not the counts, the proof, the fault, the alerts nor the ledger", async () => {
    const run = await begun();
    expect(await purgeTenant(world.purge, run.requestId)).toBe("finished");
    const before = await traces(run);
    expect(before.steps.every((step) => step.survivors === "0")).toBe(true);
    expect(before.entries.filter((key) => key.startsWith("entries/"))).toHaveLength(1);

    expect(await recount(world.purge, run.requestId)).toBeNull();
    await finishPurge(world.purge, run.requestId);
    await recordBroken(world.purge, run);
    await recordHeld(world.purge, run, ["tenant"]);
    const entry = ERASE_CLASSES[0] as EraseClass;
    await expect(recordFailureOf(world.purge, run, entry, () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    expect(await appendErasure(world.purge, run.requestId)).toEqual({ number: before.certificate[0].ledger_number, since: [] });
    expect(await purgeTenant(world.purge, run.requestId)).toBe("finished");
    expect(await traces(run)).toEqual(before);
  });
  test("while it ran leaves a finished purge whole, with one entry in the ledger and no alert open", async () => {
    const run = await begun();
    await Promise.allSettled([purgeTenant(world.purge, run.requestId), purgeTenant(world.purge, run.requestId)]);
    expect(await purgeTenant(world.purge, run.requestId)).toBe("finished");
    const { run: runs, steps, alerts, book } = await traces(run);
    expect(runs[0]).toMatchObject({ fault: null, verified_at: expect.any(Date), finished_at: expect.any(Date) });
    expect(steps.map((step) => [step.survivors, step.done === step.before])).toEqual(ERASE_CLASSES.map(() => ["0", true]));
    expect(alerts.filter((alert) => !alert.ended_at)).toEqual([]);
    expect(book.filter(({ type }) => type === "purge.finished")).toHaveLength(1);
  });
});

test("the sweep that begins a purge gives it one job, also when a worker takes that at once", async () => {
  const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
  // A worker as quick as can be: every job is taken the moment it is there.
  await sql(`CREATE FUNCTION take_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN NEW.locked_at := now(); NEW.locked_by := 'quick'; RETURN NEW; END $$`);
  await sql("CREATE TRIGGER take_at_once BEFORE INSERT ON graphile_worker._private_jobs FOR EACH ROW EXECUTE FUNCTION take_at_once()");
  try {
    expect((await sweepDue(world.purge)).begun).toBeGreaterThan(0);
  } finally {
    await sql("DROP TRIGGER take_at_once ON graphile_worker._private_jobs");
  }
  const jobs = await sql("SELECT key, attempts FROM graphile_worker._private_jobs WHERE payload ->> 'requestId' = $1", [request.id]);
  expect(jobs).toEqual([{ key: `purge:${request.id}`, attempts: 0 }]);
});
