import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import type { Refusal } from "@/server/lib/refusal";
import type { GivenPurchase, GivenTenant } from "@/server/testing/given";
import type { LetterWish } from "@/server/testing/given/letter";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { sentenceForRefusal } from "@/server/trpc/refusal-sentences";
import { lodgeRefund } from "./lodge-refund";

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());

const noticesOf = (refundId: string) =>
  desk.sql("SELECT kind, to_address, params, tenant_id FROM console.notice WHERE subject_id = $1 ORDER BY kind", [refundId]);

describe("an agent writes down what the owner asks", () => {
  test("it is a wish: nothing is reserved, the owner is told, and the book says who wrote it", async () => {
    const purchase = await world.given.purchase({ gateway: "razorpay" });
    const agent = await desk.person();
    const { id, number } = await desk.as(agent).lodge(desk.wishFor(purchase));
    const refund = await desk.refundOf(id);
    expect(refund).toMatchObject({
      number,
      state: "requested",
      version: 1,
      channel: "operator",
      lodgedBy: agent.id,
      letterId: null,
      gateway: "razorpay",
      amountPaise: 118_000n,
      creditsPaise: 100_000n,
      makerId: null,
      gatewayRefundId: null,
    });
    expect(number).toBeGreaterThan(1_000);
    expect(refund.requestedAt).toEqual(refund.createdAt);
    expect(refund.dueAt.getTime() - refund.requestedAt.getTime()).toBe(48 * HOUR_MS);
    expect(await noticesOf(id)).toEqual([
      { kind: "refund_received", to_address: purchase.tenant.owner.email, params: { refundId: id }, tenant_id: purchase.tenant.id },
    ]);
    expect(await desk.book(id)).toEqual([
      {
        type: "refund.requested",
        actor_id: agent.id,
        payload: { refundId: id, purchaseId: purchase.id, channel: "operator", amountPaise: "118000" },
      },
    ]);
    expect(await desk.sql("SELECT 1 FROM platform.credit_entry WHERE refund_id = $1", [id])).toEqual([]);
  });
  test("what the clause does not allow is refused with its reason, and nothing is left behind", async () => {
    const agent = desk.as(await desk.person());
    const late = await world.given.purchase({ agoMs: 7 * DAY_MS + 60_000 });
    const plan = await world.given.purchase({ kind: "plan" });
    const used = await world.given.purchase({ usedPaise: 100_000 });
    const half = await world.given.purchase({ usedPaise: 50_000 });
    const neighbour = await world.given.purchase();
    const met = (purchase: GivenPurchase, amountPaise?: bigint) => metBy(agent.lodge(desk.wishFor(purchase, amountPaise)));
    expect(await met(late)).toBe("asked_too_late");
    expect(await met(plan)).toBe("plan_fee");
    expect(await met(used)).toBe("credits_used");
    expect(await met(half, 59_001n)).toBe("amount_too_high");
    expect(await met(half, 99n)).toBe("amount_too_low");
    expect(await met(half, 0n)).toBe("BAD_REQUEST");
    expect(await met(half, -59_000n)).toBe("BAD_REQUEST");
    expect(await metBy(agent.lodge({ ...desk.wishFor(neighbour), tenantId: half.tenant.id }))).toBe("purchase_unknown");
    expect(await metBy(agent.lodge({ ...desk.wishFor(half), tenantId: half.id }))).toBe("tenant_gone");
    const ids = [late, plan, used, half, neighbour].map((purchase) => purchase.id);
    expect(await desk.sql("SELECT 1 FROM console.refund WHERE purchase_id = ANY($1)", [ids])).toEqual([]);
    expect(await met(half, 59_000n)).toBe("done");
  });
  test("the sentence says how much there is, as people write rupees", async () => {
    const purchase = await world.given.purchase({ taxablePaise: 10_462_373 });
    const refused = desk.as(await desk.person()).lodge(desk.wishFor(purchase, purchase.amountPaise + 1n));
    const { cause } = (await refused.catch((caught: { cause: Refusal }) => caught)) as { cause: Refusal };
    expect(sentenceForRefusal(cause)).toBe("At most ₹1,23,456.01 can be paid back now. Choose a lower amount.");
  });
  test("the owner's own wish comes the same way, with nobody of ours as its author", async () => {
    const purchase = await world.given.purchase();
    const owner = { kind: "owner", id: purchase.tenant.owner.id } as const;
    const { id } = await lodgeRefund(world.console, owner, "dashboard", desk.wishFor(purchase));
    expect(await desk.refundOf(id)).toMatchObject({ channel: "dashboard", lodgedBy: null });
    // So any agent may be a checker, and the maker still may not.
    const maker = desk.as(await desk.person());
    expect(await metBy(maker.propose({ refundId: id, version: 1 }))).toBe("done");
  });
});

