import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderOf } from "@/server/testing/gateway-orders";
import { type Simulators, startSimulators } from "@/server/testing/gateways";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
let street: Simulators;
beforeAll(async () => {
  [world, street] = await Promise.all([testWorld(), startSimulators()]);
});
afterAll(async () => {
  await street?.stop();
  await world?.end();
});

test("whatever was paid can be refunded at its gateway after a start, page after page, and at no other", async () => {
  const { given, database } = world;
  const tenant = await given.tenant();
  const cashfree = await given.purchase({ tenant });
  const razorpay = await given.purchase({ tenant, gateway: "razorpay" });
  // More than a page of one gateway.
  await database.ownerPool.query(
    `INSERT INTO platform.purchase SELECT (p).* FROM (
       SELECT jsonb_populate_record(purchase, jsonb_build_object('id', gen_random_uuid(), 'order_id', 'cm_many_' || n,
         'cf_order_id', 'cf_many_' || n, 'invoice_number', 'CM/many/' || n)) AS p
       FROM platform.purchase, generate_series(1, 1100) n WHERE id = $1) made`,
    [cashfree.id],
  );
  const places = [street.cashfree.control.url, street.razorpay.control.url];
  const introduce = () =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "server/local/introduce-purchases.ts", ...places], {
      env: { ...process.env, DATABASE_URL: database.url },
    });
  await introduce();
  await introduce();
  const pay = (gateway: "cashfree" | "razorpay", purchase: typeof cashfree) => street[gateway].gateway.createRefund(orderOf(purchase));
  expect(await pay("cashfree", cashfree)).toMatchObject({ kind: "known", refund: { amountPaise: cashfree.amountPaise } });
  expect(await pay("razorpay", razorpay)).toMatchObject({ kind: "known", refund: { amountPaise: razorpay.amountPaise } });
  expect(await pay("cashfree", razorpay)).toMatchObject({ kind: "refused", code: "order_not_found" });
  for (const number of [1, 550, 1_100])
    expect(await pay("cashfree", { ...cashfree, orderId: `cm_many_${number}` })).toMatchObject({ kind: "known" });
}, 60_000);
