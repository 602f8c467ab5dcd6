import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/server/lib/clock";
import { deadlineIn } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import { countObjectsOf } from "@/server/platform/objects.adapter";
import { countPlatformRows } from "@/server/testing/given/every-table";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { ERASE_CLASSES } from "./inventory";
import { planPurge } from "./plan-purge";
import { purgeTenant } from "./purge-tenant";
import { retryPurge } from "./retry-purge";
import { sweepDue } from "./sweep-due";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

type Step = { before: string; done: string; survivors: string | null; failure_code: string | null; started_at: Date; finished_at: Date };
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const rowsOf = (tenantId: string) => countPlatformRows({ pool: world.database.ownerPool }, tenantId);
const faultOf = async (requestId: string) =>
  (await sql("SELECT fault FROM console.purge_run WHERE request_id = $1", [requestId]))[0]?.fault;
const stepsOf = async (requestId: string): Promise<Record<string, Step>> =>
  Object.fromEntries(
    (await sql("SELECT * FROM console.purge_step WHERE request_id = $1 ORDER BY position", [requestId])).map((step) => [
      step.class_name,
      step as Step,
    ]),
  );
const begun = async () => {
  const retention = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
  await beginPurge(world.purge, retention.request.id);
  return { ...retention, run: { requestId: retention.request.id, tenantId: retention.tenant.id } };
};
/** Takes a folder away while something is tried, and puts it back. */
async function without<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  await rename(folder, `${folder}.away`);
  try {
    return await work();
  } finally {
    await rename(`${folder}.away`, folder);
  }
}

describe("a store that is away", () => {
  test("in the middle: its step says which one and why, nothing that hangs on it goes, and the next try finishes", async () => {
    const { run, request, tenant } = await begun();
    await planPurge(world.purge, run);
    await without(world.filesDir, () => expect(purgeTenant(world.purge, request.id)).rejects.toThrow());
    const failed = await stepsOf(request.id);
    expect(failed.objects_recordings?.failure_code).toBe("store_away");
    expect(Object.values(failed).filter((step) => step.failure_code)).toHaveLength(1);
    expect(await faultOf(request.id)).toBe("step_failed");
    expect((await rowsOf(tenant.id)).recording).toBe(1);
    expect(await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [request.id])).toEqual([
      { kind: "purge_incomplete" },
    ]);

    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    const done = await stepsOf(request.id);
    for (const step of Object.values(done)) expect(step).toMatchObject({ failure_code: null, done: step.before, survivors: "0" });
    expect(done.objects_recordings?.before).toBe("1");
  });
  test("before anything was counted: the plan says so, nothing is erased, and the next try counts it", async () => {
    const { request, tenant } = await begun();
    await without(world.filesDir, () => expect(purgeTenant(world.purge, request.id)).rejects.toThrow());
    expect((await stepsOf(request.id)).objects_knowledge).toMatchObject({ failure_code: "store_away", started_at: null });
    expect((await rowsOf(tenant.id)).usage_record).toBe(1);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect((await stepsOf(request.id)).objects_knowledge).toMatchObject({ failure_code: null, before: "1", done: "1" });
  });
  test("at the key: what is finished stays finished, and only the key's step is red", async () => {
    const { run, request } = await begun();
    await planPurge(world.purge, run);
    await without(env().KEYS_STORE, () => expect(purgeTenant(world.purge, request.id)).rejects.toThrow());
    const failed = await stepsOf(request.id);
    expect(failed.tenant_key?.failure_code).toBe("key_store_away");
    const names = ERASE_CLASSES.map(({ name }) => name).filter((name) => !["tenant_key", "tenant"].includes(name));
    for (const name of names) expect(failed[name]?.finished_at, name).not.toBeNull();
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    const done = await stepsOf(request.id);
    for (const name of names) expect(done[name]?.finished_at, name).toEqual(failed[name]?.finished_at);
  });
  test("the wrong one, without a single object that rows point to, is named as such, and the right one is purged", async () => {
    const { request } = await begun();
    await rename(world.filesDir, `${world.filesDir}.right`);
    try {
      await mkdir(world.filesDir);
      await expect(purgeTenant(world.purge, request.id)).rejects.toThrow(/object store/);
      expect((await stepsOf(request.id)).objects_recordings?.failure_code).toBe("store_empty");
      // Another installation's: not empty, but nothing of ours.
      await begun().then(({ tenant }) => rename(path.join(world.filesDir, tenant.id), path.join(world.filesDir, randomUUID())));
      await expect(purgeTenant(world.purge, request.id)).rejects.toThrow(/object store/);
    } finally {
      await rm(world.filesDir, { recursive: true });
      await rename(`${world.filesDir}.right`, world.filesDir);
    }
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect((await stepsOf(request.id)).objects_recordings).toMatchObject({ before: "1", done: "1" });
  });
  test("the right one, which lost a tenant's objects and holds a neighbour's, lets the purge go on and says 0 of 0", async () => {
    const { request, tenant } = await begun();
    const neighbour = await begun();
    await rm(path.join(world.filesDir, tenant.id), { recursive: true });
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect((await stepsOf(request.id)).objects_recordings).toMatchObject({ before: "0", done: "0", survivors: "0" });
    expect(await countObjectsOf(neighbour.tenant.id, "recordings")).toBe(1);
  });
});

