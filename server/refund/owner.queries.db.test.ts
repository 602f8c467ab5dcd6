import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messagesOf } from "@/server/language/messages.adapter";
import { refusalIn } from "@/server/language/refusal-in";
import { DAY_MS } from "@/server/lib/clock";
import { Refusal } from "@/server/lib/refusal";
import type { GivenPurchase, GivenTenant } from "@/server/testing/given";
import { refundDesk } from "@/server/testing/refund-desk";
import { testWorld, type World } from "@/server/testing/world";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { REFUSALS } from "./refusals";

let world: World;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await testWorld();
  desk = refundDesk(world);
});
afterAll(() => world.end());

const as = (tenant: GivenTenant, role: "owner" | "admin" = "owner") => {
  const member = { ...tenant.owner, sessionId: randomUUID(), tenantId: tenant.id, role, language: "en" } as const;
  return callerFactory(appRouter)({ deps: world.console, operator: null, member, callId: "call" }).account.refund;
};
const wishFor = (purchase: GivenPurchase, amount = "500") => ({ purchaseId: purchase.id, amount, reason: "unused_credits" as const });
const refusedWith = async (promise: Promise<unknown>) => {
  const error = (await promise.catch((thrown: unknown) => thrown)) as { code?: string; cause?: Refusal };
  return error.code === "PRECONDITION_FAILED" ? error.cause?.code : error.code;
};

describe("an owner asks for money back", () => {
  test("from the dashboard: it waits in the agents' queue, nobody of ours wrote it, and the book has the owner's id and no name", async () => {
    const purchase = await world.given.purchase();
    const { id, number } = await as(purchase.tenant).ask(wishFor(purchase, "₹1,000.50"));
    expect(await desk.refundOf(id)).toMatchObject({
      number,
      state: "requested",
      channel: "dashboard",
      lodgedBy: null,
      shapedBy: [],
      letterId: null,
      amountPaise: 100_050n,
      tenantId: purchase.tenant.id,
    });
    const agent = await desk.person();
    const queue = await desk.as(agent).list({});
    expect(queue.items.map((row) => row.id)).toContain(id);
    const events = await desk.sql("SELECT actor_kind, actor_id, payload FROM console.audit_event WHERE payload->>'refundId' = $1", [id]);
    expect(events).toMatchObject([{ actor_kind: "owner", actor_id: purchase.tenant.owner.id, payload: { channel: "dashboard" } }]);
    expect(JSON.stringify(events)).not.toContain(purchase.tenant.owner.name);
    expect(JSON.stringify(events)).not.toContain(purchase.tenant.owner.email);
    expect(await as(purchase.tenant).mine()).toMatchObject([{ id, name: `RF-${number}`, state: "requested", amountPaise: 100_050n }]);
  });
  test("twice at once is once", async () => {
    const purchase = await world.given.purchase();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => refusedWith(as(purchase.tenant).ask(wishFor(purchase)))));
    expect(outcomes.toSorted()).toEqual([undefined, ...Array(4).fill("already_asked")].toSorted());
    expect(await as(purchase.tenant).mine()).toHaveLength(1);
  });
  test("is refused for what is no amount, too little, too much by a paisa, and once the account is deactivated", async () => {
    const purchase = await world.given.purchase();
    const own = as(purchase.tenant);
    for (const amount of ["", "abc", "-5", "1e3", "10.001", "1,2"])
      expect(await refusedWith(own.ask(wishFor(purchase, amount))), amount).toBe("amount_unclear");
    expect(await refusedWith(own.ask(wishFor(purchase, "0.99")))).toBe("amount_too_low");
    expect(await refusedWith(own.ask(wishFor(purchase, "1180.01")))).toBe("amount_too_high");
    expect(await refusedWith(own.ask(wishFor(purchase, "9".repeat(12))))).toBe("amount_too_high");
    expect(await own.mine()).toEqual([]);
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    const [bought] = await desk.sql("SELECT id FROM platform.purchase WHERE tenant_id = $1 AND kind = 'credits'", [tenant.id]);
    expect(await refusedWith(as(tenant).ask({ purchaseId: bought?.id, amount: "1", reason: "other" }))).toBe("asked_after_deactivation");
  });
  test("of another tenant's purchase nothing is found: not that it exists, nor that a refund of it waits (S4)", async () => {
    const theirs = await world.given.purchase();
    await as(theirs.tenant).ask(wishFor(theirs));
    const mine = await world.given.tenant();
    for (const purchaseId of [theirs.id, randomUUID()]) {
      expect(await refusedWith(as(mine).ask({ purchaseId, amount: "500", reason: "other" }))).toBe("NOT_FOUND");
      expect(await refusedWith(as(mine).preview({ purchaseId, amount: "500" }))).toBe("NOT_FOUND");
    }
    const cursor = { purchasedAt: new Date(theirs.purchasedAt.getTime() + DAY_MS), id: theirs.id };
    expect(await as(mine).purchases({ cursor })).toMatchObject({ items: [], next: null });
    expect(await as(mine).mine()).toEqual([]);
    expect((await as(mine).money()).askable.purchases).toBe(0);
  });
  test("is the owner's alone", async () => {
    const purchase = await world.given.purchase();
    const admin = as(purchase.tenant, "admin");
    const tries = [
      admin.ask(wishFor(purchase)),
      admin.mine(),
      admin.money(),
      admin.purchases({ cursor: null }),
      admin.preview({ purchaseId: purchase.id, amount: null }),
    ];
    for (const each of tries) expect(await refusedWith(each)).toBe("FORBIDDEN");
  });
});

