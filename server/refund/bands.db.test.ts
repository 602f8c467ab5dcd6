import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());
const stateOf = async (id: string) => (await desk.refundOf(id)).state;

describe("the bands", () => {
  test.each([
    { amountPaise: 100_000n, others: 0 },
    { amountPaise: 100_001n, others: 1 },
    { amountPaise: 1_000_000n, others: 1 },
    { amountPaise: 1_000_001n, others: 2 },
  ])("$amountPaise paise take $others other people", async ({ amountPaise, others }) => {
    const { id } = await desk.lodged(2_000_000, { amountPaise });
    const maker = await desk.person();
    const answer = await desk.as(maker).propose({ refundId: id, version: 1 });
    expect(answer).toEqual({ isGranted: others === 0, checkersNeeded: others });
    for (let nth = 1; nth <= others; nth += 1) {
      expect(await stateOf(id)).toBe("requested");
      expect(await desk.jobsOf(id)).toHaveLength(0);
      const checker = await desk.person("grievance_officer");
      const met = await desk.as(checker).agree({ refundId: id, factsSha256: await desk.hashOf(id) });
      expect(met).toEqual({ isGranted: nth === others, agreed: nth, needed: others });
    }
    expect(await desk.refundOf(id)).toMatchObject({ state: "granted", version: 2, makerId: maker.id, checkersNeeded: others, amountPaise });
    expect(await desk.jobsOf(id)).toHaveLength(1);
    expect((await desk.book(id)).map((event) => event.type)).toEqual([
      "refund.grant_proposed",
      ...Array.from({ length: others }, () => "refund.grant_agreed"),
      "refund.granted",
    ]);
  });
  test("who grants piece by piece is asked for the people that the whole takes", async () => {
    const purchase = await world.given.purchase({ taxablePaise: 2_000_000 });
    const maker = desk.as(await desk.person());
    const propose = async (amountPaise: bigint) => {
      const { id } = await world.given.refund({ purchase, amountPaise });
      return { id, ...(await maker.propose({ refundId: id, version: 1 })) };
    };
    expect(await propose(60_000n)).toMatchObject({ checkersNeeded: 0 });
    expect(await propose(40_000n)).toMatchObject({ checkersNeeded: 0 });
    expect(await propose(100n)).toMatchObject({ checkersNeeded: 1 });
    // Two that take one person each, and together two: the second to be granted has to be proposed again.
    const [first, second] = [await propose(800_000n), await propose(700_000n)];
    expect([first.checkersNeeded, second.checkersNeeded]).toEqual([1, 1]);
    const agree = async (id: string) => metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256: await desk.hashOf(id) }));
    expect(await agree(first.id)).toBe("done");
    expect(await agree(second.id)).toBe("refund_changed");
    expect(await maker.propose({ refundId: second.id, version: 1 })).toMatchObject({ checkersNeeded: 2 });
    expect(await agree(second.id)).toBe("done");
    expect(await stateOf(second.id)).toBe("requested");
    expect(await agree(second.id)).toBe("done");
    expect(await stateOf(second.id)).toBe("granted");
  });
  test("so is who grants one tenant purchase by purchase, within 24 hours, and nobody else", async () => {
    const tenant = await world.given.tenant();
    const [busy, other] = [await desk.person(), await desk.person()];
    const propose = async (who: typeof busy, whose = tenant) => {
      const { id } = await world.given.refund({
        purchase: await world.given.purchase({ tenant: whose, taxablePaise: 60_000 }),
        amountPaise: 60_000n,
      });
      return { id, ...(await desk.as(who).propose({ refundId: id, version: 1 })) };
    };
    const first = await propose(busy);
    expect(first.checkersNeeded).toBe(0);
    const second = await propose(busy);
    expect(second.checkersNeeded).toBe(1);
    expect(await propose(other)).toMatchObject({ checkersNeeded: 0 });
    expect(await propose(busy, await world.given.tenant())).toMatchObject({ checkersNeeded: 0 });
    // What others agreed to does not count against its maker, nor does what was granted a day ago.
    await desk.as(other).agree({ refundId: second.id, factsSha256: await desk.hashOf(second.id) });
    await desk.sql("ALTER TABLE console.refund DISABLE TRIGGER guard_refund");
    await desk.sql("UPDATE console.refund SET granted_at = granted_at - interval '24 hours' WHERE id = $1", [first.id]);
    await desk.sql("ALTER TABLE console.refund ENABLE TRIGGER guard_refund");
    expect(await propose(busy)).toMatchObject({ checkersNeeded: 0 });
  });
});
