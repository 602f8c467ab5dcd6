import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawGateway } from "@/server/testing/raw-gateway";
import type { Gateway, RefundOrder } from "./gateway";
import { razorpayGateway } from "./razorpay.adapter";

let raw: RawGateway;
let gateway: Gateway;
beforeAll(async () => {
  raw = await RawGateway.open();
  gateway = razorpayGateway({ url: `${raw.url}/`, keyId: "rzp_us", keySecret: "our secret", webhookSecrets: [], timeoutMs: 2_000 });
});
afterAll(() => raw?.close());

const order: RefundOrder = {
  gatewayRefundId: "cmr_0123456789abcdef0123456789abcdef",
  orderId: "cm_9f2a1c4e6b8d0a13",
  paymentId: "pay_29QQoUBi66xm2f",
  gatewayReference: null,
  amountPaise: 59_010n,
  currency: "INR",
  note: "RF-1042",
};
const entity = {
  id: "rfnd_FP8QHiV938haTz",
  entity: "refund",
  amount: 59_010,
  currency: "INR",
  payment_id: order.paymentId,
  notes: [],
  receipt: order.gatewayRefundId,
  acquirer_data: { arn: null },
  created_at: 1_795_400_000,
  batch_id: null,
  status: "pending",
  speed_processed: "normal",
  speed_requested: "normal",
};
const page = (items: unknown[]) => ({ entity: "collection", count: items.length, items });
const error = (description: string, reason = "NA", code = "BAD_REQUEST_ERROR") => ({
  error: { code, description, source: "NA", step: "NA", reason, metadata: {}, field: "amount" },
});

