// What was paid and paid back, told to the stand-ins of the payment gateways: node --import tsx server/local/introduce-purchases.ts CASHFREE RAZORPAY
// (the addresses of the stand-ins, or - where the real one is used).
import { type Db, openDb } from "@/server/lib/db";
import { GATEWAYS, type GatewayName } from "@/server/refund/gateways/gateway";
import { GatewayControl, type RefundAtGateway } from "@/server/testing/gateway-control";

const PAGE = 1_000;

try {
  const addresses = process.argv.slice(2);
  const db = openDb("callmissed_console");
  for (const [index, gateway] of GATEWAYS.entries()) {
    const address = addresses[index] ?? "-";
    if (address === "-") continue;
    const control = new GatewayControl(address);
    await introducePurchases(db, control, gateway);
    await control.remember(...(await knownRefunds(db, gateway)));
  }
  await db.$disconnect();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function introducePurchases(db: Db, control: GatewayControl, gateway: GatewayName): Promise<void> {
  for (let last: { tenantId: string; id: string } | undefined, isOver = false; !isOver; ) {
    const page = await db.purchase.findMany({
      where: { gateway },
      select: { tenantId: true, id: true, orderId: true, paymentId: true, amountPaise: true, purchasedAt: true },
      orderBy: [{ tenantId: "asc" }, { id: "asc" }],
      take: PAGE,
      ...(last ? { cursor: { tenantId_id: { tenantId: last.tenantId, id: last.id } }, skip: 1 } : {}),
    });
    await control.register(...page);
    last = page.at(-1);
    isOver = page.length < PAGE;
  }
}

type Known = Omit<RefundAtGateway, "amountPaise"> & { amountPaise: bigint; createdAt: Date; processedAt: Date | null };

/**
 * What a seeded database says a gateway has: refunds that it has answered to, and what somebody made there without us. Those
 * under way are held for a review, so that they stay so. Without this the daily comparison would miss them all.
 */
async function knownRefunds(db: Db, gateway: GatewayName) {
  const rows = await db.$queryRaw<Known[]>`
    WITH paid AS (SELECT p.tenant_id, p.id, CASE p.gateway WHEN 'cashfree' THEN p.order_id ELSE p.payment_id END AS key FROM platform.purchase p)
    SELECT r.gateway_refund_id AS name, r.gateway_reference AS reference, p.key AS payment, r.amount_paise AS "amountPaise",
      CASE r.state WHEN 'pending' THEN 'ONHOLD' WHEN 'succeeded' THEN 'SUCCESS' ELSE 'CANCELLED' END AS status,
      r.bank_reference AS "bankReference", r.submitted_at AS "createdAt", r.settled_at AS "processedAt"
    FROM console.refund r JOIN paid p ON p.tenant_id = r.tenant_id AND p.id = r.purchase_id
    WHERE r.gateway = ${gateway}::platform."PaymentGateway" AND r.gateway_reference IS NOT NULL AND r.state IN ('pending', 'succeeded', 'failed', 'reversed')
    UNION ALL
    SELECT d.gateway_refund_id, d.gateway_reference, p.key, d.their_paise, 'SUCCESS', NULL, d.found_at, d.found_at
    FROM console.refund_difference d JOIN paid p ON p.tenant_id = d.tenant_id AND p.id = d.purchase_id
    WHERE d.kind = 'unknown_at_us' AND d.gateway = ${gateway}::platform."PaymentGateway" AND d.gateway_reference IS NOT NULL AND d.their_paise IS NOT NULL`;
  return rows.map((row) => ({ ...row, amountPaise: Number(row.amountPaise) }));
}
