import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GivenPurchase } from "@/server/testing/given";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";

/*
 * R3 and A3 under concurrency, on real PostgreSQL: whoever is fast, whoever is slow, never too much and never two outcomes.
 */
const AT_ONCE = 100;
/** Where each takes several steps of several people. */
const SOME_AT_ONCE = 40;
/** Each race begins with one or the other in turns; what three rounds each do not show, thirty would not either. */
const ROUNDS = 6;

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld(24);
  desk = refundDesk(world);
});
afterAll(() => world.end());

const statesOf = async (purchase: GivenPurchase) =>
  Object.fromEntries(
    (await desk.sql("SELECT state::text, count(*)::int AS n FROM console.refund WHERE purchase_id = $1 GROUP BY 1", [purchase.id])).map(
      (row) => [row.state, row.n],
    ),
  );
function tally(outcomes: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
/** Sixty percent, to the paisa below. */
const sixtyPercentOf = (purchase: GivenPurchase) => (purchase.amountPaise * 6n) / 10n;
/** So many wishes of one purchase, each for sixty percent, as they can stand in the database and nobody could write them down any more. */
async function wishesFor(purchase: GivenPurchase, many: number): Promise<string[]> {
  const { id: lodgedBy } = await desk.person();
  const { id } = await world.given.refund({ purchase, amountPaise: sixtyPercentOf(purchase), lodgedBy });
  const copies = await desk.sql(
    `INSERT INTO console.refund (id, tenant_id, purchase_id, channel, requested_at, lodged_by, reason, amount_paise, credits_paise, created_at, state_changed_at, due_at, gateway)
     SELECT gen_random_uuid(), tenant_id, purchase_id, channel, requested_at, lodged_by, reason, amount_paise, credits_paise, created_at, state_changed_at, due_at, gateway
     FROM console.refund, generate_series(2, $2) WHERE id = $1 RETURNING id`,
    [id, many],
  );
  return [id, ...copies.map((copy) => copy.id as string)];
}

describe("many refunds of 60 % of one purchase at once", () => {
  test.each([
    { others: 0, taxablePaise: 80_000, atOnce: AT_ONCE },
    { others: 1, taxablePaise: 800_000, atOnce: AT_ONCE },
    { others: 2, taxablePaise: 8_000_000, atOnce: SOME_AT_ONCE },
  ])(
    "$atOnce of which each takes $others other people: exactly one is granted",
    async ({ others, taxablePaise, atOnce }) => {
      const purchase = await world.given.purchase({ taxablePaise });
      const [maker, ...checkers] = await Promise.all([desk.person("support_lead"), desk.person(), desk.person("grievance_officer")]);
      const wishes = await wishesFor(purchase, atOnce);

      /** One refund's whole way, as its people go it; where it ended. */
      const go = async (id: string): Promise<string> => {
        const met = await patiently(() => metBy(desk.as(maker).propose({ refundId: id, version: 1 })));
        if (met !== "done" || others === 0) return met;
        const factsSha256 = await patiently(() => desk.hashOf(id));
        const agreed = await Promise.all(
          checkers.slice(0, others).map((checker) => patiently(() => metBy(desk.as(checker).agree({ refundId: id, factsSha256 })))),
        );
        return agreed.find((one) => one !== "done") ?? "done";
      };
      const lateOrDone = tally(await Promise.all(wishes.map(go)));
      expect(lateOrDone.done).toBe(1);
      expect(Object.keys(lateOrDone).filter((code) => !["done", "amount_too_high", "refund_changed"].includes(code))).toEqual([]);
      const { granted, ...left } = await statesOf(purchase);
      expect(granted).toBe(1);
      expect(Object.keys(left).filter((state) => state !== "requested")).toEqual([]);
      const [jobs] = await desk.sql(
        "SELECT count(*)::int AS n FROM graphile_worker.jobs j JOIN console.refund r ON j.key = 'payout:' || r.id WHERE r.purchase_id = $1",
        [purchase.id],
      );
      expect(jobs?.n).toBe(1);
    },
    180_000,
  );
  test(`${AT_ONCE} written down at once: exactly one is, and the others are told which`, async () => {
    const purchase = await world.given.purchase({ taxablePaise: 80_000 });
    const agents = await Promise.all(Array.from({ length: 10 }, () => desk.person()));
    const wish = { tenantId: purchase.tenant.id, purchaseId: purchase.id, amountPaise: sixtyPercentOf(purchase), reason: "other" as const };
    const outcomes = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, nth) => patiently(() => metBy(desk.as(agents[nth % 10] as (typeof agents)[0]).lodge(wish)))),
    );
    expect(tally(outcomes)).toEqual({ done: 1, already_asked: AT_ONCE - 1 });
    expect(await statesOf(purchase)).toEqual({ requested: 1 });
    const [told] = await desk.sql("SELECT count(*)::int AS n FROM console.notice WHERE tenant_id = $1", [purchase.tenant.id]);
    expect(told?.n).toBe(1);
  }, 180_000);
  test("all agreed to at once by their last checkers: exactly one is granted, and the other agreements are not kept", async () => {
    const purchase = await world.given.purchase({ taxablePaise: 800_000 });
    const maker = desk.as(await desk.person());
    const checker = desk.as(await desk.person("grievance_officer"));
    const proposals = await Promise.all(
      (await wishesFor(purchase, SOME_AT_ONCE)).map(async (refundId) => {
        await patiently(() => maker.propose({ refundId, version: 1 }));
        return { refundId, factsSha256: await patiently(() => desk.hashOf(refundId)) };
      }),
    );
    expect(tally(await Promise.all(proposals.map((one) => patiently(() => metBy(checker.agree(one))))))).toEqual({
      done: 1,
      amount_too_high: SOME_AT_ONCE - 1,
    });
    expect(await statesOf(purchase)).toEqual({ granted: 1, requested: SOME_AT_ONCE - 1 });
    const [kept] = await desk.sql(
      "SELECT count(*)::int AS n FROM console.approval_agreement g JOIN console.approval a ON a.id = g.approval_id JOIN console.refund r ON r.id = a.subject_id WHERE r.purchase_id = $1",
      [purchase.id],
    );
    expect(kept?.n).toBe(1);
  }, 180_000);
});

