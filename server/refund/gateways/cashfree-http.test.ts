import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawGateway } from "@/server/testing/raw-gateway";
import { cashfreeGateway, idempotencyKey } from "./cashfree.adapter";
import type { Gateway, RefundOrder } from "./gateway";

let raw: RawGateway;
let gateway: Gateway;
beforeAll(async () => {
  raw = await RawGateway.open();
  gateway = cashfreeGateway({ url: `${raw.url}/pg/`, clientId: "us", clientSecret: "our secret", webhookSecrets: [], timeoutMs: 2_000 });
});
afterAll(() => raw?.close());

const order: RefundOrder = {
  gatewayRefundId: "cmr_0123456789abcdef0123456789abcdef",
  orderId: "cm_9f2a1c4e6b8d0a13",
  paymentId: null,
  gatewayReference: null,
  amountPaise: 59_010n,
  currency: "INR",
  note: "RF-1042",
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const entity = {
  cf_payment_id: "789727431",
  cf_refund_id: "11325632",
  order_id: order.orderId,
  refund_id: order.gatewayRefundId,
  entity: "refund",
  refund_amount: 590.1,
  refund_currency: "INR",
  refund_note: "RF-1042",
  refund_status: "PENDING",
  refund_arn: null,
  refund_charge: 0,
  status_description: null,
  metadata: null,
  refund_splits: [],
  refund_type: "MERCHANT_INITIATED",
  refund_mode: "STANDARD",
  created_at: "2026-11-24T12:00:00+05:30",
  processed_at: null,
  refund_speed: { requested: "STANDARD", accepted: "STANDARD", processed: null, message: null },
};
const error = (code: string, type = "invalid_request_error") => ({ message: "Somebody's words.", code, type, help: "a page" });

describe("what Cashfree is sent", () => {
  test("a create is exactly the published request: path, headers, and an amount in rupees as a number", async () => {
    raw.says([200, entity]);
    await gateway.createRefund(order);
    const [asked, ...others] = raw.asked;
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ method: "POST", url: `/pg/orders/${order.orderId}/refunds` });
    expect(asked?.body).toBe(
      '{"refund_id":"cmr_0123456789abcdef0123456789abcdef","refund_amount":590.1,"refund_note":"RF-1042","refund_speed":"STANDARD"}',
    );
    expect(asked?.headers).toMatchObject({
      "content-type": "application/json",
      "x-client-id": "us",
      "x-client-secret": "our secret",
      "x-api-version": "2025-01-01",
      "x-request-id": expect.stringMatching(UUID),
      "x-idempotency-key": idempotencyKey(order.gatewayRefundId),
    });
  });

  test("a repetition carries the same idempotency key, another refund another one, and each is a UUID", async () => {
    raw.says([200, entity]);
    await gateway.createRefund(order);
    await gateway.createRefund(order);
    await gateway.createRefund({ ...order, gatewayRefundId: "cmr_another" });
    const keys = raw.asked.map(({ headers }) => headers["x-idempotency-key"]);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(UUID);
    expect(new Set(raw.asked.map(({ headers }) => headers["x-request-id"])).size).toBe(3);
  });

  test("a read and a list are GETs without a body, and names cannot lead anywhere else", async () => {
    raw.says([404, error("refund_not_found")]);
    await gateway.readRefund({ ...order, orderId: "../x?y=", gatewayRefundId: "a/b#c" });
    await gateway.listRefunds(order);
    expect(raw.asked.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
      "GET /pg/orders/..%2Fx%3Fy%3D/refunds/a%2Fb%23c ",
      `GET /pg/orders/${order.orderId}/refunds `,
    ]);
    for (const { headers } of raw.asked) expect(headers).toMatchObject({ "x-api-version": "2025-01-01", "x-client-id": "us" });
  });
});

