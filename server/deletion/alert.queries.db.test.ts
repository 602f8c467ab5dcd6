import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR_MS, later } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { listOpenAlerts } from "./alert.queries";
import { raiseAlert } from "./raise-alert";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("money that came back stands above older alerts, and each says which refund, whose and how much", async () => {
  const { given, console: deps } = world;
  const now = await deps.clock.now(deps.db);
  const tenant = await given.tenant();
  const failed = await given.refund({ purchase: await given.purchase({ tenant }), state: "failed" });
  const reversed = await given.refund({ purchase: await given.purchase({ tenant }), state: "reversed" });
  await deps.db.alert.updateMany({ where: { endedAt: null }, data: { endedAt: now } });
  await raiseAlert(deps.db, "refund_needs_person", { refundId: failed.id }, later(now, -2 * HOUR_MS));
  await raiseAlert(deps.db, "refund_reversed", { refundId: reversed.id }, later(now, -HOUR_MS));
  const [first, second, ...rest] = await listOpenAlerts(deps);
  expect(first).toMatchObject({ kind: "refund_reversed", refundId: reversed.id, organisation: tenant.name, amountPaise: 118_000n });
  expect(first?.refundNumber).toBeGreaterThan(1_000);
  expect(second).toMatchObject({ kind: "refund_needs_person", refundId: failed.id, number: null });
  expect(rest).toEqual([]);
});