describe("two at once", () => {
  /** A proposal that takes so many others. */
  async function proposed(taxablePaise: number) {
    const maker = desk.as(await desk.person());
    const { id } = await desk.lodged(taxablePaise);
    await maker.propose({ refundId: id, version: 1 });
    return { id, maker, factsSha256: await desk.hashOf(id), amountPaise: (await desk.refundOf(id)).amountPaise };
  }
  const rounds = async (race: (round: number) => Promise<void>) => {
    for (let round = 0; round < ROUNDS; round += 1) await race(round);
  };
  /** Begins one or the other first, in turns, so that neither wins by default; answers in the order given. */
  const together = async (round: number, one: () => Promise<string>, other: () => Promise<string>): Promise<[string, string]> => {
    if (round % 2 === 0) return Promise.all([one(), other()]);
    const [second, first] = await Promise.all([other(), one()]);
    return [first, second];
  };

  test("the two checkers of a grant that takes two: both count, and it is granted once", () =>
    rounds(async () => {
      const { id, factsSha256 } = await proposed(1_000_000);
      const [one, other] = [desk.as(await desk.person()), desk.as(await desk.person("grievance_officer"))];
      const met = await Promise.all([one, other].map((who) => who.agree({ refundId: id, factsSha256 })));
      expect(met.map((each) => [each.agreed, each.isGranted]).sort()).toEqual([
        [1, false],
        [2, true],
      ]);
      expect((await desk.book(id, "refund.granted")).length).toBe(1);
      expect(await desk.jobsOf(id)).toHaveLength(1);
    }));
  test("two checkers of a grant that takes one: one is early enough", () =>
    rounds(async () => {
      const { id, factsSha256 } = await proposed(500_000);
      const [one, other] = [desk.as(await desk.person()), desk.as(await desk.person())];
      const met = await Promise.all([one, other].map((who) => metBy(who.agree({ refundId: id, factsSha256 }))));
      expect(met.sort()).toEqual(["done", "refund_not_requested"]);
      expect(await desk.approvalsOf(id)).toEqual([{ needed: 1, ended_because: "agreed", agreements: 1 }]);
    }));
  test("the same person twice: it counts once", () =>
    rounds(async () => {
      const { id, factsSha256 } = await proposed(1_000_000);
      const checker = desk.as(await desk.person());
      const met = await Promise.all([1, 2, 3].map(() => metBy(checker.agree({ refundId: id, factsSha256 }))));
      expect(met.sort()).toEqual(["already_agreed", "already_agreed", "done"]);
      expect((await desk.refundOf(id)).state).toBe("requested");
    }));
  test("an edit against an agreement: what is granted is what was agreed to, or nothing is", () =>
    rounds(async (round) => {
      const { id, maker, factsSha256, amountPaise } = await proposed(500_000);
      const checker = desk.as(await desk.person());
      const [agreed, edited] = await together(
        round,
        () => metBy(checker.agree({ refundId: id, factsSha256 })),
        () => metBy(maker.edit({ refundId: id, version: 1, amountPaise: amountPaise - 100n, reason: "other" })),
      );
      const { state, amountPaise: stands } = await desk.refundOf(id);
      if (agreed === "done") expect([edited, state, stands]).toEqual(["refund_changed", "granted", amountPaise]);
      else expect([agreed, edited, state, stands]).toEqual(["refund_changed", "done", "requested", amountPaise - 100n]);
    }));
  test("a no to the owner against the last yes: one of the two stands, and a declined one is never paid", () =>
    rounds(async (round) => {
      const { id, maker, factsSha256 } = await proposed(500_000);
      const checker = desk.as(await desk.person());
      const [agreed, declined] = await together(
        round,
        () => metBy(checker.agree({ refundId: id, factsSha256 })),
        () => metBy(maker.decline({ refundId: id, version: 1, because: "owner_changed_mind" })),
      );
      const { state } = await desk.refundOf(id);
      if (agreed === "done") expect([declined, state]).toEqual(["refund_changed", "granted"]);
      else expect([agreed, declined, state, (await desk.jobsOf(id)).length]).toEqual(["refund_not_requested", "done", "declined", 0]);
    }));
  test("two proposals of one refund: others are asked once", () =>
    rounds(async () => {
      const { id } = await desk.lodged(500_000);
      const makers = [desk.as(await desk.person()), desk.as(await desk.person("support_lead"))];
      const met = await Promise.all(makers.map((maker) => metBy(maker.propose({ refundId: id, version: 1 }))));
      expect(met.sort()).toEqual(["already_proposed", "done"]);
      expect(await desk.approvalsOf(id)).toEqual([{ needed: 1, ended_because: null, agreements: 0 }]);
    }));
  test("two proposals within the lowest band: granted once", () =>
    rounds(async () => {
      const { id } = await desk.lodged(50_000);
      const makers = [desk.as(await desk.person()), desk.as(await desk.person())];
      const met = await Promise.all(makers.map((maker) => metBy(maker.propose({ refundId: id, version: 1 }))));
      expect(met.sort()).toEqual(["done", "refund_changed"]);
      expect((await desk.book(id, "refund.granted")).length).toBe(1);
    }));
  test("a checker's no against the last yes of another: one of the two stands", () =>
    rounds(async (round) => {
      const { id, factsSha256 } = await proposed(500_000);
      const [yes, no] = [desk.as(await desk.person()), desk.as(await desk.person())];
      const [agreed, refused] = await together(
        round,
        () => metBy(yes.agree({ refundId: id, factsSha256 })),
        () => metBy(no.refuse({ refundId: id })),
      );
      const { state } = await desk.refundOf(id);
      if (agreed === "done") expect([refused, state]).toEqual(["refund_not_requested", "granted"]);
      else expect([agreed, refused, state]).toEqual(["not_proposed", "done", "requested"]);
    }));
});

/** Asks again when all connections are taken for too long on a busy machine: such a transaction never began. */
async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  for (;;)
    try {
      return await call();
    } catch (error) {
      if (!/timeout exceeded when trying to connect|Unable to start a transaction/.test(String((error as Error).message))) throw error;
    }
}
