import { afterAll, beforeAll, expect, test } from "vitest";
import { NOBODYS_REFUND_DAYS } from "@/server/policy/refund";
import { testWorld, type World } from "@/server/testing/world";
import { expireNobodys } from "./expire-nobodys";
import { receiveGatewayEvent } from "./receive-gateway-event";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

let told = 0;
/** A gateway's word about a refund that is nobody's here, so many days ago. */
async function nobodys(daysAgo: number, about: { orderId?: string } = {}): Promise<string> {
  told += 1;
  const reference = `nobodys_${told}`;
  const money = { status: "succeeded", said: "SUCCESS", amountPaise: 4_200n, currency: "INR" } as const;
  const refund = {
    gatewayRefundId: `dash_${told}`,
    gatewayReference: reference,
    ...money,
    bankReference: "74332746326",
    orderId: null,
    paymentId: null,
    ...about,
  };
  const news = { eventId: `event_${told}`, sentAt: await world.console.clock.now(world.console.db), refund };
  await receiveGatewayEvent(world.console, "cashfree", news, String(told).padStart(64, "0"));
  const ago = [reference, daysAgo];
  await sql("UPDATE console.gateway_event SET received_at = received_at - $2 * interval '24 hours' WHERE gateway_reference = $1", ago);
  await sql(
    "UPDATE console.refund_difference SET found_at = found_at - $2 * interval '24 hours', seen_at = seen_at - $2 * interval '24 hours' WHERE gateway_reference = $1",
    ago,
  );
  return reference;
}
const left = async (reference: string) =>
  [
    ...(await sql("SELECT 'event' AS what FROM console.gateway_event WHERE gateway_reference = $1", [reference])),
    ...(await sql("SELECT 'difference' AS what FROM console.refund_difference WHERE gateway_reference = $1", [reference])),
  ].map(({ what }) => what);
const alerts = async () =>
  (await sql("SELECT count(*)::int AS open FROM console.alert WHERE kind = 'refunds_differ' AND ended_at IS NULL"))[0]?.open;

test("what is nobody's goes after its days, with what waited for a person; what is younger or somebody's stays", async () => {
  const purchase = await world.given.purchase();
  const old = await nobodys(NOBODYS_REFUND_DAYS);
  const young = await nobodys(NOBODYS_REFUND_DAYS - 0.01);
  const somebodys = await nobodys(NOBODYS_REFUND_DAYS * 3, { orderId: purchase.orderId });
  expect(await alerts()).toBe(3);
  expect(await expireNobodys(world.purge)).toEqual({ events: 1, differences: 1 });
  expect(await left(old)).toEqual([]);
  for (const kept of [young, somebodys]) expect(await left(kept)).toEqual(["event", "difference"]);
  expect(await alerts()).toBe(2);
  expect(await sql("SELECT payload, tenant_id FROM console.audit_event WHERE type = 'refund.nobodys_expired'")).toEqual([
    { payload: { events: 1, differences: 1 }, tenant_id: null },
  ]);
  expect(await expireNobodys(world.purge)).toEqual({ events: 0, differences: 0 });
});

test("the bank's name for it is kept only where it is somebody's", async () => {
  const purchase = await world.given.purchase();
  const [nobody, somebody] = [await nobodys(0), await nobodys(0, { orderId: purchase.orderId })];
  const bank = async (reference: string) =>
    (await sql("SELECT bank_reference AS bank FROM console.gateway_event WHERE gateway_reference = $1", [reference]))[0];
  expect([await bank(nobody), await bank(somebody)]).toEqual([{ bank: null }, { bank: "74332746326" }]);
});

test("only the purge's role expires, and it can remove nobody's rows by nothing else than their age", async () => {
  await expect(world.console.db.$queryRaw`SELECT * FROM console.expire_nobodys_refunds(10)`).rejects.toThrow(
    /permission denied|denied access/,
  );
  await expect(world.console.db.gatewayEvent.deleteMany({ where: { tenantId: null } })).rejects.toThrow(/permission denied|denied access/);
});

test("what was kept as nobody's belongs to its tenant once the comparison finds its order", async () => {
  const { openDifference } = await import("./open-difference");
  const purchase = await world.given.purchase();
  const reference = await nobodys(0);
  const { tenant, id: purchaseId } = purchase;
  const [row] = await sql("SELECT gateway_refund_id AS name FROM console.refund_difference WHERE gateway_reference = $1", [reference]);
  await world.console.db.$transaction(async (tx) =>
    openDifference(
      tx,
      {
        kind: "unknown_at_us",
        gateway: "cashfree",
        gatewayRefundId: row?.name,
        gatewayReference: reference,
        tenantId: tenant.id,
        purchaseId,
        refundId: null,
        ourState: null,
        ourPaise: null,
        theirState: "succeeded",
        theirPaise: 4_200n,
      },
      await world.console.clock.now(tx),
    ),
  );
  expect(await sql("SELECT tenant_id, purchase_id FROM console.refund_difference WHERE gateway_reference = $1", [reference])).toEqual([
    { tenant_id: tenant.id, purchase_id: purchaseId },
  ]);
  expect(await sql("SELECT tenant_id FROM console.gateway_event WHERE gateway_reference = $1", [reference])).toEqual([
    { tenant_id: tenant.id },
  ]);
});