describe("what Razorpay is sent", () => {
  test("a create is exactly the published request: path, headers, and an amount in paise as an integer", async () => {
    raw.says([200, entity]);
    await gateway.createRefund(order);
    const [asked, ...others] = raw.asked;
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ method: "POST", url: "/v1/payments/pay_29QQoUBi66xm2f/refund" });
    expect(asked?.body).toBe(
      '{"amount":59010,"speed":"normal","receipt":"cmr_0123456789abcdef0123456789abcdef","notes":{"refund":"cmr_0123456789abcdef0123456789abcdef","number":"RF-1042"}}',
    );
    expect(asked?.headers).toMatchObject({
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from("rzp_us:our secret").toString("base64")}`,
      "x-refund-idempotency": order.gatewayRefundId,
    });
  });

  test("a read asks by the gateway's name where it is known, else through the payment's refunds, page by page", async () => {
    raw.says([200, entity]);
    await gateway.readRefund({ ...order, gatewayReference: entity.id });
    expect(raw.asked.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /v1/refunds/rfnd_FP8QHiV938haTz"]);

    const others = Array.from({ length: 100 }, (_, number) => ({ ...entity, id: `rfnd_${number}`, receipt: null, amount: 100 }));
    raw.says([200, page(others)], [200, page([entity])]);
    expect(await gateway.readRefund(order)).toMatchObject({ kind: "known", refund: { gatewayReference: entity.id } });
    expect(raw.asked.map(({ url }) => url)).toEqual([
      "/v1/payments/pay_29QQoUBi66xm2f/refunds?count=100&skip=0",
      "/v1/payments/pay_29QQoUBi66xm2f/refunds?count=100&skip=100",
    ]);
  });

  test("without a payment nothing is sent, and nothing is listed", async () => {
    raw.says([200, entity]);
    expect(await gateway.createRefund({ ...order, paymentId: null })).toEqual({ kind: "refused", code: "payment_unknown" });
    expect(await gateway.listRefunds({ ...order, paymentId: null })).toBeNull();
    expect(raw.asked).toEqual([]);
  });
});

describe("how Razorpay's answers are read", () => {
  test.each([
    ["with our receipt", entity],
    ["without one, as in their own examples", { ...entity, receipt: null }],
    ["with our name in its notes alone", { ...entity, receipt: undefined, notes: { refund: order.gatewayRefundId, number: "RF-1042" } }],
    ["with a list for the bank's data", { ...entity, acquirer_data: [] }],
    ["with more than is published", { ...entity, new_field: 1 }],
  ])("a refund %s is known by our name", async (_what, body) => {
    raw.says([200, body]);
    expect(await gateway.createRefund(order)).toEqual({
      kind: "known",
      refund: {
        gatewayRefundId: order.gatewayRefundId,
        gatewayReference: entity.id,
        status: "pending",
        said: "pending",
        amountPaise: 59_010n,
        currency: "INR",
        bankReference: null,
        orderId: null,
        paymentId: entity.payment_id,
      },
    });
  });

  test.each([
    ["decimals", { ...entity, amount: 590.1 }],
    ["no status", { ...entity, status: undefined }],
    ["another entity", { ...entity, entity: "payment" }],
    ["no JSON", "<html>"],
  ])("200 with %s is unknown, never a refund", async (_what, body) => {
    raw.says([200, body]);
    expect(await gateway.createRefund(order)).toEqual({ kind: "unknown", because: "unreadable" });
  });

  test.each([
    ["receipt", { ...entity, receipt: "Somebody else's, no. 31" }],
    ["receipt of our kind", { ...entity, receipt: "cmr_another" }],
    ["note", { ...entity, receipt: null, notes: { refund: "cmr_another" } }],
    ["payment", { ...entity, payment_id: "pay_another" }],
  ])("200 with another %s is a conflict", async (_what, body) => {
    raw.says([200, body]);
    expect(await gateway.createRefund(order)).toEqual({ kind: "conflict" });
  });

  test.each([
    [400, error("Too little.", "input_validation_failed"), { kind: "refused", code: "input_validation_failed" }],
    [400, error("Refunded in full."), { kind: "refused", code: "BAD_REQUEST_ERROR" }],
    [400, error("Different request with the same idempotency key."), { kind: "conflict" }],
    [409, error("Different request with the same idempotency key."), { kind: "conflict" }],
    [409, error("Another request with it is in progress."), { kind: "unknown", because: "in_flight" }],
    [409, "", { kind: "unknown", because: "in_flight" }],
    [401, error("Authentication failed"), { kind: "unknown", because: "not_authorised" }],
    [429, error("Too many"), { kind: "unknown", because: "busy" }],
    [500, error("Trouble", "NA", "SERVER_ERROR"), { kind: "unknown", because: "server_error" }],
    [502, "", { kind: "unknown", because: "server_error" }],
    [400, "<html>a proxy</html>", { kind: "unknown", because: "unreadable" }],
    [404, "nothing here", { kind: "unknown", because: "unreadable" }],
  ])("a create answered with %s %j is %j", async (status, body, answer) => {
    raw.says([status, body]);
    expect(await gateway.createRefund(order)).toEqual(answer);
    expect(raw.asked).toHaveLength(1);
  });

  const GONE: [number, unknown] = [400, error("The id provided does not exist", "input_validation_failed")];

  test("a refund that is gone under the gateway's name is looked for under ours", async () => {
    raw.says(GONE, [200, page([{ ...entity, status: "processed", acquirer_data: { rrn: "412345678901" } }])]);
    expect(await gateway.readRefund({ ...order, gatewayReference: "rfnd_gone" })).toMatchObject({
      kind: "known",
      refund: { status: "succeeded", bankReference: "412345678901" },
    });
    raw.says(GONE, [200, page([])]);
    expect(await gateway.readRefund({ ...order, gatewayReference: "rfnd_gone" })).toEqual({ kind: "absent" });
  });

  test.each([
    [...GONE, "order_unknown", []],
    [404, GONE[1], "order_unknown", []],
    [400, error("Not allowed now."), "unreadable", null],
    [400, error("pay_29 is not a valid id", "input_validation_failed"), "unreadable", null],
    [404, error("The requested URL was not found on the server."), "unreadable", null],
    [404, "<html>a proxy</html>", "unreadable", null],
    [200, error("The id provided does not exist"), "unreadable", null],
  ])("a list answered with %s %j is no absence of ours but %s", async (status, body, because, listed) => {
    raw.says([status, body]);
    expect(await gateway.readRefund(order)).toEqual({ kind: "unknown", because });
    expect(await gateway.readRefund({ ...order, gatewayReference: entity.id })).toEqual({ kind: "unknown", because });
    expect(await gateway.listRefunds(order)).toEqual(listed);
  });

  test("one of the same amount without a name may be ours: that is no absence; with another's name or amount it is not", async () => {
    const nameless = { ...entity, id: "rfnd_x", receipt: null };
    raw.says([200, page([nameless])]);
    expect(await gateway.readRefund(order)).toEqual({ kind: "unknown", because: "unnamed" });
    raw.says([200, page([nameless, entity])]);
    expect(await gateway.readRefund(order)).toMatchObject({ kind: "known", refund: { gatewayReference: entity.id } });
    raw.says([200, page([{ ...nameless, notes: { refund: order.gatewayRefundId } }])]);
    expect(await gateway.readRefund(order)).toMatchObject({ kind: "known", refund: { gatewayReference: "rfnd_x" } });
    for (const other of [{ receipt: "Receipt No. 31" }, { notes: { refund: "cmr_another" } }, { amount: 59_011 }]) {
      raw.says([200, page([{ ...nameless, ...other }])]);
      expect(await gateway.readRefund(order)).toEqual({ kind: "absent" });
    }
  });

  test("pages without end are given up, and no absence is made of them", async () => {
    raw.says([200, page(Array.from({ length: 100 }, () => ({ ...entity, receipt: null, amount: 100 })))]);
    expect(await gateway.readRefund(order)).toEqual({ kind: "unknown", because: "unreadable" });
    expect(raw.asked.length).toBeLessThanOrEqual(100);
  });
});
