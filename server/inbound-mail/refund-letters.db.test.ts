import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, later } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { listLetters } from "./queries";
import { waitingRefundLetters } from "./refund-letters.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("a letter for a refund waits until one is written down by it, the oldest first; no other letter does", async () => {
  const { given, console: deps, database } = world;
  const now = await deps.clock.now(deps.db);
  const tenant = await given.tenant();
  const letter = (daysAgo: number, wish = {}) =>
    given.letter({ tenant, intent: "refund", outcome: "queued", receivedAt: later(now, -daysAgo * DAY_MS), ...wish });
  const [newer, older] = [await letter(1), await letter(6)];
  await letter(31);
  await letter(2, { tenant: undefined });
  await letter(2, { intent: "grievance" });
  await letter(2, { outcome: "replayed" });
  expect(await waitingRefundLetters(deps)).toEqual([older.id, newer.id]);
  expect((await listLetters(deps, "refunds", null)).items.map(({ id }) => id)).toEqual([newer.id, older.id]);

  const refund = await given.refund({ purchase: await given.purchase({ tenant }), channel: "mail" });
  await database.ownerPool.query("UPDATE console.refund SET letter_id = $1 WHERE id = $2", [older.id, refund.id]);
  expect(await waitingRefundLetters(deps)).toEqual([newer.id]);
});
