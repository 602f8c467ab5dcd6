import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Clock, databaseClock } from "@/server/lib/clock";
import { countPlatformRows } from "@/server/testing/given/every-table";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { askResume } from "./ask-resume";
import { beginPurge } from "./begin-purge";
import { declineResume } from "./decline-resume";
import { letPurgesRun } from "./let-purges-run";
import { purgeTenant } from "./purge-tenant";
import { openPurgeStop } from "./queries";
import { retryPurge } from "./retry-purge";
import { stopPurges } from "./stop-purges";
import { sweepDue } from "./sweep-due";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
afterEach(() => sql("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = gen_random_uuid() WHERE resumed_at IS NULL"));

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const rowsOf = (tenantId: string) => countPlatformRows({ pool: world.database.ownerPool }, tenantId);
const operator = () => ({ kind: "operator", id: randomUUID() }) as const;
const stop = (actor = operator()) => stopPurges(world.console, actor, { because: "exercise", typed: "stop purges" });
const person = async () => ({ kind: "operator", id: (await world.given.operator("admin")).id }) as const;
const typed = "resume purges";
/** As the second person's screen shows it. */
const shown = async () => {
  const { stop, asked } = await openPurgeStop(world.console, randomUUID());
  return { stopId: stop?.id ?? randomUUID(), typed, seen: asked?.seen ?? "" };
};
const agreeToRun = async (actor: { kind: "operator"; id: string } = operator()) => letPurgesRun(world.console, actor, await shown());
const letRun = async () => {
  await askResume(world.console, await person(), { typed });
  await agreeToRun(await person());
};
const alerts = async (requestId: string) =>
  (await sql("SELECT kind FROM console.alert WHERE request_id = $1 AND ended_at IS NULL", [requestId])).map((row) => row.kind);

describe("while purges are stopped", () => {
  test("none begins, and what is overdue still screams", async () => {
    const { request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31 });
    await stop();
    expect(await sweepDue(world.purge)).toEqual({ begun: 0, resumed: 0 });
    expect(await outcomeOf(beginPurge(world.purge, request.id))).toEqual({ refused: "purges_stopped" });
    expect((await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id]))[0]?.state).toBe("retained");
    expect(await alerts(request.id)).toEqual(["purge_overdue"]);
  });
  test("a running one stands still before its next batch, says so, is not queued, and goes on when a second person lets it", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await beginPurge(world.purge, request.id);
    let isThrown = false;
    const clock: Clock = {
      async now(tx) {
        // Before each batch the clock is asked: as soon as the transcripts are gone, somebody throws the switch.
        if (!isThrown && (await rowsOf(tenant.id)).transcript === 0) {
          isThrown = true;
          await stop();
        }
        return databaseClock.now(tx);
      },
    };
    expect(await purgeTenant({ ...world.purge, clock }, request.id, { batchRows: 1, dutyPercent: 100 })).toBe("stopped");
    const left = await rowsOf(tenant.id);
    expect(left).toMatchObject({ transcript: 0, recording: 1, message: 1, tenant: 1 });
    expect((await sql("SELECT fault FROM console.purge_run WHERE request_id = $1", [request.id]))[0]?.fault).toBe("stopped");
    expect(await purgeTenant(world.purge, request.id)).toBe("stopped");
    expect((await sweepDue(world.purge)).resumed).toBe(0);
    expect(await rowsOf(tenant.id)).toEqual(left);
    expect(await outcomeOf(retryPurge(world.console, operator(), request.id))).toEqual({ refused: "nothing_to_retry" });

    await letRun();
    expect((await sweepDue(world.purge)).resumed).toBeGreaterThan(0);
    expect(await purgeTenant(world.purge, request.id)).toBe("finished");
  });
  test("even a raw delete as the purge role takes nothing", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 31, isFilled: true });
    await beginPurge(world.purge, request.id);
    await stop();
    const erased = await world.purge.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('callmissed.purging_tenant', ${tenant.id}, true)`;
      return tx.$executeRaw`DELETE FROM platform.transcript WHERE tenant_id = ${tenant.id}::uuid`;
    });
    expect(erased).toBe(0);
  });
});

describe("the switch", () => {
  test("asks for its words", async () => {
    expect(await outcomeOf(stopPurges(world.console, operator(), { because: "exercise", typed: "stop" }))).toEqual({
      refused: "stop_not_typed",
    });
    expect(await sql("SELECT 1 FROM console.purge_stop WHERE resumed_at IS NULL")).toEqual([]);
  });
  test("is thrown once by two at once", async () => {
    const outcomes = await Promise.all([outcomeOf(stop()), outcomeOf(stop())]);
    expect(outcomes).toContainEqual({ value: undefined });
    expect(outcomes).toContainEqual({ refused: "purges_already_stopped" });
    expect(await sql("SELECT 1 FROM console.purge_stop WHERE resumed_at IS NULL")).toHaveLength(1);
  });
  test("is released when one asks and another agrees, never by one alone, and not after somebody declined", async () => {
    await stop();
    const [maker, checker] = [await person(), await person()];
    expect(await outcomeOf(agreeToRun(checker))).toEqual({ refused: "resume_not_asked" });
    await askResume(world.console, maker, { typed });
    expect(await outcomeOf(askResume(world.console, checker, { typed }))).toEqual({ refused: "resume_asked" });
    expect(await outcomeOf(agreeToRun(maker))).toEqual({ refused: "maker_is_checker" });
    const { stopId } = await shown();
    await declineResume(world.console, checker, stopId);
    expect(await outcomeOf(agreeToRun(checker))).toEqual({ refused: "resume_not_asked" });
    await askResume(world.console, checker, { typed });
    await agreeToRun(maker);
    expect(await sql("SELECT 1 FROM console.purge_stop WHERE resumed_at IS NULL")).toEqual([]);
  });
  test("is not released by the console's own role without two people", async () => {
    await stop();
    const { id } = await person();
    const resume = () =>
      world.console.db
        .$executeRaw`UPDATE console.purge_stop SET resumed_at = clock_timestamp(), resumed_by = ${id}::uuid WHERE resumed_at IS NULL`;
    await expect(resume()).rejects.toThrow("when a second person agrees");
    await askResume(world.console, { kind: "operator", id }, { typed });
    await expect(resume()).rejects.toThrow("when a second person agrees");
  });
  test("is not released by who threw it, in the code and in the database", async () => {
    const meera = operator();
    await stop(meera);
    expect(await outcomeOf(agreeToRun(meera))).toEqual({ refused: "maker_is_checker" });
    await expect(sql("UPDATE console.purge_stop SET resumed_at = now(), resumed_by = stopped_by WHERE resumed_at IS NULL")).rejects.toThrow(
      /two_people/,
    );
    await letRun();
    expect(await outcomeOf(agreeToRun())).toEqual({ refused: "purges_not_stopped" });
    expect(await outcomeOf(askResume(world.console, await person(), { typed }))).toEqual({ refused: "purges_not_stopped" });
    const book = await sql("SELECT type, actor_id FROM console.audit_event WHERE type LIKE 'purges.%' ORDER BY id DESC LIMIT 3");
    expect(book.map((event) => event.type)).toEqual(["purges.resumed", "purges.resume_asked", "purges.stopped"]);
    expect(book[2]?.actor_id).toBe(meera.id);
  });
});
