import { z } from "zod";
import type { GatewayRefund } from "./gateway";
import { bankReference, gatewayId, gatewayWord } from "./gateway-json";
import { paiseOf } from "./rupees";

/** Words that end a refund. Every other one, known or new, means that nothing is decided yet. */
const ENDS = new Map<string, GatewayRefund["status"]>([
  ["SUCCESS", "succeeded"],
  ["CANCELLED", "failed"],
  ["FAILED", "failed"],
]);

/** What one of Cashfree's words means for a refund. */
export const cashfreeStatus = (said: string): GatewayRefund["status"] => ENDS.get(said) ?? "pending";

/** A refund as Cashfree writes it, in answers and in webhooks (where ids are numbers); rupees become paise here. */
export const cashfreeRefund = z
  .object({
    cf_refund_id: gatewayId,
    refund_id: gatewayId.nullish(),
    order_id: gatewayId.nullish(),
    refund_amount: z.string(),
    refund_currency: z.string().regex(/^[A-Z]{3}$/),
    refund_status: gatewayWord,
    refund_arn: bankReference,
  })
  .transform((said, context): { orderId: string | null; refund: GatewayRefund } => {
    const amountPaise = paiseOf(said.refund_amount);
    if (amountPaise === null) {
      context.addIssue({ code: "custom", message: "not an amount in rupees" });
      return z.NEVER;
    }
    const refund = {
      gatewayRefundId: said.refund_id ?? null,
      gatewayReference: said.cf_refund_id,
      status: cashfreeStatus(said.refund_status),
      said: said.refund_status,
      amountPaise,
      currency: said.refund_currency,
      bankReference: said.refund_arn,
      orderId: said.order_id ?? null,
      paymentId: null,
    };
    return { orderId: said.order_id ?? null, refund };
  });

export const cashfreeRefunds = z.array(cashfreeRefund);

/** An error of Cashfree's own; its message is for people and may repeat what was sent, so it is not kept. */
export const cashfreeError = z.object({ code: gatewayWord, type: gatewayWord, message: z.string() });
