import type { Purchase } from "@/prisma/generated/client";
import { lockTenant, type Tx } from "@/server/lib/db";
import { openOrNull } from "./ask-gateway";
import { askSoon } from "./ask-soon";
import { type Differing, differencesOf, keyOf, type Ours } from "./difference";
import { isBeingErased } from "./find-erasing";
import type { GatewayRefund } from "./gateways/gateway";
import { endAgreeing, type Finding, openDifference } from "./open-difference";
import type { RefundDeps } from "./open-refund-deps";

type Order = Pick<Purchase, "id" | "tenantId" | "gateway" | "orderId" | "paymentId">;

/**
 * Compares our refunds of one order with its gateway's own list, which is asked for outside any transaction: opens what differs,
 * ends what agrees again, and has the gateway asked about every refund that it settled otherwise. Answers with how many refunds
 * were compared; null when the gateway could not be asked.
 */
export async function compareOrder(deps: RefundDeps, order: Order): Promise<number | null> {
  const listedAt = await deps.clock.now(deps.db);
  const theirs = (await openOrNull(deps.openGateway, order.gateway)?.listRefunds(order)) ?? null;
  if (!theirs) return null;
  return deps.db.$transaction(async (tx) => {
    await lockTenant(tx, order.tenantId);
    if (await isBeingErased(tx, order.tenantId)) return 0;
    const now = await deps.clock.now(tx);
    const ours = await readOurs(tx, order);
    const differing = differencesOf(ours, theirs, listedAt);
    await endOthers(tx, order, [...ours.map((mine) => mine.gatewayRefundId), ...theirs.map(keyOf)], differing, now);
    for (const one of differing) {
      await openDifference(tx, findingOf(order, one), now);
      if (one.kind === "state_differs" && one.ours) await askSoon(tx, one.ours.id, now);
    }
    return theirs.length;
  });
}

async function readOurs(tx: Tx, order: Order): Promise<Ours[]> {
  const rows = await tx.refund.findMany({
    where: { tenantId: order.tenantId, purchaseId: order.id, gatewayRefundId: { not: null } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...row, gatewayRefundId: row.gatewayRefundId ?? "" }));
}

function findingOf({ id: purchaseId, tenantId, gateway }: Order, { kind, ours, theirs }: Differing): Finding {
  return {
    kind,
    gateway,
    tenantId,
    purchaseId,
    refundId: ours?.id ?? null,
    gatewayRefundId: ours?.gatewayRefundId ?? (theirs ? keyOf(theirs) : ""),
    gatewayReference: theirs?.gatewayReference ?? ours?.gatewayReference ?? null,
    ourState: ours?.state ?? null,
    theirState: theirs?.status ?? null,
    ourPaise: ours?.amountPaise ?? null,
    theirPaise: theirs?.amountPaise ?? null,
  };
}

/** Of everything that was just looked at, what was open and does not differ any more. */
async function endOthers(tx: Tx, { gateway }: Order, names: string[], differing: readonly Differing[], now: Date): Promise<void> {
  const open = await tx.refundDifference.findMany({
    where: { gateway, gatewayRefundId: { in: names }, endedAt: null },
    select: { id: true, kind: true, gatewayRefundId: true },
  });
  const nameOf = ({ ours, theirs }: { ours: Ours | null; theirs: GatewayRefund | null }) =>
    ours?.gatewayRefundId ?? (theirs && keyOf(theirs));
  const isStill = (row: (typeof open)[number]) => differing.some((one) => one.kind === row.kind && nameOf(one) === row.gatewayRefundId);
  await endAgreeing(
    tx,
    open.filter((row) => !isStill(row)).map(({ id }) => id),
    now,
  );
}
