import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keepsTheWebhookContract } from "@/server/testing/webhook-contract";
import { razorpayGateway } from "./razorpay.adapter";
import { RAZORPAY_MAX_AGE_MS } from "./razorpay-webhook";

const withSecrets = (...webhookSecrets: string[]) =>
  razorpayGateway({ url: "http://localhost:9", keyId: "us", keySecret: "the client secret", webhookSecrets, timeoutMs: 100 });

const bodyOf = (status: string, event: string, sentAt: Date, acquirer: unknown = { arn: "10000000000000" }) =>
  JSON.stringify({
    entity: "event",
    account_id: "acc_E7OQJcEANmBHTC",
    event,
    contains: ["refund", "payment"],
    payload: {
      refund: {
        entity: {
          id: "rfnd_FS8TWyPrCsa0OB",
          entity: "refund",
          amount: 59010,
          currency: "INR",
          payment_id: "pay_FPoJKWQQ8lK13n",
          notes: { refund: "RF-1042" },
          receipt: "cmr_0042",
          acquirer_data: acquirer,
          created_at: 1_795_400_000,
          batch_id: null,
          status,
          speed_processed: "normal",
          speed_requested: "normal",
        },
      },
      payment: { entity: { id: "pay_FPoJKWQQ8lK13n", entity: "payment", email: "payer@payments.example", contact: "+919000000000" } },
    },
    created_at: Math.floor(sentAt.getTime() / 1000),
  });

function signed(body: string, secret: string) {
  const headers = {
    "x-razorpay-signature": createHmac("sha256", secret).update(body).digest("hex"),
    "x-razorpay-event-id": createHash("sha256").update(body).digest("hex").slice(0, 14),
  };
  return { raw: Buffer.from(body), headers };
}

const NOW = new Date("2026-11-24T06:30:00.000Z");

describe("Razorpay", () => {
  keepsTheWebhookContract({
    withSecrets,
    signed: ({ secret, sentAt, status = "processed", kind = "refund.processed", change = (body) => body }) =>
      signed(change(bodyOf(status, kind, sentAt)), secret),
    statuses: [
      ["pending", "pending"],
      ["processed", "succeeded"],
      ["failed", "failed"],
      ["something_new", "pending"],
      ["constructor", "pending"],
    ],
    otherKind: "payment.captured",
    signatureHeader: "x-razorpay-signature",
    maxAgeMs: RAZORPAY_MAX_AGE_MS,
  });

  const judge = (body: string) => {
    const { raw, headers } = signed(body, "s");
    return withSecrets("s").judgeWebhook(raw, headers, NOW);
  };

  test.each(["refund.created", "refund.processed", "refund.failed"])("listens to %s", (event) => {
    expect(judge(bodyOf("processed", event, NOW)).kind).toBe("news");
  });

  test.each([
    [{ arn: null, rrn: "412345678901" }, "412345678901"],
    [{ utr: "UTR/0001" }, "UTR/0001"],
    [[], null],
    [null, null],
    [{ arn: "<script>" }, null],
    [{ arn: null }, null],
  ])("finds the bank's reference in %j: %s", (acquirer, bankReference) => {
    expect(judge(bodyOf("processed", "refund.processed", NOW, acquirer))).toMatchObject({ news: { refund: { bankReference } } });
  });

  test("believes nothing at all without a webhook secret", () => {
    const { raw, headers } = signed(bodyOf("processed", "refund.processed", NOW), "");
    expect(withSecrets().judgeWebhook(raw, headers, NOW)).toEqual({ kind: "rejected", because: "forged" });
  });
});
