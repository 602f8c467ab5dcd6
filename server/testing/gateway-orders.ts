import { randomBytes } from "node:crypto";
import type { RefundOrder } from "@/server/refund/gateways/gateway";
import type { Paid } from "./gateway-control";

/** A paid purchase that nobody has seen yet. Both gateways' names are there; each uses its own. */
export const purchase = (amountPaise = 59_000n, purchasedAt = new Date("2026-11-20T10:00:00Z")): Paid => ({
  orderId: `cm_${randomBytes(8).toString("hex")}`,
  paymentId: `pay_${randomBytes(7).toString("hex")}`,
  amountPaise,
  purchasedAt,
});

/** A refund of it, all of it when nothing else is said. */
export const orderOf = ({ orderId, paymentId, amountPaise }: Paid, wish: Partial<RefundOrder> = {}): RefundOrder => ({
  gatewayRefundId: `cmr_${randomBytes(16).toString("hex")}`,
  orderId,
  paymentId,
  gatewayReference: null,
  amountPaise,
  currency: "INR",
  note: "RF-1042",
  ...wish,
});