describe("the end, after the last class", () => {
  test.each([
    ["cannot_certify", "signing key", () => env().SIGNING_KEY_FILE],
    ["ledger_away", "ledger key", () => env().LEDGER_KEY_FILE],
    ["ledger_away", "ledger", () => env().LEDGER_STORE],
  ] as const)(
    "is told as %s without the %s: no step is blamed, a person may have it tried again, and then it finishes",
    async (fault, _what, place) => {
      const { request } = await begun();
      await without(place(), () => expect(purgeTenant(world.purge, request.id)).rejects.toThrow());
      expect(await faultOf(request.id)).toBe(fault);
      expect(Object.values(await stepsOf(request.id)).filter((step) => step.failure_code || !step.finished_at)).toEqual([]);
      expect(await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [request.id])).toEqual([
        { kind: "purge_incomplete" },
      ]);
      await retryPurge(world.console, { kind: "operator", id: randomUUID() }, request.id);
      expect(await purgeTenant(world.purge, request.id)).toBe("finished");
      expect(await faultOf(request.id)).toBeNull();
    },
  );
});

describe("a deadline that is over", () => {
  test("before a batch of objects begins leaves all of them where they are, and the next try goes on", async () => {
    const { run, request } = await begun();
    await planPurge(world.purge, run);
    const late = { batchRows: 1_000, dutyPercent: 100, deadline: () => deadlineIn(0) };
    await expect(purgeTenant(world.purge, request.id, late)).rejects.toThrow();
    expect((await stepsOf(request.id)).objects_recordings).toMatchObject({ before: "1", done: "0", failure_code: "store_away" });
    expect(await countObjectsOf(run.tenantId, "recordings")).toBe(1);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  });
});

describe("trying again", () => {
  test("at once is for what failed: the job is due now, whatever its back-off was, and the book says who asked", async () => {
    const { run, request } = await begun();
    await planPurge(world.purge, run);
    const meera = { kind: "operator", id: randomUUID() } as const;
    expect(await outcomeOf(retryPurge(world.console, meera, request.id))).toEqual({ refused: "nothing_to_retry" });
    await without(world.filesDir, () => expect(purgeTenant(world.purge, request.id)).rejects.toThrow());
    await sql("UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour', attempts = 7 WHERE key = $1", [
      `purge:${request.id}`,
    ]);
    await sweepDue(world.purge);
    const job = () =>
      sql("SELECT run_at <= now() AS due, attempts FROM graphile_worker._private_jobs WHERE key = $1", [`purge:${request.id}`]);
    expect(await job()).toEqual([{ due: false, attempts: 7 }]);
    await retryPurge(world.console, meera, request.id);
    expect(await job()).toEqual([{ due: true, attempts: 0 }]);
    expect(await sql("SELECT actor_id FROM console.audit_event WHERE type = 'purge.retried' AND request_id = $1", [request.id])).toEqual([
      { actor_id: meera.id },
    ]);
    await purgeTenant(world.purge, request.id);
    expect(await outcomeOf(retryPurge(world.console, meera, request.id))).toEqual({ refused: "purge_not_begun" });
  });
});