describe("how Cashfree's answers are read", () => {
  test("nulls and what we do not know are no trouble, nor are ids as numbers", async () => {
    raw.says([200, { ...entity, cf_refund_id: 11325632, new_field: { a: [1] } }]);
    expect(await gateway.createRefund(order)).toEqual({
      kind: "known",
      refund: {
        gatewayRefundId: order.gatewayRefundId,
        gatewayReference: "11325632",
        status: "pending",
        said: "PENDING",
        amountPaise: 59_010n,
        currency: "INR",
        bankReference: null,
        orderId: order.orderId,
        paymentId: null,
      },
    });
  });

  test.each([
    ["59.0", 5_900n],
    ["590.10", 59_010n],
    ["1234567890123.45", 123_456_789_012_345n],
  ])("an amount written %s is read to the paisa", async (written, amountPaise) => {
    raw.says([200, JSON.stringify({ ...entity, refund_amount: "@" }).replace('"@"', written)]);
    expect(await gateway.readRefund(order)).toMatchObject({ kind: "known", refund: { amountPaise } });
  });

  test.each([
    ["three decimals", { ...entity, refund_amount: 590.105 }],
    ["no amount", { ...entity, refund_amount: null }],
    ["no status", { ...entity, refund_status: undefined }],
    ["a list", [entity]],
    ["no JSON", "<html>It works!</html>"],
    ["nothing", ""],
    ["more than a megabyte", { ...entity, padding: "y".repeat(1_100_000) }],
  ])("200 with %s is unknown, never a refund", async (_what, body) => {
    raw.says([200, body]);
    const unreadable = { kind: "unknown", because: "unreadable" };
    expect(await gateway.createRefund(order)).toEqual(unreadable);
    expect(await gateway.readRefund(order)).toEqual(unreadable);
  });

  test.each([
    ["another refund", { ...entity, refund_id: "cmr_another" }],
    ["another order", { ...entity, order_id: "cm_another" }],
  ])("200 about %s is a conflict", async (_what, body) => {
    raw.says([200, body]);
    expect(await gateway.createRefund(order)).toEqual({ kind: "conflict" });
  });

  test.each([
    [400, error("refund_amount_invalid"), { kind: "refused", code: "refund_amount_invalid" }],
    [404, error("order_not_found"), { kind: "refused", code: "order_not_found" }],
    [409, error("refund_not_allowed"), { kind: "refused", code: "refund_not_allowed" }],
    [400, error("refund_id_already_exists"), { kind: "conflict" }],
    [409, error("refund_already_exists"), { kind: "conflict" }],
    [422, error("request_invalid", "idempotency_error"), { kind: "conflict" }],
    [400, error("idempotency_key_mismatch"), { kind: "conflict" }],
    [409, error("request_in_progress"), { kind: "unknown", because: "in_flight" }],
    [401, error("request_failed", "authentication_error"), { kind: "unknown", because: "not_authorised" }],
    [403, "", { kind: "unknown", because: "not_authorised" }],
    [408, "", { kind: "unknown", because: "timeout" }],
    [429, error("request_failed", "rate_limit_error"), { kind: "unknown", because: "busy" }],
    [500, error("internal_error", "api_error"), { kind: "unknown", because: "server_error" }],
    [502, error("bank_processing_failure", "api_error"), { kind: "unknown", because: "server_error" }],
    [503, "<html>", { kind: "unknown", because: "server_error" }],
    [400, "<html>a proxy</html>", { kind: "unknown", because: "unreadable" }],
    [404, "nothing here", { kind: "unknown", because: "unreadable" }],
    [400, { error: "a gateway of another make" }, { kind: "unknown", because: "unreadable" }],
    [200, error("request_failed"), { kind: "unknown", because: "unreadable" }],
  ])("a create answered with %s %j is %j", async (status, body, answer) => {
    raw.says([status, body]);
    expect(await gateway.createRefund(order)).toEqual(answer);
    expect(raw.asked).toHaveLength(1);
  });

  test.each([
    [404, error("refund_not_found"), { kind: "absent" }],
    [404, error("order_not_found"), { kind: "unknown", because: "order_unknown" }],
    [404, error("request_invalid"), { kind: "unknown", because: "unreadable" }],
    [404, error("feature_not_enabled", "feature_not_enabled"), { kind: "unknown", because: "unreadable" }],
    [404, "<html>a proxy</html>", { kind: "unknown", because: "unreadable" }],
    [400, error("request_invalid"), { kind: "unknown", because: "unreadable" }],
    [400, error("refund_not_found"), { kind: "unknown", because: "unreadable" }],
  ])("a read answered with %s %j is %j: nothing but its own word for it is an absence", async (status, body, answer) => {
    raw.says([status, body]);
    expect(await gateway.readRefund(order)).toEqual(answer);
  });

  test.each([
    [404, error("order_not_found"), []],
    [404, error("request_invalid"), null],
    [400, error("feature_not_enabled"), null],
  ])("a list answered with %s %j is %j", async (status, body, listed) => {
    raw.says([status, body]);
    expect(await gateway.listRefunds(order)).toEqual(listed);
  });

  test("a redirection is not followed: our credentials go nowhere else", async () => {
    raw.says([302, "", { location: `${raw.url}/elsewhere` }], [200, entity]);
    expect(await gateway.readRefund(order)).toEqual({ kind: "unknown", because: "unreadable" });
    expect(raw.asked).toHaveLength(1);
  });

  test("a list with one refund that cannot be read is no list, and refunds without our kind of name belong to it", async () => {
    raw.says([200, [entity, { ...entity, refund_amount: "much" }]]);
    expect(await gateway.listRefunds(order)).toBeNull();
    raw.says([200, [entity, { ...entity, refund_id: null, refund_type: "PAYMENT_AUTO_REFUND" }]]);
    expect((await gateway.listRefunds(order))?.map(({ gatewayRefundId }) => gatewayRefundId)).toEqual([order.gatewayRefundId, null]);
  });
});
