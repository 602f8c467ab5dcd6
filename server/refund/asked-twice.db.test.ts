import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import type { Refusal } from "@/server/lib/refusal";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { sentenceForRefusal } from "@/server/trpc/refusal-sentences";

/*
 * One wish is one refund, however often somebody writes it down.
 */

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());

test("one wish is written down once: another of the purchase waits until this one is decided", async () => {
  const purchase = await world.given.purchase({ taxablePaise: 80_000 });
  const agent = desk.as(await desk.person());
  const { id, number } = await agent.lodge(desk.wishFor(purchase, 40_000n));
  const refused = (await agent.lodge(desk.wishFor(purchase, 10_000n)).catch((caught) => caught)) as { cause: Refusal };
  expect(sentenceForRefusal(refused.cause)).toBe(
    `RF-${number} asks for money of this purchase already, and waits for a decision. Change that one instead.`,
  );
  expect(await metBy(agent.lodge(desk.wishFor(await world.given.purchase({ tenant: purchase.tenant }))))).toBe("done");
  await agent.propose({ refundId: id, version: 1 });
  expect(await metBy(agent.lodge(desk.wishFor(purchase, 40_000n)))).toBe("done");
});
test("a double click, or a lost answer: the same input many times at once is one refund", async () => {
  const purchase = await world.given.purchase();
  const agent = desk.as(await desk.person());
  const met = await Promise.all(Array.from({ length: 8 }, () => metBy(agent.lodge(desk.wishFor(purchase)))));
  expect(met.sort()).toEqual([...Array.from({ length: 7 }, () => "already_asked"), "done"]);
  expect(await desk.sql("SELECT count(*)::int AS n FROM console.refund WHERE purchase_id = $1", [purchase.id])).toEqual([{ n: 1 }]);
});
test("one that failed is not tried again while another of its purchase waits", async () => {
  const purchase = await world.given.purchase({ taxablePaise: 80_000 });
  const failed = await desk.failedUnasked({ purchase, amountPaise: 40_000n });
  const agent = desk.as(await desk.person());
  const { id } = await agent.lodge(desk.wishFor(purchase, 40_000n));
  const { version } = await desk.refundOf(failed.id);
  expect(await metBy(agent.tryAgain({ refundId: failed.id, version }))).toBe("already_asked");
  await agent.decline({ refundId: id, version: 1, because: "asked_twice" });
  expect(await metBy(agent.tryAgain({ refundId: failed.id, version }))).toBe("done");
  expect(await metBy(agent.lodge(desk.wishFor(purchase, 40_000n)))).toBe("already_asked");
});
test("a letter has one refund, whatever becomes of it, until that is declined", async () => {
  const tenant = await world.given.tenant();
  const purchase = await world.given.purchase({ tenant, agoMs: DAY_MS });
  const receivedAt = new Date(purchase.purchasedAt.getTime() + DAY_MS - HOUR_MS);
  const letter = await world.given.letter({ tenant, intent: "refund", outcome: "queued", receivedAt });
  const agent = desk.as(await desk.person());
  const lodge = () => agent.lodge({ ...desk.wishFor(purchase), letterId: letter.id });
  const { id, number } = await lodge();
  await agent.edit({ refundId: id, version: 1, amountPaise: 11_800n, reason: "other" });
  await agent.propose({ refundId: id, version: 2 });
  const refused = (await lodge().catch((caught) => caught)) as { cause: Refusal };
  expect(sentenceForRefusal(refused.cause)).toBe(
    `RF-${number} was written down by this letter already. Change that one, or decline it first.`,
  );
  expect((await agent.ofTenant({ tenantId: purchase.tenant.id, letterId: letter.id })).byLetter).toEqual({ id, number });
  // The database says so too, whoever forgets to ask.
  const copy = world.console.db.$executeRawUnsafe(
    `INSERT INTO console.refund (id, tenant_id, purchase_id, channel, requested_at, reason, amount_paise, credits_paise, letter_id, created_at, state_changed_at, due_at, gateway)
       SELECT gen_random_uuid(), tenant_id, purchase_id, channel, requested_at, reason, amount_paise, credits_paise, letter_id, created_at, state_changed_at, due_at, gateway FROM console.refund WHERE id = $1::uuid`,
    id,
  );
  await expect(copy).rejects.toThrow(/Unique constraint|duplicate key/);
  await agent.decline({ refundId: id, version: 3, because: "asked_twice" });
  expect(await metBy(lodge())).toBe("done");
});