describe("the recount", () => {
  test("that finds something in one class opens that class again, and no other", async () => {
    const { run, request } = await begun();
    await planPurge(world.purge, run);
    await sql("UPDATE console.purge_step SET started_at = now(), finished_at = now() WHERE request_id = $1 AND class_name = 'letter'", [
      request.id,
    ]);
    await expect(purgeTenant(world.purge, request.id)).rejects.toThrow(/recount/);
    expect(await faultOf(request.id)).toBe("survivors");
    const open = Object.entries(await stepsOf(request.id)).filter(([, step]) => !step.finished_at);
    expect(open.map(([name]) => name)).toEqual(["letter"]);
    expect(Number(open[0]?.[1].survivors)).toBeGreaterThan(0);
    expect((await sql("SELECT verified_at FROM console.purge_run WHERE request_id = $1", [request.id]))[0]?.verified_at).toBeNull();
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  });
  test("does not rest on an earlier one", async () => {
    const { request } = await begun();
    await sql("INSERT INTO console.purge_step (request_id, position, class_name, before, survivors) VALUES ($1, 99, 'of_yore', 0, 0)", [
      request.id,
    ]);
    await expect(purgeTenant(world.purge, request.id)).rejects.toThrow(/of one piece/);
  });
});

describe("counts and instants", () => {
  test("stay true when a worker died after removing objects and before writing that down", async () => {
    const { run, request, tenant } = await begun();
    const orphans = path.join(world.filesDir, tenant.id, "recordings");
    const { writeFile } = await import("node:fs/promises");
    for (const name of ["a", "b", "c"]) await writeFile(path.join(orphans, `${name}.ogg`), "sound");
    await planPurge(world.purge, run);
    await sql("UPDATE console.purge_step SET started_at = now() WHERE request_id = $1 AND class_name = 'objects_recordings'", [request.id]);
    for (const name of (await readdir(orphans)).slice(0, 2)) await rm(path.join(orphans, name));
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
    expect((await stepsOf(request.id)).objects_recordings).toMatchObject({ before: "4", done: "4" });
  });
  test("a clock that was set back begins nothing, and lets what runs finish without a negative duration", async () => {
    const waiting = await world.given.tenantInRetention({ deactivatedDaysAgo: 30.01 });
    const { request } = await begun();
    const early = { ...world.purge, clock: fixedClock(new Date(waiting.purgeDueAt.getTime() - 86_400_000)) };
    await sweepDue(early);
    expect((await sql("SELECT state FROM console.deletion_request WHERE id = $1", [waiting.request.id]))[0]?.state).toBe("retained");
    expect(await purgeTenant(early, request.id)).toBe("finished");
    const [run] = await sql(
      "SELECT finished_at >= started_at AS forwards, verified_at >= started_at AS proven, heartbeat_at >= started_at AS alive FROM console.purge_run WHERE request_id = $1",
      [request.id],
    );
    expect(run).toEqual({ forwards: true, proven: true, alive: true });
    const backwards = "SELECT 1 FROM console.purge_step WHERE request_id = $1 AND (finished_at < started_at OR worked_ms < 0)";
    expect(await sql(backwards, [request.id])).toEqual([]);
  });
});
