import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, fixedClock, HOUR_MS, later } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { requestDetail } from "./detail.queries";
import { listFilter } from "./list-filter";
import { listRequests } from "./queries";
import { retentionStrip } from "./retention.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("whoever waits for a refund past the end is told apart from whoever is held, and from whose purge should have begun", async () => {
  const overdue = async (states: ("pending" | "submitted" | "granted")[], isHeld = false) => {
    const tenant = await world.given.tenant();
    for (const state of states) await world.given.refund({ purchase: await world.given.purchase({ tenant }), state });
    const retention = await world.given.tenantInRetention({ tenant, dueInMs: -1_000 });
    if (isHeld) await world.given.hold({ tenant });
    return retention;
  };
  const waiting = await overdue(["pending", "submitted"]);
  await overdue(["pending"], true);
  await overdue(["granted"]);
  const { days } = await retentionStrip(world.console);
  expect(days).toEqual([{ day: -1, total: 3, held: 1, waiting: 1 }]);
  const { payingOut } = await requestDetail(world.console, waiting.request.id, { kind: "system" }, true);
  expect(payingOut).toEqual({ refundId: null, refunds: 2, amountPaise: 236_000n, since: expect.any(Date) });
});

test("a day of the strip is a day of India's calendar, and its list has the tenants that it counts", async () => {
  const { purgeDueAt, request } = await world.given.tenantInRetention({ dueInMs: 12 * HOUR_MS });
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Kolkata" }).format(purgeDueAt);
  const midnight = new Date(`${date}T00:00:00+05:30`);
  const seen = [
    [midnight, 0],
    [purgeDueAt, 0],
    [later(purgeDueAt, 1), -1],
    [later(midnight, -1), 1],
    [later(midnight, -DAY_MS), 1],
    [later(midnight, -29 * DAY_MS - 1), 30],
  ] as const;
  for (const [at, day] of seen) {
    const deps = { ...world.console, clock: fixedClock(at) };
    const { items } = await listRequests(deps, listFilter.parse({ day }), null, { id: request.id, byAddress: false });
    const where = `${at.toISOString()}, day ${day}`;
    expect(
      items.map(({ id }) => id),
      where,
    ).toContain(request.id);
    expect((await retentionStrip(deps)).days.find((one) => one.day === day)?.total, where).toBe(items.length);
  }
});
