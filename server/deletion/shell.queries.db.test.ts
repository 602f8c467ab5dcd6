import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Db } from "@/server/lib/db";
import { testWorld, type World } from "@/server/testing/world";
import { impactOf } from "./shell.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const now = () => world.console.clock.now(world.console.db);
const impact = async (tenantId: string) => impactOf(world.console, tenantId, await now());
const NOTHING = { refunds: 0, paise: 0n };

test("deactivation warns of what could be paid back and nobody has asked for, and until when the first of it can be asked for", async () => {
  const tenant = await world.given.tenant();
  // ₹1,000.00 each, oldest first: one too late; then ₹1,500.00 are used, so half of the second is left.
  await world.given.purchase({ tenant, agoMs: 169 * HOUR_MS });
  const second = await world.given.purchase({ tenant, agoMs: 100 * HOUR_MS });
  const third = await world.given.purchase({ tenant, agoMs: HOUR_MS });
  await world.given.purchase({ tenant, kind: "plan", agoMs: HOUR_MS });
  await world.given.credits({ tenant, amountPaise: -150_000 });
  expect(await impact(tenant.id)).toMatchObject({
    unaskedRefunds: { purchases: 2, paise: 59_000n + 118_000n, earliestDeadline: later(second.purchasedAt, 168 * HOUR_MS) },
    openRefunds: NOTHING,
    refundsPayingOut: NOTHING,
    purchasedCreditsPaise: 150_000n,
    grantedCreditsPaise: 0n,
  });
  await world.given.refund({ purchase: second, state: "requested", amountPaise: 59_000n });
  expect((await impact(tenant.id)).unaskedRefunds).toEqual({
    purchases: 1,
    paise: 118_000n,
    earliestDeadline: later(third.purchasedAt, 168 * HOUR_MS),
  });
});

test("it tells refunds that were asked for or granted, which stay payable, from those on their way", async () => {
  const tenant = await world.given.tenant();
  for (const [state, amountPaise] of [
    ["requested", 11_800n],
    ["granted", 23_600n],
    ["submitted", 35_400n],
    ["pending", 47_200n],
    ["succeeded", 118_000n],
    ["failed", 118_000n],
    ["reversed", 118_000n],
    ["declined", 118_000n],
  ] as const)
    await world.given.refund({ purchase: await world.given.purchase({ tenant }), state, amountPaise });
  expect(await impact(tenant.id)).toMatchObject({
    openRefunds: { refunds: 2, paise: 35_400n },
    refundsPayingOut: { refunds: 2, paise: 82_600n },
    unaskedRefunds: { purchases: 7 },
  });
});

test("once the account is deactivated there is nothing left to warn of, and what was asked for is still there", async () => {
  const tenant = await world.given.tenant();
  await world.given.purchase({ tenant });
  const asked = await world.given.refund({ purchase: await world.given.purchase({ tenant }) });
  await world.given.tenantInRetention({ tenant });
  expect(await impact(tenant.id)).toMatchObject({
    unaskedRefunds: { purchases: 0, paise: 0n, earliestDeadline: null },
    openRefunds: { refunds: 1, paise: asked.amountPaise },
  });
});

test("of a tenant that is gone it says nothing, and another tenant's money is not counted", async () => {
  await world.given.refund({ state: "granted" });
  expect(await impact("00000000-0000-7000-8000-000000000000")).toMatchObject({
    unaskedRefunds: { purchases: 0, paise: 0n, earliestDeadline: null },
    openRefunds: NOTHING,
    refundsPayingOut: NOTHING,
    purchasedCreditsPaise: 0n,
    grantedCreditsPaise: 0n,
  });
});

test("the balances are those of the ledger", async () => {
  const tenant = await world.given.tenant();
  const purchase = await world.given.purchase({ tenant, usedPaise: 12_345 });
  await world.given.credits({ tenant, source: "granted", amountPaise: 50_000 });
  await world.given.credits({ tenant, source: "granted", amountPaise: -1_001 });
  await world.given.refund({ purchase, state: "succeeded", amountPaise: 11_800n });
  await world.given.refund({ purchase, state: "reversed", amountPaise: 11_800n });
  expect(await impact(tenant.id)).toMatchObject({ purchasedCreditsPaise: 77_655n, grantedCreditsPaise: 48_999n });
});

test("as many questions to the database for a tenant with many purchases as for one with none", async () => {
  const tenant = await world.given.tenant();
  for (let made = 0; made < 5; made++) await world.given.refund({ purchase: await world.given.purchase({ tenant }), amountPaise: 11_800n });
  const bare = await world.given.tenant();
  expect(await questions(tenant.id)).toBe(await questions(bare.id));
});

async function questions(tenantId: string): Promise<number> {
  let asked = 0;
  const counting = world.console.db.$extends({
    query: {
      $allOperations({ args, query }) {
        asked++;
        return query(args);
      },
    },
  });
  await impactOf({ ...world.console, db: counting as unknown as Db }, tenantId, await now());
  return asked;
}
