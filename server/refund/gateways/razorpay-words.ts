import { z } from "zod";
import type { GatewayRefund } from "./gateway";
import { bankReference, gatewayId, gatewayWord } from "./gateway-json";

/** Words that end a refund. Every other one, known or new, means that nothing is decided yet. */
const ENDS = new Map<string, GatewayRefund["status"]>([
  ["processed", "succeeded"],
  ["failed", "failed"],
]);

/** What one of Razorpay's words means for a refund. */
export const razorpayStatus = (said: string): GatewayRefund["status"] => ENDS.get(said) ?? "pending";

const seconds = z.string().regex(/^\d{1,11}$/);

/** One of ARN, RRN and UTR, whichever the bank gives; Razorpay sends an empty list where there is none. */
const acquirerData = z
  .object({ arn: bankReference, rrn: bankReference, utr: bankReference })
  .nullish()
  .catch(null)
  .transform((said) => said?.arn ?? said?.rrn ?? said?.utr ?? null);

/** `name` is what its maker called it, be it of our kind or not; null where nobody named it. */
export type RazorpayRefund = { paymentId: string; name: string | null; refund: GatewayRefund };

/** The receipt, which may be missing (their own examples leave it out), or else the note that carries it as well. */
const nameOf = (said: { receipt?: string | null; notes?: { refund?: string | null } | null }): string | null =>
  said.receipt || said.notes?.refund || null;

/** A refund as Razorpay writes it; amounts are in paise already. */
export const razorpayRefund = z
  .object({
    id: gatewayId,
    entity: z.literal("refund"),
    amount: z.string().regex(/^\d{1,15}$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
    payment_id: gatewayId,
    receipt: z.string().nullish(),
    /** Where our name stands a second time; an empty list where there are no notes. */
    notes: z.object({ refund: z.string().nullish() }).nullish().catch(null),
    status: gatewayWord,
    acquirer_data: acquirerData,
  })
  .transform(
    (said): RazorpayRefund => ({
      paymentId: said.payment_id,
      name: nameOf(said),
      refund: {
        gatewayRefundId: gatewayId.safeParse(nameOf(said)).data ?? null,
        gatewayReference: said.id,
        status: razorpayStatus(said.status),
        said: said.status,
        amountPaise: BigInt(said.amount),
        currency: said.currency,
        bankReference: said.acquirer_data,
        orderId: null,
        paymentId: said.payment_id,
      },
    }),
  );

export const razorpayRefunds = z.object({ entity: z.literal("collection"), items: z.array(razorpayRefund) });

/** What a webhook says of a refund. The payment that comes with it names the payer: it is not even read. */
export const razorpayNews = z.object({
  payload: z.object({ refund: z.object({ entity: razorpayRefund }) }),
});
export const razorpayEnvelope = z.object({
  entity: z.literal("event"),
  event: z.string().max(100),
  created_at: seconds.transform((at) => new Date(Number(at) * 1000)),
});

/** An error of Razorpay's own. Its description is read where one code and one status stand for different things, and never kept. */
export const razorpayError = z
  .object({ error: z.object({ code: gatewayWord, description: z.string(), reason: gatewayWord.nullish().catch(null) }) })
  .transform(({ error: { code, description, reason } }) => ({
    code: reason && reason !== "NA" ? reason : code,
    /** The same key with another body; documented both as 400 and as 409. */
    isOtherBody: /different request.*idempotency key/i.test(description),
    /** What was asked for is not there: said with the same code and status as everything else that is not allowed. */
    isNotThere: /\bid provided does not exist\b/i.test(description),
  }));
