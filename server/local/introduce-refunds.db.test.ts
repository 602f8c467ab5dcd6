import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seed } from "@/prisma/seed/seed";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { compareWithGateways } from "@/server/refund/compare-with-gateways";
import { type Simulators, startSimulators } from "@/server/testing/gateways";
import { testWorld, type World } from "@/server/testing/world";

let world: World;
let simulators: Simulators;
let filesDir: string;
beforeAll(async () => {
  world = await testWorld();
  simulators = await startSimulators();
  filesDir = await mkdtemp(path.join(tmpdir(), "callmissed-seed-"));
  await seed({ url: world.database.url, filesDir, keyRing: openKeyRing() });
}, 60_000);
afterAll(async () => {
  await simulators.stop();
  await world.end();
  await rm(filesDir, { recursive: true, force: true });
});

test("the stand-ins say of every seeded refund what the database believes, and know one more, which is the open difference", async () => {
  const introduce = () =>
    promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "server/local/introduce-purchases.ts", simulators.cashfree.control.url, simulators.razorpay.control.url],
      { env: { ...process.env, DATABASE_URL: world.database.url } },
    );
  await introduce();
  await introduce(); // once at every start: nothing is known twice
  const refunds = await world.console.db.refund.findMany({ where: { gatewayReference: { not: null } } });
  expect(refunds.length).toBeGreaterThan(15);
  const strangers: (string | null)[] = [];
  for (const name of ["cashfree", "razorpay"] as const) {
    const known = await simulators[name].control.refunds();
    const ours = refunds.filter(({ gateway }) => gateway === name);
    expect(ours.length).toBeGreaterThan(2);
    strangers.push(...known.flatMap((one) => (ours.some((mine) => mine.gatewayRefundId === one.name) ? [] : [one.name])));
    expect(known.length).toBe(ours.length + (name === "cashfree" ? 1 : 0));
    for (const mine of ours) {
      const { orderId, paymentId } = await world.console.db.purchase.findUniqueOrThrow({
        where: { tenantId_id: { tenantId: mine.tenantId, id: mine.purchaseId } },
      });
      // By the adapter, as the daily comparison asks.
      const listed = await simulators[name].gateway.listRefunds({ orderId, paymentId });
      expect(listed?.find((one) => one.gatewayRefundId === mine.gatewayRefundId)).toMatchObject({
        gatewayReference: mine.gatewayReference,
        amountPaise: mine.amountPaise,
        status: mine.state === "reversed" ? "failed" : mine.state,
        bankReference: mine.bankReference,
      });
    }
  }
  const done = await compareWithGateways({ ...world.console, openGateway: (name) => simulators[name].gateway });
  expect(done).toMatchObject({ unread: 0, differences: 1 });
  const open = await world.console.db.refundDifference.findMany({ where: { endedAt: null } });
  expect(open.map(({ gatewayRefundId }) => gatewayRefundId)).toEqual(strangers);
}, 90_000);
