import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { GivenPurchase, GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { assessPurchase, assessPurchases } from "./assess-purchase";
import type { UsedFirst } from "./credits-used";
import { refusalOf } from "./eligibility";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const HOUR = 3_600_000;
const assessed = (purchase: GivenPurchase, more: { exceptRefundId?: string; usedFirst?: UsedFirst; askedAt?: Date } = {}, now?: Date) => {
  const askedAt = more.askedAt ?? later(purchase.purchasedAt, HOUR);
  return assessPurchase(world.console.db, { tenantId: purchase.tenant.id, purchaseId: purchase.id, ...more, askedAt }, now ?? askedAt);
};

test("a purchase that nobody used is paid back whole", async () => {
  const { eligibility } = await assessed(await world.given.purchase({}));
  expect(eligibility).toMatchObject({ isEligible: true, capPaise: 118_000n, creditsCapPaise: 100_000n, reasons: [], limitedBy: null });
});

test("what its credits were used for is not, nor what is spoken for, and the refund that is decided does not stand in its own way", async () => {
  const purchase = await world.given.purchase({ usedPaise: 30_000 });
  await world.given.refund({ purchase, state: "succeeded", amountPaise: 11_800n });
  await world.given.refund({ purchase, state: "failed", amountPaise: 59_000n });
  const granted = await world.given.refund({ purchase, state: "granted", amountPaise: 23_600n });
  expect((await assessed(purchase)).eligibility).toMatchObject({ spokenForPaise: 35_400n, unconsumedPaise: 60_000n, capPaise: 47_200n });
  const itself = await assessed(purchase, { exceptRefundId: granted.id });
  expect(itself.eligibility).toMatchObject({ spokenForPaise: 11_800n, unconsumedPaise: 60_000n, capPaise: 70_800n });
  expect(refusalOf(itself, granted)).toBeNull();
});

test("what a gateway paid twice for a later purchase is missing from it: no more is paid back than the books hold", async () => {
  const tenant = await world.given.tenant();
  const [purchase, paidTwice] = [
    await world.given.purchase({ tenant, agoMs: 5 * HOUR }),
    await world.given.purchase({ tenant, agoMs: HOUR }),
  ];
  for (const state of ["succeeded", "pending"] as const) await world.given.refund({ purchase: paidTwice, state, amountPaise: 70_800n });
  expect((await assessed(purchase)).eligibility).toMatchObject({ unconsumedPaise: 80_000n, capPaise: 94_400n, limitedBy: "credits" });
  expect((await assessed(paidTwice)).eligibility).toMatchObject({ unconsumedPaise: 0n, capPaise: 0n });
});

test("asked before the account was deactivated it stays payable while the tenant is retained; asked after, it is not", async () => {
  const purchase = await world.given.purchase({ agoMs: 48 * HOUR });
  const { deactivatedAt } = await world.given.tenantInRetention({ tenant: purchase.tenant, deactivatedDaysAgo: 1 });
  const at = async (askedAt: Date) => (await assessed(purchase, { askedAt }, later(deactivatedAt, HOUR))).eligibility.reasons[0]?.code;
  expect(await at(later(deactivatedAt, -1))).toBeUndefined();
  expect(await at(deactivatedAt)).toBe("asked_after_deactivation");
});

test("another tenant's purchase is unknown, and a tenant that is not there is gone", async () => {
  const purchase = await world.given.purchase({});
  const other = await world.given.tenant();
  const asked = (tenantId: string) =>
    assessPurchase(world.console.db, { tenantId, purchaseId: purchase.id, askedAt: purchase.purchasedAt }, purchase.purchasedAt);
  await expect(asked(other.id)).rejects.toMatchObject({ code: "purchase_unknown" });
  await expect(asked("00000000-0000-7000-8000-000000000000")).rejects.toMatchObject({ code: "tenant_gone" });
});

describe("a tenant's page of purchases", () => {
  test("fifty at a time, newest first, none twice and none left out", async () => {
    const tenant = await world.given.tenant();
    const bought = new Date("2026-11-10T09:30:00.000Z");
    const all: string[] = [];
    // Some of them in the same millisecond.
    for (let at = 0; at < 53; at++) all.push((await world.given.purchase({ tenant, purchasedAt: later(bought, Math.floor(at / 3)) })).id);
    const first = await assessPurchases(world.console.db, tenant.id, later(bought, HOUR));
    expect(first.items).toHaveLength(50);
    const second = await assessPurchases(world.console.db, tenant.id, later(bought, HOUR), first.next);
    expect(second.next).toBeNull();
    const seen = [...first.items, ...second.items];
    expect(new Set(seen.map((item) => item.purchase.id))).toEqual(new Set(all));
    expect(seen.map((item) => item.purchase.purchasedAt.getTime())).toEqual(
      seen.map((item) => item.purchase.purchasedAt.getTime()).sort((a, b) => b - a),
    );
  });

  test("asks the database as often for many purchases as for one, and says the same as each alone", async () => {
    const one = await world.given.purchase({});
    const tenant = await world.given.tenant();
    const many: GivenPurchase[] = [];
    for (const hours of [5, 4, 3, 2, 1]) many.push(await world.given.purchase({ tenant, agoMs: hours * HOUR }));
    await world.given.credits({ tenant, amountPaise: -130_000 });
    await world.given.refund({ purchase: many[2] as GivenPurchase, state: "succeeded", amountPaise: 11_800n });
    const now = await world.console.clock.now(world.console.db);
    expect(await questions((tx) => assessPurchases(tx, tenant.id, now))).toBe(
      await questions((tx) => assessPurchases(tx, one.tenant.id, now)),
    );
    const page = await assessPurchases(world.console.db, tenant.id, now);
    expect(page.items.map((item) => item.eligibility.capPaise)).toEqual([118_000n, 118_000n, 106_200n, 82_600n, 0n]);
    for (const { purchase, eligibility } of page.items)
      expect(
        (await assessPurchase(world.console.db, { tenantId: tenant.id, purchaseId: purchase.id, askedAt: now }, now)).eligibility,
      ).toEqual(eligibility);
  });
});

/** How many questions some work asks of the database. */
async function questions(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let asked = 0;
  const counting = world.console.db.$extends({
    query: {
      $allOperations({ args, query }) {
        asked++;
        return query(args);
      },
    },
  });
  await work(counting as unknown as Tx);
  return asked;
}

/*
 *  The slow, obvious way: walk through the ledger entry by entry and keep every purchase's credits in a purse of its own. What a
 *  refund took is missing from its purse from the beginning, and what nothing was there for is a debt that the next purchase pays.
 */
type Step = { do: "buy" | "give" | "use"; paise: number; hours: number; isPurchased: boolean };

function walk(steps: Step[], refunded: number[], usedFirst: UsedFirst): number[] {
  const purses: number[] = [];
  let granted = 0;
  let debt = 0;
  let paidByPurses = 0;
  const fromPurses = (paise: number): number => {
    let rest = paise;
    for (const [at, purse] of purses.entries()) {
      const part = Math.min(purse, rest);
      purses[at] = purse - part;
      rest -= part;
    }
    return rest;
  };
  const fromGranted = (paise: number): number => {
    const part = Math.min(granted, paise);
    granted -= part;
    return paise - part;
  };
  for (const step of steps) {
    if (step.do === "give") granted += step.paise;
    else if (step.do === "buy") {
      purses.push(step.paise - (refunded[purses.length] ?? 0));
      debt = fromPurses(debt);
    } else {
      const before = granted;
      const rest = usedFirst === "granted" ? fromPurses(fromGranted(step.paise)) : fromGranted(fromPurses(step.paise));
      paidByPurses += step.paise - (before - granted);
      debt += rest;
    }
  }
  // Use that the books took from purchased credits beyond what the rule says.
  const booked = steps.filter((step) => step.do === "use" && step.isPurchased).reduce((sum, step) => sum + step.paise, 0);
  fromPurses(Math.max(0, booked - paidByPurses));
  return purses;
}

test("on any ledger the sums of the database say the same as walking through it entry by entry", async () => {
  const step = fc.record({
    do: fc.constantFrom("buy" as const, "give" as const, "use" as const, "use" as const),
    paise: fc.integer({ min: 1, max: 90_000 }),
    // Several at the same instant as well; a purchase then comes first, grants last. Two purchases are never at the same one.
    hours: fc.integer({ min: 0, max: 30 }),
    isPurchased: fc.boolean(),
  });
  // Half of the ledgers begin with a purchase that is seldom used up, so that something is left of enough of them, whatever chance brings.
  const begins = fc.constantFrom<Step[]>([], [{ do: "buy", paise: 200_000, hours: 0, isPurchased: true }]);
  const order = { buy: 0, use: 1, give: 2 };
  const begin = new Date("2026-11-10T09:30:00.000Z");
  let differed = 0;
  await fc.assert(
    fc.asyncProperty(
      begins,
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.array(fc.integer({ min: 0, max: 100 })),
      async (first, more, shares) => {
        const anySteps = [...first, ...more];
        const steps = anySteps
          .filter((one, at) => one.do !== "buy" || anySteps.findIndex((other) => other.do === "buy" && other.hours === one.hours) === at)
          .sort((a, b) => a.hours - b.hours || order[a.do] - order[b.do]);
        const tenant = await world.given.tenant();
        const bought: GivenPurchase[] = [];
        for (const { do: what, paise, hours, isPurchased } of steps) {
          const at = later(begin, hours * HOUR);
          if (what === "buy") bought.push(await given(tenant, paise, at));
          else if (what === "give") await world.given.credits({ tenant, amountPaise: paise, source: "granted", at });
          else await world.given.credits({ tenant, amountPaise: -paise, source: isPurchased ? "purchased" : "granted", at });
        }
        // At the end, refunds of a share of what is left by the rule that leaves the least.
        const least = walk(steps, [], "granted").map((paise, at) => Math.min(paise, walk(steps, [], "purchased")[at] as number));
        const refunded = least.map((paise, at) => Math.floor((paise * (shares[at] ?? 0)) / 100));
        for (const [at, paise] of refunded.entries()) {
          const purchase = bought[at] as GivenPurchase;
          const amounts = { amountPaise: BigInt(Math.max(1, paise)), creditsPaise: BigInt(Math.max(1, paise)) };
          if (paise > 0) await world.given.refund({ purchase, state: at % 2 === 0 ? "pending" : "succeeded", ...amounts });
          // One that came back has never been.
          await world.given.refund({ purchase, state: "failed", amountPaise: 1n, creditsPaise: 1n });
        }
        for (const usedFirst of ["granted", "purchased"] as const) {
          const expected = walk(steps, refunded, usedFirst);
          const found = await Promise.all(
            bought.map(async (purchase) => (await assessed(purchase, { usedFirst })).eligibility.unconsumedPaise),
          );
          expect(found).toEqual(expected.map(BigInt));
          if (expected.some((paise, at) => paise > 0 && paise < Number((bought[at] as GivenPurchase).taxablePaise))) differed++;
        }
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
  expect(differed).toBeGreaterThan(10);
}, 60_000);

const given = (tenant: GivenTenant, taxablePaise: number, purchasedAt: Date) =>
  world.given.purchase({ tenant, taxablePaise, purchasedAt, stateCode: "27" });