describe("what an owner reads of their money", () => {
  test("a purchase with a refund that waits for its decision is not counted among those that can be asked for; decided, its rest is", async () => {
    const purchase = await world.given.purchase();
    const own = as(purchase.tenant);
    expect((await own.money()).askable).toMatchObject({ purchases: 1, paise: 118_000n });
    const { id } = await own.ask(wishFor(purchase));
    expect(await own.money()).toMatchObject({ askable: { purchases: 0, paise: 0n, earliestDeadline: null }, open: { refunds: 1 } });
    await desk.sql(
      "UPDATE console.refund SET state = 'declined', version = version + 1, declined_because = 'owner_changed_mind' WHERE id = $1",
      [id],
    );
    expect((await own.money()).askable).toMatchObject({ purchases: 1, paise: 118_000n });
  });
  test("each purchase says how much, by when, or why not with its clause", async () => {
    const tenant = await world.given.tenant();
    const late = await world.given.purchase({ tenant, agoMs: 8 * DAY_MS });
    const plan = await world.given.purchase({ tenant, kind: "plan", agoMs: 3 * DAY_MS });
    const fresh = await world.given.purchase({ tenant, agoMs: 2 * DAY_MS });
    const { items } = await as(tenant).purchases({ cursor: null });
    expect(items.map(({ id, isEligible, reasons }) => [id, isEligible, reasons[0] ?? null])).toEqual([
      [fresh.id, true, null],
      [plan.id, false, { code: "plan_fee", clause: "R1" }],
      [late.id, false, { code: "asked_too_late", clause: "D§5" }],
    ]);
    expect(items[0]).toMatchObject({ capPaise: 118_000n, deadline: new Date(fresh.purchasedAt.getTime() + 7 * DAY_MS), asked: null });
    const { number } = await as(tenant).ask(wishFor(fresh));
    expect((await as(tenant).purchases({ cursor: null })).items[0]?.asked).toEqual({ refund: `RF-${number}`, leavesSome: true });
  });
  test("a preview splits the amount to the paisa and changes nothing; without one it takes the most there is", async () => {
    const purchase = await world.given.purchase({ taxablePaise: 98_765_432_100 });
    const own = as(purchase.tenant);
    expect(await own.preview({ purchaseId: purchase.id, amount: null })).toMatchObject({
      refusal: null,
      amountPaise: purchase.amountPaise,
      creditsPaise: purchase.taxablePaise,
      split: { cgstPaise: purchase.cgstPaise, sgstPaise: purchase.sgstPaise, igstPaise: 0n },
    });
    expect(await own.preview({ purchaseId: purchase.id, amount: "११८" })).toMatchObject({
      amountPaise: 11_800n,
      creditsPaise: 10_000n,
      refusal: null,
    });
    expect(await own.preview({ purchaseId: purchase.id, amount: "999999999999" })).toMatchObject({
      refusal: { code: "amount_too_high", facts: { most: "₹1,16,54,32,098.78" } },
      split: null,
    });
    expect(await own.preview({ purchaseId: purchase.id, amount: "a lot" })).toMatchObject({
      refusal: { code: "amount_unclear" },
      amountPaise: null,
    });
    expect(await own.mine()).toEqual([]);
  });
  test("credits bought and given are told apart, and what is asked for already is nothing left to ask for", async () => {
    const purchase = await world.given.purchase();
    await world.given.credits({ tenant: purchase.tenant, amountPaise: 7_500, source: "granted" });
    expect(await as(purchase.tenant).money()).toMatchObject({
      balances: { purchasedPaise: 100_000n, grantedPaise: 7_500n },
      askable: { purchases: 1, paise: 118_000n },
    });
    await as(purchase.tenant).ask(wishFor(purchase, "1180"));
    expect(await as(purchase.tenant).money()).toMatchObject({
      askable: { purchases: 0, paise: 0n },
      open: { refunds: 1, paise: 118_000n },
    });
  });
  test("refunds stay to be seen during the window, and nothing of our own desk is in them", async () => {
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    const rows = await as(tenant).mine();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      for (const ours of ["trouble", "makerId", "lodgedBy", "shapedBy", "failureCode"]) expect(row).not.toHaveProperty(ours);
  });
});

test("whatever an owner can be refused with has its sentence in both languages, facts filled in", () => {
  const said = [
    "amount_unclear",
    "amount_too_high",
    "amount_too_low",
    "already_asked",
    "refund_changed",
    "purchase_unknown",
    "tenant_gone",
  ];
  const reasons = [
    "plan_fee",
    "asked_after_deactivation",
    "asked_before_purchase",
    "asked_too_late",
    "purchase_too_old",
    "nothing_left_paid",
  ];
  for (const code of [...said, ...reasons, "credits_used", "less_than_least"]) {
    expect(REFUSALS).toHaveProperty(code);
    for (const language of ["en", "hi"]) expect(messagesOf(language).refusals, `${language} ${code}`).toHaveProperty(code);
  }
  expect(refusalIn("hi", new Refusal("amount_too_high", { most: "₹1,23,456.00" }))).toContain("₹1,23,456.00");
});
