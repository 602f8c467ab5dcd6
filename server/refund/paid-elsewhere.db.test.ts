import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GivenPurchase } from "@/server/testing/given";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { metBy, refundDesk } from "@/server/testing/refund-desk";
import { assessPurchase } from "./assess-purchase";
import { compareWithGateways } from "./compare-with-gateways";
import { countRefundable } from "./count-refundable";
import type { DifferenceEnd } from "./following-up";
import type { GatewayName, GatewayRefund } from "./gateways/gateway";
import { payOutRefund } from "./pay-out-refund";
import { receiveGatewayEvent } from "./receive-gateway-event";
import { settleDifference } from "./settle-difference";

/* What somebody pays back in a gateway's dashboard is paid back: it counts against its purchase (R3). */

let world: PayoutWorld;
let desk: ReturnType<typeof refundDesk>;
beforeAll(async () => {
  world = await payoutWorld();
  desk = refundDesk(world);
  for (const { control } of [world.simulators.cashfree, world.simulators.razorpay]) await control.webhooks({ isOff: true });
});
afterAll(() => world?.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const gatewayOf = (purchase: GivenPurchase): GatewayName => (purchase.paymentId ? "razorpay" : "cashfree");
const keyOf = (purchase: GivenPurchase) => purchase.paymentId ?? purchase.orderId;
const eligibilityOf = async ({ tenant, id }: GivenPurchase) => {
  const now = await world.console.clock.now(world.console.db);
  return (await assessPurchase(world.console.db, { tenantId: tenant.id, purchaseId: id, askedAt: now }, now)).eligibility;
};
let told = 0;
/** A webhook about a refund that this console never asked for. */
const tell = (purchase: GivenPurchase, amountPaise: bigint, wish: Partial<GatewayRefund> = {}) => {
  told += 1;
  const known = { orderId: purchase.paymentId ? null : purchase.orderId, paymentId: purchase.paymentId };
  const said = { status: "succeeded", said: "SUCCESS", currency: "INR", bankReference: null } as const;
  const refund = { gatewayRefundId: `dash_${told}`, gatewayReference: `their_${told}`, amountPaise, ...said, ...known, ...wish };
  const news = { eventId: `event_${told}`, sentAt: purchase.purchasedAt, refund };
  return receiveGatewayEvent(world.deps, gatewayOf(purchase), news, String(told).padStart(64, "0"));
};
const settle = async (purchase: GivenPurchase, because: DifferenceEnd) => {
  const lead = { kind: "operator", id: (await world.given.operator("support_lead")).id } as const;
  const open = await world.console.db.refundDifference.findMany({ where: { purchaseId: purchase.id, endedAt: null } });
  for (const { id } of open) await settleDifference(world.deps, lead, id, because);
  return open.length;
};

describe.each(["cashfree", "razorpay"] as const)("paid in the dashboard of %s", (gateway) => {
  it("found by the comparison, it lowers the cap in money and in credits, open and settled as such", async () => {
    const ours = await world.granted(gateway, { amountPaise: 11_800n, creditsPaise: 10_000n });
    await payOutRefund(world.deps, ours.id);
    const { purchase } = ours;
    expect(await eligibilityOf(purchase)).toMatchObject({ capPaise: 106_200n, elsewherePaise: 0n });
    await world.simulators[gateway].control.refundElsewhere(keyOf(purchase), 59_000n);
    await compareWithGateways(world.deps);
    const lowered = { capPaise: 47_200n, creditsCapPaise: 40_000n, spokenForPaise: 70_800n, elsewherePaise: 59_000n, limitedBy: "paid" };
    expect(await eligibilityOf(purchase)).toMatchObject(lowered);
    expect(await settle(purchase, "paid_in_dashboard")).toBe(1);
    expect(await eligibilityOf(purchase)).toMatchObject(lowered);
    // The credits for it are nobody's to ask for, though the books still hold them.
    expect(await eligibilityOf(purchase)).toMatchObject({ unconsumedPaise: 90_000n });
  });

  it("told by a webhook, it is its order's from the first moment, also where we never paid anything back", async () => {
    const purchase = await world.purchase({ gateway });
    expect(await tell(purchase, 118_000n)).toBe("unknown_refund");
    const [difference] = await world.console.db.refundDifference.findMany({ where: { tenantId: purchase.tenant.id } });
    expect(difference).toMatchObject({ purchaseId: purchase.id, refundId: null, theirPaise: 118_000n });
    expect(await sql("SELECT count(*)::int AS events FROM console.gateway_event WHERE tenant_id = $1", [purchase.tenant.id])).toEqual([
      { events: 1 },
    ]);
    expect(await eligibilityOf(purchase)).toMatchObject({
      isEligible: false,
      capPaise: 0n,
      reasons: [{ code: "nothing_left_paid", clause: "R1" }],
    });
    const now = await world.console.clock.now(world.console.db);
    expect((await countRefundable(world.console.db, purchase.tenant.id, now)).unasked.purchases).toBe(0);
  });
});

it("nothing more than is left is granted, by a verb or by SQL, and what was granted before is not paid out", async () => {
  const purchase = await world.purchase();
  const before = await world.given.refund({ purchase, amountPaise: 59_100n, creditsPaise: 50_085n, state: "granted" });
  await tell(purchase, 59_000n);
  const other = await world.purchase();
  await tell(other, 59_000n);
  const agent = desk.as(await desk.person());
  const wish = { tenantId: other.tenant.id, purchaseId: other.id, amountPaise: 59_001n, reason: "other" as const };
  expect(await metBy(agent.lodge(wish))).toBe("amount_too_high");
  const fresh = await world.given.refund({ purchase: other, amountPaise: 59_001n });
  expect(await metBy(agent.propose({ refundId: fresh.id, version: 1 }))).toBe("amount_too_high");
  await expect(
    sql(
      "UPDATE console.refund SET state = 'granted', version = version + 1, granted_at = now(), maker_id = gen_random_uuid() WHERE id = $1",
      [fresh.id],
    ),
  ).rejects.toMatchObject({ code: "CM006" });
  await payOutRefund(world.deps, before.id);
  expect(await world.look(before)).toMatchObject({ state: "failed", trouble: "no_longer_payable", ledger: [] });
  expect(await world.simulators.cashfree.control.refunds(purchase.orderId)).toEqual([]);
});

it("a payout and a webhook about the same order never both take the last of it", async () => {
  for (let round = 0; round < 8; round += 1) {
    const refund = await world.granted("cashfree", { amountPaise: 118_000n, creditsPaise: 100_000n });
    await Promise.all([payOutRefund(world.deps, refund.id), tell(refund.purchase, 100n)]);
    const { state } = await world.look(refund);
    // Whoever is first: either the refund is not payable any more, or it went out before anybody had told us.
    expect(["failed", "pending"]).toContain(state);
    expect((await world.simulators.cashfree.control.refunds(refund.purchase.orderId)).length).toBe(state === "failed" ? 0 : 1);
  }
});

it("counts once however often it is told, twice where two refunds carry one name, and not what failed", async () => {
  const purchase = await world.purchase();
  const one = { gatewayRefundId: "refund", gatewayReference: "first" };
  await tell(purchase, 10_000n, { ...one, status: "pending" });
  await settle(purchase, "paid_in_dashboard");
  await tell(purchase, 10_000n, one);
  expect((await eligibilityOf(purchase)).elsewherePaise).toBe(10_000n);
  await tell(purchase, 20_000n, { ...one, gatewayReference: "second" });
  expect((await eligibilityOf(purchase)).elsewherePaise).toBe(30_000n);
  await tell(purchase, 20_000n, { ...one, gatewayReference: "second", status: "failed" });
  expect((await eligibilityOf(purchase)).elsewherePaise).toBe(10_000n);
  await tell(purchase, 300_000n);
  expect(await eligibilityOf(purchase)).toMatchObject({ elsewherePaise: 310_000n, capPaise: 0n, isEligible: false });
});

it("what a person found to be no payment at all counts no more, and of one that took the last rupee nothing is asked for", async () => {
  const purchase = await world.purchase();
  await tell(purchase, 59_000n);
  await settle(purchase, "gateway_corrected");
  expect(await eligibilityOf(purchase)).toMatchObject({ capPaise: 118_000n, elsewherePaise: 0n });
});

it("a comparison out of time says how many are left, and the next one goes on there", async () => {
  await sql("DELETE FROM console.refund_comparison");
  for (let refunds = 0; refunds < 9; refunds += 1) await payOutRefund(world.deps, (await world.granted()).id);
  let asked: string[] = [];
  const slow = (minutes: number) => ({
    ...world.deps,
    clock: { now: async (tx: never) => new Date((await world.deps.clock.now(tx)).getTime() + asked.length * minutes * 60_000) },
    openGateway: (name: GatewayName) => {
      const gateway = world.deps.openGateway(name);
      return {
        ...gateway,
        listRefunds: (order: Parameters<typeof gateway.listRefunds>[0]) => {
          asked.push(order.orderId);
          return gateway.listRefunds(order);
        },
      };
    },
  });
  const { orders: all } = await compareWithGateways(world.deps);
  const seen: string[] = [];
  for (const round of [1, 2, 3]) {
    asked = [];
    const { orders, unread } = await compareWithGateways(slow(16));
    expect([orders, unread], String(round)).toEqual([4, all - 4]);
    seen.push(...asked);
  }
  // Four and four and four, none of them twice, as long as there are that many.
  expect(new Set(seen).size).toBe(Math.min(all, 12));
  asked = [];
  expect(await compareWithGateways(slow(0))).toMatchObject({ orders: all, unread: 0 });
  expect(new Set(asked).size).toBe(all);
});
