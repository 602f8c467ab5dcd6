import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reactivateTenant } from "@/server/deletion/reactivate-tenant";
import { testWorld, type World } from "@/server/testing/world";
import { reminderDue } from "./notice";
import { remindOwners } from "./remind-owners";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const HOUR = 3_600_000;
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const kindsFor = async (id: string) =>
  (await sql("SELECT kind FROM console.notice WHERE subject_id = $1 ORDER BY created_at", [id])).map((row) => row.kind);
beforeEach(() => remindOwners(world.console));

describe("which reminder is due", () => {
  const due = new Date("2026-12-22T10:34:00Z");
  const left = (ms: number) => reminderDue(due, new Date(due.getTime() - ms));
  test.each([
    [168 * HOUR + 1, null],
    [168 * HOUR, "seven_days_left"],
    [48 * HOUR + 1, "seven_days_left"],
    [48 * HOUR, "two_days_left"],
    [1, "two_days_left"],
    [0, null],
    [-1, null],
  ])("with %i ms left it is %s", (ms, kind) => expect(left(ms)).toBe(kind));
});

describe("owners are told in time", () => {
  test("a week before, and two days before, once each, however many workers sweep at once", async () => {
    const week = await world.given.tenantInRetention({ dueInMs: 167 * HOUR });
    const twoDays = await world.given.tenantInRetention({ dueInMs: 47 * HOUR });
    await Promise.all([remindOwners(world.console), remindOwners(world.console), remindOwners(world.console)]);
    await remindOwners(world.console);
    expect(await kindsFor(week.deactivationId)).toEqual(["seven_days_left"]);
    expect(await kindsFor(twoDays.deactivationId)).toEqual(["two_days_left"]);
  });
  test("not earlier, and not once the window has closed", async () => {
    const early = await world.given.tenantInRetention({ dueInMs: 169 * HOUR });
    const late = await world.given.tenantInRetention({ dueInMs: -HOUR });
    await remindOwners(world.console);
    expect(await kindsFor(early.deactivationId)).toEqual([]);
    expect(await kindsFor(late.deactivationId)).toEqual([]);
  });
  test("not after a return, and what was waiting to be sent is voided", async () => {
    const retention = await world.given.tenantInRetention({ dueInMs: 47 * HOUR });
    await remindOwners(world.console);
    await world.given.returnRequest({ retention });
    const { id } = await world.given.operator();
    await reactivateTenant(world.console, { kind: "operator", id }, retention.request.id, retention.request.version, retention.tenant.name);
    await remindOwners(world.console);
    expect(
      await sql("SELECT kind, voided_at IS NOT NULL AS voided FROM console.notice WHERE subject_id = $1 ORDER BY created_at", [
        retention.deactivationId,
      ]),
    ).toEqual([
      { kind: "two_days_left", voided: true },
      { kind: "reactivated", voided: false },
    ]);
  });
});
