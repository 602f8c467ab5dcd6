import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { requestDetail } from "./detail.queries";
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
