import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keepsTheWebhookContract } from "@/server/testing/webhook-contract";
import { cashfreeGateway } from "./cashfree.adapter";
import { CASHFREE_MAX_AGE_MS } from "./cashfree-webhook";

const withSecrets = (...webhookSecrets: string[]) =>
  cashfreeGateway({ url: "http://localhost:9/pg", clientId: "us", clientSecret: "the client secret", webhookSecrets, timeoutMs: 100 });

const bodyOf = (status: string, type: string) =>
  `{"data":{"refund":{"cf_refund_id":11325632,"cf_payment_id":789727431,"refund_id":"cmr_0042","order_id":"cm_9f2a1c4e6b8d0a13",` +
  `"refund_amount":590.10,"refund_currency":"INR","entity":"Refund","refund_type":"MERCHANT_INITIATED","refund_arn":"205907014017",` +
  `"refund_status":"${status}","status_description":null,"created_at":"2026-11-24T11:50:25+05:30","processed_at":null,"refund_note":"RF-1042",` +
  `"refund_splits":[],"requested_speed":"STANDARD","processed_speed":"STANDARD","service_charge":0.00,"service_tax":0.00}},` +
  `"event_time":"2026-11-24T11:59:59+05:30","type":"${type}"}`;

function signed(body: string, timestamp: string, secret: string) {
  const headers = {
    "x-webhook-signature": createHmac("sha256", secret)
      .update(timestamp + body)
      .digest("base64"),
    "x-webhook-timestamp": timestamp,
    "x-webhook-version": "2025-01-01",
    "x-webhook-attempt": "1",
    "x-idempotency-key": createHash("sha256").update(body).digest("hex"),
  };
  return { raw: Buffer.from(body), headers };
}

const NOW = new Date("2026-11-24T06:30:00.000Z");

describe("Cashfree", () => {
  keepsTheWebhookContract({
    withSecrets,
    signed: ({ secret, sentAt, status = "SUCCESS", kind = "REFUND_STATUS_WEBHOOK", change = (body) => body }) =>
      signed(change(bodyOf(status, kind)), String(sentAt.getTime()), secret),
    statuses: [
      ["PENDING", "pending"],
      ["ONHOLD", "pending"],
      ["SUCCESS", "succeeded"],
      ["CANCELLED", "failed"],
      ["FAILED", "failed"],
      ["SOMETHING_NEW", "pending"],
      ["constructor", "pending"],
    ],
    otherKind: "PAYMENT_SUCCESS_WEBHOOK",
    signatureHeader: "x-webhook-signature",
    maxAgeMs: CASHFREE_MAX_AGE_MS,
  });

  const judge = (webhook: ReturnType<typeof signed>, ...secrets: string[]) =>
    withSecrets(...secrets).judgeWebhook(webhook.raw, webhook.headers, NOW);
  const body = bodyOf("SUCCESS", "REFUND_STATUS_WEBHOOK");

  test("gives the gateway's and the bank's references, although its ids are numbers here", () => {
    expect(judge(signed(body, String(NOW.getTime()), "s"), "s")).toMatchObject({
      news: { refund: { gatewayReference: "11325632", bankReference: "205907014017" } },
    });
  });

  test("takes a timestamp in seconds as well as one in milliseconds", () => {
    for (const timestamp of ["1795501800", "1795501800000"])
      expect(judge(signed(body, timestamp, "s"), "s")).toMatchObject({ kind: "news", news: { sentAt: NOW } });
  });

  test.each(["now", "17955018000", "-1795501800", "1795501800.5", "2026-11-24"])("a timestamp of %j is unreadable", (timestamp) => {
    expect(judge(signed(body, timestamp, "s"), "s")).toEqual({ kind: "rejected", because: "unreadable" });
  });

  test("without a timestamp it is unsigned; with another one it is forged; moved into the body it is not read", () => {
    const { raw, headers } = signed(body, "1795501800000", "s");
    const judged = (changed: Record<string, string>, bytes: Uint8Array = raw) =>
      withSecrets("s").judgeWebhook(bytes, { ...headers, ...changed }, NOW);
    expect(judged({ "x-webhook-timestamp": "" })).toEqual({ kind: "rejected", because: "unsigned" });
    expect(judged({ "x-webhook-timestamp": "1795501800001" })).toEqual({ kind: "rejected", because: "forged" });
    expect(judged({ "x-webhook-timestamp": "1795501800" }, Buffer.from(`000${body}`))).toEqual({ kind: "rejected", because: "unreadable" });
  });

  test("is signed with the client secret when no other was agreed on, and then with nothing else", () => {
    const webhook = signed(body, "1795501800000", "the client secret");
    expect(judge(webhook).kind).toBe("news");
    expect(judge(webhook, "agreed on").kind).toBe("rejected");
  });
});