describe("the owner asked by a letter", () => {
  const HOUR = HOUR_MS;
  async function lettered(wish: Partial<LetterWish>, agoMs: number, purchasedAgoMs: number) {
    const tenant: GivenTenant = await world.given.tenant();
    const purchase = await world.given.purchase({ tenant, agoMs: purchasedAgoMs });
    const receivedAt = new Date(purchase.purchasedAt.getTime() + purchasedAgoMs - agoMs);
    const letter = await world.given.letter({ tenant, intent: "refund", outcome: "queued", receivedAt, ...wish });
    const agent = desk.as(await desk.person());
    return { purchase, receivedAt, letter, lodge: () => agent.lodge({ ...desk.wishFor(purchase), letterId: letter.id }) };
  }

  test("its arrival is when the owner asked, however late somebody reads it", async () => {
    const { lodge, receivedAt, letter } = await lettered({}, 3 * DAY_MS, 9 * DAY_MS);
    const { id } = await lodge();
    const refund = await desk.refundOf(id);
    expect(refund).toMatchObject({ channel: "mail", letterId: letter.id, requestedAt: receivedAt });
    expect(refund.dueAt.getTime()).toBe(receivedAt.getTime() + 48 * HOUR);
    expect(await metBy((await lettered({}, HOUR, 9 * DAY_MS)).lodge())).toBe("asked_too_late");
  });
  test("and it counts although the account was deactivated since", async () => {
    const { lodge, purchase } = await lettered({}, 2 * HOUR, 3 * DAY_MS);
    await world.given.tenantInRetention({ tenant: purchase.tenant, deactivatedDaysAgo: 0 });
    expect(await metBy(desk.as(await desk.person()).lodge(desk.wishFor(purchase)))).toBe("asked_after_deactivation");
    expect(await metBy(lodge())).toBe("done");
  });
  test.each([
    { that: "asks for something else", wish: { intent: "grievance" } },
    { that: "was played back", wish: { outcome: "replayed" } },
    { that: "was set aside", wish: { outcome: "set_aside" } },
    { that: "stands for nobody", wish: { tenant: undefined } },
    { that: "nobody has examined", wish: { isUnexamined: true } },
  ] as { that: string; wish: Partial<LetterWish> }[])("a letter that $that lodges nothing", async ({ wish }) => {
    expect(await metBy((await lettered(wish, HOUR, DAY_MS)).lodge())).toBe("letter_not_usable");
  });
  test("a neighbour's letter lodges nothing, nor does one that there is not", async () => {
    const neighbours = await lettered({}, HOUR, DAY_MS);
    const purchase = await world.given.purchase();
    const agent = { kind: "operator", id: (await desk.person()).id } as const;
    for (const letterId of [neighbours.letter.id, purchase.id])
      expect(await outcomeOf(lodgeRefund(world.console, agent, "operator", { ...desk.wishFor(purchase), letterId }))).toEqual({
        refused: "letter_not_usable",
      });
  });
  test("the letters' list and the opened letter say whose refund it can lodge", async () => {
    const { letter, purchase } = await lettered({}, HOUR, DAY_MS);
    const opened = await desk.letters(await desk.person()).open({ letterId: letter.id, because: "sorting_mail" });
    expect(opened.refundTenantId).toBe(purchase.tenant.id);
    const { items } = await desk.letters(await desk.person()).list({ outcome: "queued" });
    expect(items.find((item) => item.id === letter.id)?.refundTenantId).toBe(purchase.tenant.id);
    const other = await lettered({ intent: "other" }, HOUR, DAY_MS);
    expect(
      (await desk.letters(await desk.person()).open({ letterId: other.letter.id, because: "sorting_mail" })).refundTenantId,
    ).toBeNull();
  });
});

