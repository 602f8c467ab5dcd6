import type { Purchase } from "@/prisma/generated/client";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { GatewayName, GatewayRefund } from "./gateways/gateway";

export type Order = Pick<Purchase, "id" | "tenantId">;

/**
 * Whose order it is that a gateway paid back of, under its tenant's lock: what is paid outside this console counts against its
 * purchase from here on (R3). Null when no purchase of ours is known by that order or payment, or it is erased.
 */
export async function matchOrder(tx: Tx, gateway: GatewayName, { orderId, paymentId }: GatewayRefund): Promise<Order | null> {
  if (!orderId && !paymentId) return null;
  const where = { gateway, ...(orderId && { orderId }), ...(paymentId && { paymentId }) };
  const known = await tx.purchase.findFirst({ where, select: { tenantId: true } });
  if (!known) return null;
  await lockTenant(tx, known.tenantId);
  return tx.purchase.findFirst({ where, select: { id: true, tenantId: true } });
}