describe("what was asked is changed or declined", () => {
  test("an edit raises the version, works the credits out again, and whoever saw the old one is told", async () => {
    const { id } = await desk.lodged(100_000);
    const agent = desk.as(await desk.person());
    expect(await agent.edit({ refundId: id, version: 1, amountPaise: 59_000n, reason: "other" })).toEqual({ version: 2 });
    expect(await desk.refundOf(id)).toMatchObject({ version: 2, amountPaise: 59_000n, creditsPaise: 50_000n, reason: "other" });
    for (const stale of [
      () => agent.edit({ refundId: id, version: 1, amountPaise: 59_000n, reason: "other" }),
      () => agent.propose({ refundId: id, version: 1 }),
      () => agent.decline({ refundId: id, version: 1, because: "asked_twice" }),
    ])
      expect(await metBy(stale())).toBe("refund_changed");
    expect(await metBy(agent.edit({ refundId: id, version: 2, amountPaise: 118_001n, reason: "other" }))).toBe("amount_too_high");
  });
  test("what was granted is edited by nobody, and can be declined until it is paid out", async () => {
    const { id, tenant } = await desk.lodged(50_000);
    const agent = desk.as(await desk.person());
    await agent.propose({ refundId: id, version: 1 });
    expect(await metBy(agent.edit({ refundId: id, version: 2, amountPaise: 100n, reason: "other" }))).toBe("refund_not_requested");
    expect(await metBy(agent.propose({ refundId: id, version: 2 }))).toBe("refund_not_requested");
    await agent.decline({ refundId: id, version: 2, because: "owner_changed_mind" });
    expect(await desk.refundOf(id)).toMatchObject({ state: "declined", declinedBecause: "owner_changed_mind", version: 3 });
    expect((await desk.book(id)).at(-1)).toMatchObject({ type: "refund.declined", payload: { because: "owner_changed_mind" } });
    expect(await noticesOf(id)).toEqual([
      {
        kind: "refund_declined",
        to_address: tenant.owner.email,
        params: { refundId: id, because: "owner_changed_mind" },
        tenant_id: tenant.id,
      },
    ]);
    expect(await metBy(agent.decline({ refundId: id, version: 3, because: "asked_twice" }))).toBe("refund_not_requested");
  });
  test.each(["submitted", "pending", "succeeded", "failed", "reversed"] as const)("one that is %s is declined by nobody", async (state) => {
    const { id } = await world.given.refund({ state });
    const { version } = await desk.refundOf(id);
    const agent = desk.as(await desk.person());
    expect(await metBy(agent.decline({ refundId: id, version, because: "asked_twice" }))).toBe("refund_not_requested");
  });
  test("declining ends whatever is asked of others, and only a purge says that the account was erased", async () => {
    const { id } = await desk.lodged(500_000);
    const agent = desk.as(await desk.person());
    await agent.propose({ refundId: id, version: 1 });
    const factsSha256 = await desk.hashOf(id);
    expect(await metBy(agent.decline({ refundId: id, version: 1, because: "account_erased" as never }))).toBe("BAD_REQUEST");
    await agent.decline({ refundId: id, version: 1, because: "not_eligible" });
    expect(await metBy(desk.as(await desk.person()).agree({ refundId: id, factsSha256 }))).toBe("refund_not_requested");
    expect(await desk.approvalsOf(id)).toMatchObject([{ ended_because: "over" }]);
  });
});
