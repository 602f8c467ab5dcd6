// The payment gateways' stand-ins by themselves: what they refuse, what their answers look like, and their webhooks.
// long: two stand-ins that are told and watched in the same way, in one street.
import { createHmac } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCashfree } from "./cashfree.mjs";
import { freePort } from "./ports.mjs";
import { startRazorpay } from "./razorpay.mjs";

const dataFolder = mkdtempSync(path.join(tmpdir(), "gateways-"));
const received = [];
const answers = [];
let receiver;
let cashfree;
let razorpay;

beforeAll(async () => {
  receiver = http.createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url, headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const webhookUrl = (name) => `http://127.0.0.1:${receiver.address().port}/${name}`;
  const wish = async (name) => ({ port: await freePort(), dataFolder, settleAfterMs: null, webhookUrl: webhookUrl(name) });
  cashfree = await startCashfree({ ...(await wish("cashfree")), clientId: "us", clientSecret: "secret", webhookSecret: "signing" });
  razorpay = await startRazorpay({ ...(await wish("razorpay")), keyId: "us", keySecret: "secret", webhookSecret: "signing" });
});
beforeEach(() => {
  received.length = 0;
  answers.length = 0;
});
afterEach(async () => {
  for (const { url } of [cashfree, razorpay]) await tell(url, "forget", {});
});
afterAll(() => {
  cashfree?.close();
  razorpay?.close();
  receiver?.close();
  rmSync(dataFolder, { recursive: true });
});

const tell = async (url, what, body) => {
  const response = await fetch(`${url}/_control/${what}`, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};
const see = async (url, what) => (await fetch(`${url}/_control/${what}`)).json();

let number = 0;
/** A payment of ₹590.00, known to both. */
async function paid({ capturedAt = new Date(Date.now() - 60_000).toISOString(), amountPaise = "59000" } = {}) {
  number += 1;
  const payment = { orderId: `cm_${number}`, paymentId: `pay_${String(number).padStart(14, "A")}`, amountPaise, capturedAt };
  for (const { url } of [cashfree, razorpay]) await tell(url, "payments", { payments: [payment] });
  return payment;
}
const someTimeAgo = { capturedAt: new Date(Date.now() - 214 * 86_400_000).toISOString() };

describe("the local Cashfree", () => {
  const HEADERS = { "x-client-id": "us", "x-client-secret": "secret", "x-api-version": "2025-01-01", "content-type": "application/json" };
  const call = async (method, place, { headers = {}, body } = {}) => {
    const all = Object.fromEntries(Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== null));
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${cashfree.url}/pg/orders/${place}`, { method, headers: all, body: text });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  const wanted = { refund_id: "refund_1", refund_amount: 1, refund_note: "a note" };
  const create = async (body, { payment, headers } = {}) =>
    call("POST", `${(payment ?? (await paid())).orderId}/refunds`, { body, headers });

  it.each([
    ["no version", { "x-api-version": null }, 400, "version_missing"],
    ["an old version", { "x-api-version": "2022-09-01" }, 400, "version_invalid"],
    ["no client", { "x-client-id": null }, 401, "request_failed"],
    ["another secret", { "x-client-secret": "guessed" }, 401, "request_failed"],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 400, "request_invalid"],
    ["an idempotency key that is no UUID", { "x-idempotency-key": "cmr_1" }, 400, "request_invalid"],
  ])("refuses a create with %s", async (_what, headers, status, code) => {
    const answer = await create(wanted, { headers });
    expect(answer).toMatchObject({ status, body: { message: expect.any(String), code, type: expect.stringMatching(/_error$/) } });
    expect(Object.keys(answer.body).sort()).toEqual(["code", "message", "type"]);
  });

  it.each([
    ["no body", "", "request_invalid"],
    ["a list", [], "request_invalid"],
    ["no name", { refund_amount: 1 }, "refund_id_missing"],
    ["a short name", { ...wanted, refund_id: "ab" }, "refund_id_invalid"],
    ["a long name", { ...wanted, refund_id: "a".repeat(41) }, "refund_id_invalid"],
    ["a name with other characters", { ...wanted, refund_id: "a b c" }, "refund_id_invalid"],
    ["a name that is a number", { ...wanted, refund_id: 12345 }, "refund_id_invalid"],
    ["no amount", { refund_id: "refund_1" }, "refund_amount_missing"],
    ["an amount that is a text", { ...wanted, refund_amount: "1.00" }, "refund_amount_invalid"],
    ["three decimals", '{"refund_id":"refund_1","refund_amount":1.100}', "refund_amount_invalid"],
    ["an exponent", '{"refund_id":"refund_1","refund_amount":1e2}', "refund_amount_invalid"],
    ["a negative amount", { ...wanted, refund_amount: -1 }, "refund_amount_invalid"],
    ["less than a rupee", { ...wanted, refund_amount: 0.99 }, "refund_amount_invalid"],
    ["a paisa too much", { ...wanted, refund_amount: 590.01 }, "refund_amount_invalid"],
    ["a short note", { ...wanted, refund_note: "no" }, "refund_note_invalid"],
    ["another speed", { ...wanted, refund_speed: "FAST" }, "refund_speed_invalid"],
  ])("refuses a create with %s", async (_what, body, code) => {
    expect(await create(body)).toMatchObject({ status: 400, body: { code, type: "invalid_request_error" } });
  });

  it("refuses what is unknown, too old, or paid back in full, with the published status", async () => {
    expect(await call("POST", "cm_none/refunds", { body: wanted })).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    expect(await call("GET", `${(await paid()).orderId}/refunds/refund_none`)).toMatchObject({
      status: 404,
      body: { code: "refund_not_found" },
    });
    expect(await call("PATCH", `${(await paid()).orderId}/refunds`)).toMatchObject({ status: 404 });
    expect(await create(wanted, { payment: await paid(someTimeAgo) })).toMatchObject({ status: 409, body: { code: "refund_not_allowed" } });
    const payment = await paid();
    expect(await create({ refund_id: "refund_all", refund_amount: 590 }, { payment })).toMatchObject({ status: 200 });
    expect(await create({ refund_id: "refund_more", refund_amount: 1 }, { payment })).toMatchObject({
      status: 409,
      body: { code: "refund_not_allowed" },
    });
  });

  it("answers a repetition with the same refund, another body under the name with 400, and another under the key with 422", async () => {
    const payment = await paid();
    const headers = { "x-idempotency-key": "47bf8872-46fe-11ee-be56-0242ac120002", "x-request-id": "mine" };
    const body = { refund_id: "refund_again", refund_amount: 10.5 };
    const [first, second] = [await create(body, { payment, headers }), await create(body, { payment, headers })];
    expect(second.body).toEqual(first.body);
    expect([first, second].map((answer) => answer.headers.get("x-idempotency-replayed"))).toEqual(["false", "true"]);
    expect(first.headers.get("x-request-id")).toBe("mine");
    expect(await create({ ...body, refund_amount: 10 }, { payment })).toMatchObject({
      status: 400,
      body: { code: "refund_id_already_exists" },
    });
    expect(await create({ ...body, refund_id: "refund_other" }, { payment, headers })).toMatchObject({
      status: 422,
      body: { type: "idempotency_error" },
    });
    expect(await create(body)).toMatchObject({ status: 400, body: { code: "refund_id_already_exists" } });
  });

  it("answers with what is published of a refund: texts, numbers and one object, and no null anywhere", async () => {
    const payment = await paid();
    await create({ refund_id: "refund_shape", refund_amount: 1.1, refund_note: "a note", refund_speed: "STANDARD" }, { payment });
    await tell(cashfree.url, "refunds/refund_shape/settle", { status: "SUCCESS" });
    const { body } = await call("GET", `${payment.orderId}/refunds/refund_shape`);
    const text = ["cf_payment_id", "cf_refund_id", "order_id", "refund_id", "entity", "refund_currency", "refund_note", "refund_status"];
    const more = ["refund_arn", "status_description", "refund_type", "refund_mode", "created_at", "processed_at"];
    for (const name of [...text, ...more]) expect([name, typeof body[name]]).toEqual([name, "string"]);
    expect(body).toMatchObject({
      entity: "refund",
      refund_amount: 1.1,
      refund_charge: 0,
      refund_splits: [],
      refund_type: "MERCHANT_INITIATED",
    });
    expect(body.refund_speed).toEqual({ requested: "STANDARD", accepted: "STANDARD", processed: "STANDARD" });
    for (const name of ["created_at", "processed_at"]) expect(body[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30$/);
    expect(Math.abs(Date.parse(body.created_at) - Date.now())).toBeLessThan(60_000);
    expect((await call("GET", `${payment.orderId}/refunds`)).body).toEqual([body]);
  });

  it("sends one signed webhook of the end, with ids as numbers and two decimals", async () => {
    await create({ refund_id: "refund_hook", refund_amount: 2 });
    expect(received).toEqual([]);
    await tell(cashfree.url, "refunds/refund_hook/settle", { status: "SUCCESS" });
    expect(received).toHaveLength(1);
    const [{ path: to, headers, body }] = received;
    expect(to).toBe("/cashfree");
    const message = headers["x-webhook-timestamp"] + body;
    expect(headers["x-webhook-signature"]).toBe(createHmac("sha256", "signing").update(message).digest("base64"));
    expect(headers).toMatchObject({ "x-webhook-version": "2025-01-01", "x-webhook-attempt": "1", "x-idempotency-key": expect.any(String) });
    expect(body).toContain('"refund_amount":2.00,');
    const { type, data } = JSON.parse(body);
    expect(type).toBe("REFUND_STATUS_WEBHOOK");
    expect(data.refund).toMatchObject({
      refund_id: "refund_hook",
      refund_status: "SUCCESS",
      refund_arn: expect.stringMatching(/^\d{12}$/),
    });
    expect([typeof data.refund.cf_refund_id, typeof data.refund.cf_payment_id]).toEqual(["number", "number"]);
  });
});

describe("the local Razorpay", () => {
  const HEADERS = { authorization: `Basic ${Buffer.from("us:secret").toString("base64")}`, "content-type": "application/json" };
  const call = async (method, place, { headers = {}, body } = {}) => {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${razorpay.url}/v1/${place}`, { method, headers: { ...HEADERS, ...headers }, body: text });
    return { status: response.status, body: await response.json() };
  };
  const create = async (body, { payment, key } = {}) =>
    call("POST", `payments/${(payment ?? (await paid())).paymentId}/refund`, { body, headers: key ? { "x-refund-idempotency": key } : {} });
  const wrong = { status: 400, body: { error: { code: "BAD_REQUEST_ERROR", description: expect.any(String), metadata: {} } } };

  it.each([
    ["an extra field", { amount: 100, reason: "because" }],
    ["an amount that is a text", { amount: "100" }],
    ["decimals", { amount: 100.5 }],
    ["less than a rupee", { amount: 99 }],
    ["a paisa too much", { amount: 59_001 }],
    ["another speed", { amount: 100, speed: "fast" }],
    ["a long receipt", { amount: 100, receipt: "a".repeat(41) }],
    ["sixteen notes", { amount: 100, notes: Object.fromEntries(Array.from({ length: 16 }, (_, one) => [`n${one}`, "x"])) }],
    ["no JSON", "amount=100"],
  ])("refuses a create with %s", async (_what, body) => {
    const answer = await create(body);
    expect(answer).toMatchObject(wrong);
    for (const name of ["source", "step", "reason"]) expect(typeof answer.body.error[name]).toBe("string");
  });

  it("refuses wrong credentials, wrong ids, wrong methods and short keys", async () => {
    const { paymentId } = await paid();
    const place = `payments/${paymentId}/refund`;
    expect((await call("POST", place, { body: {}, headers: { authorization: "Basic dXM6Z3Vlc3NlZA==" } })).status).toBe(401);
    for (const [method, elsewhere] of [
      ["POST", "payments/pay_1/refund"],
      ["POST", "payments/pay_00000000000000/refund"],
      ["GET", "refunds/rfnd_1"],
      ["GET", "refunds/rfnd_00000000000000"],
      ["GET", place],
      ["DELETE", "refunds/rfnd_00000000000000"],
      ["GET", `payments/${paymentId}/refunds?count=101`],
    ])
      expect([elsewhere, await call(method, elsewhere, method === "POST" ? { body: {} } : {})]).toMatchObject([elsewhere, wrong]);
    for (const key of ["short", "with spaces in it"]) expect(await create({ amount: 100 }, { key })).toMatchObject(wrong);
  });

  it("answers a repetition with the same refund, another body with 400, and one in between with 409", async () => {
    const [payment, key] = [await paid(), "cmr_00000000000001"];
    await tell(razorpay.url, "moods", { call: "create", how: "slow", ms: 1_500 });
    const [first, second] = await Promise.all([create({ amount: 100 }, { payment, key }), create({ amount: 100 }, { payment, key })]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const made = first.status === 200 ? first : second;
    expect(await create({ amount: 100 }, { payment, key })).toEqual(made);
    expect(await create({ amount: 200 }, { payment, key })).toMatchObject(wrong);
  });

  it("answers with what is published of a refund and of a list, newest first", async () => {
    const payment = await paid();
    const { body } = await create({ amount: 150, speed: "normal", receipt: "r1", notes: { why: "so" } }, { payment });
    expect(body).toEqual({
      id: expect.stringMatching(/^rfnd_[0-9a-zA-Z]{14}$/),
      entity: "refund",
      amount: 150,
      currency: "INR",
      payment_id: payment.paymentId,
      notes: { why: "so" },
      receipt: "r1",
      acquirer_data: { arn: null },
      created_at: expect.any(Number),
      batch_id: null,
      status: "pending",
      speed_processed: "normal",
      speed_requested: "normal",
    });
    const second = (await create(undefined, { payment })).body;
    expect(second).toMatchObject({ amount: 58_850, notes: [], receipt: null });
    const list = `payments/${payment.paymentId}/refunds`;
    expect((await call("GET", list)).body).toEqual({ entity: "collection", count: 2, items: [second, body] });
    expect((await call("GET", `${list}?count=1&skip=1`)).body.items).toEqual([body]);
    expect((await call("GET", `refunds/${body.id}`)).body).toEqual(body);
    expect((await call("GET", `${list}/${body.id}`)).body).toEqual(body);
  });

  it("takes a refund of an old payment, and fails it", async () => {
    expect(await create({ amount: 100 }, { payment: await paid(someTimeAgo) })).toMatchObject({ status: 200, body: { status: "failed" } });
  });

  it("tells of the beginning and of the end, signed over the body, with the payer in it", async () => {
    const { body } = await create({ amount: 100, receipt: "hooked" });
    await expect.poll(() => received.length).toBe(1);
    await tell(razorpay.url, `refunds/${body.id}/settle`, { status: "SUCCESS" });
    expect(received.map((one) => JSON.parse(one.body).event)).toEqual(["refund.created", "refund.processed"]);
    for (const { headers, body: sent } of received)
      expect(headers["x-razorpay-signature"]).toBe(createHmac("sha256", "signing").update(sent).digest("hex"));
    expect(new Set(received.map(({ headers }) => headers["x-razorpay-event-id"])).size).toBe(2);
    const { payload, created_at: at } = JSON.parse(received[1].body);
    expect(payload.refund.entity).toMatchObject({ id: body.id, status: "processed", acquirer_data: { arn: expect.any(String) } });
    expect(payload.payment.entity).toMatchObject({ email: expect.any(String), contact: expect.any(String) });
    expect(Math.abs(at * 1000 - Date.now())).toBeLessThan(60_000);
  });
});

describe("webhooks of the stand-ins", () => {
  const place = (payment) => `${cashfree.url}/pg/orders/${payment.orderId}/refunds`;
  const headers = { "x-client-id": "us", "x-client-secret": "secret", "x-api-version": "2025-01-01", "content-type": "application/json" };
  const refund = async (name) => {
    const body = JSON.stringify({ refund_id: name, refund_amount: 1 });
    return (await fetch(place(await paid()), { method: "POST", headers, body })).json();
  };
  const settle = (name, status = "SUCCESS") => tell(cashfree.url, `refunds/${name}/settle`, { status });
  const settings = (webhooks, more = {}) => tell(cashfree.url, "settings", { webhooks, ...more });
  const statuses = () => received.map(({ body }) => JSON.parse(body).data.refund.refund_status);

  it("are repeated as they were when they are not taken, with the try counted, and not for ever", async () => {
    await settings({ retryDelaysMs: [1, 1] });
    answers.push(500, 302, 204, 200);
    await refund("retried");
    await settle("retried");
    await expect.poll(() => received.length).toBe(3);
    expect(new Set(received.map((one) => one.body + one.headers["x-webhook-signature"])).size).toBe(1);
    expect(received.map((one) => one.headers["x-webhook-attempt"])).toEqual(["1", "2", "3"]);
    await expect.poll(async () => (await see(cashfree.url, "webhooks")).filter((one) => one.refund === "retried").length).toBe(3);
    expect(answers).toEqual([200]);
  });

  it("come twice, early, out of order or not at all when they are told to", async () => {
    await settings({ twice: true });
    await refund("twice");
    await settle("twice");
    expect(new Set(received.map((one) => one.headers["x-idempotency-key"])).size).toBe(1);
    expect(statuses()).toEqual(["SUCCESS", "SUCCESS"]);

    received.length = 0;
    await settings({ twice: false, early: true });
    expect(await refund("early")).toMatchObject({ refund_status: "PENDING" });
    expect(statuses()).toEqual(["SUCCESS"]);

    received.length = 0;
    await settings({ early: false, outOfOrder: true });
    await refund("late");
    await settle("late");
    expect(statuses()).toEqual(["SUCCESS", "PENDING"]);

    received.length = 0;
    await settings({ isOff: true });
    await refund("silent");
    await settle("silent");
    expect(statuses()).toEqual([]);
  });

  it("follow by themselves when nobody ends a refund, and tell of a reversal after success", async () => {
    await settings({}, { settleAfterMs: 20 });
    await refund("by_itself");
    await expect.poll(statuses).toEqual(["SUCCESS"]);
    await settle("by_itself", "CANCELLED");
    expect(statuses()).toEqual(["SUCCESS", "CANCELLED"]);
  });

  it("are sent after a restart when they could not be sent before", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gateways-restart-"));
    const wish = { port: await freePort(), dataFolder: folder, settleAfterMs: null, clientId: "us", clientSecret: "secret" };
    const payments = [{ orderId: "cm_restart", amountPaise: "59000", capturedAt: new Date().toISOString() }];
    const first = await startCashfree({ ...wish, webhookUrl: "http://127.0.0.1:1/nobody" });
    await tell(first.url, "payments", { payments });
    await fetch(`${first.url}/pg/orders/cm_restart/refunds`, { method: "POST", headers, body: '{"refund_id":"before","refund_amount":1}' });
    await tell(first.url, "refunds/before/settle", { status: "SUCCESS" });
    first.close();
    const second = await startCashfree({ ...wish, webhookUrl: `http://127.0.0.1:${receiver.address().port}/cashfree` });
    await expect.poll(statuses).toEqual(["SUCCESS"]);
    expect(await see(second.url, "refunds")).toMatchObject([{ name: "before", status: "SUCCESS" }]);
    expect(readdirSync(path.join(folder, "cashfree")).sort()).toEqual(["outbox.json", "payments.json", "refunds.json"]);
    second.close();
    rmSync(folder, { recursive: true });
  });
});

describe("what a stand-in can be told to forget, leave out or keep back", () => {
  const headers = { authorization: `Basic ${Buffer.from("us:secret").toString("base64")}` };
  const create = async ({ paymentId }, { as = "", body = { amount: 100, receipt: "ours", notes: { refund: "ours" } }, signal } = {}) => {
    const url = `${razorpay.url}${as}/v1/payments/${paymentId}/refund`;
    const keyed = { ...headers, "x-refund-idempotency": `key_of_${paymentId}` };
    const response = await fetch(url, { method: "POST", headers: keyed, body: JSON.stringify(body), signal });
    return { status: response.status, body: await response.json() };
  };
  const listed = async ({ paymentId }) =>
    (await (await fetch(`${razorpay.url}/v1/payments/${paymentId}/refunds`, { headers })).json()).items;

  it("keys: a repetition makes a second refund, at both", async () => {
    for (const { url } of [razorpay, cashfree]) await tell(url, "settings", { forgetsKeys: true });
    const payment = await paid();
    const [first, second] = [await create(payment), await create(payment)];
    expect(first.body.id).not.toBe(second.body.id);
    expect(await listed(payment)).toHaveLength(2);
    const place = `${cashfree.url}/pg/orders/${payment.orderId}/refunds`;
    const known = { "x-client-id": "us", "x-client-secret": "secret", "x-api-version": "2025-01-01", "content-type": "application/json" };
    for (let time = 0; time < 2; time += 1)
      await fetch(place, { method: "POST", headers: known, body: '{"refund_id":"twice_made","refund_amount":1}' });
    expect(await see(cashfree.url, `refunds?payment=${payment.orderId}`)).toHaveLength(2);
  });

  it("receipts and notes: they are left out wherever the refund is shown, and known in its own books", async () => {
    await tell(razorpay.url, "settings", { omits: ["receipt", "notes"] });
    const payment = await paid();
    expect((await create(payment)).body).toMatchObject({ receipt: null, notes: [] });
    expect(await listed(payment)).toMatchObject([{ receipt: null, notes: [] }]);
    expect(await see(razorpay.url, `refunds?payment=${payment.paymentId}`)).toMatchObject([{ name: "ours" }]);
  });

  it("answers: the refund stands, whoever asked waits until it is told, and it is said who that is", async () => {
    await tell(razorpay.url, "settings", { holds: true });
    const payment = await paid();
    const waiting = create(payment, { as: "/_as/one" });
    await expect.poll(() => see(razorpay.url, "held")).toEqual([{ name: "ours", reference: expect.any(String), by: "one" }]);
    const [{ id }] = await listed(payment);
    expect(await tell(razorpay.url, `held/${id}/release`, {})).toMatchObject({ status: 200 });
    expect((await waiting).body.id).toBe(id);
    expect(await see(razorpay.url, "held")).toEqual([]);
    expect((await tell(razorpay.url, `held/${id}/release`, {})).status).toBe(400);

    const leaving = new AbortController();
    const gone = create(await paid(), { body: { amount: 101 }, signal: leaving.signal }).catch(() => "gone");
    await expect.poll(async () => (await see(razorpay.url, "held")).length).toBe(1);
    leaving.abort();
    expect(await gone).toBe("gone");
    await expect.poll(() => see(razorpay.url, "held")).toEqual([]);
  });

  it("itself: it answers about something else, in its own words, and makes nothing", async () => {
    const payment = await paid();
    for (const status of [400, 404]) {
      await tell(razorpay.url, "moods", { call: "create", how: `elsewhere_${status}` });
      expect(await create(payment)).toMatchObject({ status, body: { error: { code: "BAD_REQUEST_ERROR" } } });
    }
    expect(await listed(payment)).toEqual([]);
  });
});

describe("the page and the control of a stand-in", () => {
  it("shows refunds with what may happen to them, and does it", async () => {
    const payment = await paid({ amountPaise: "12345600" });
    const headers = { authorization: `Basic ${Buffer.from("us:secret").toString("base64")}` };
    const body = JSON.stringify({ receipt: '<script>"&' });
    const made = await (await fetch(`${razorpay.url}/v1/payments/${payment.paymentId}/refund`, { method: "POST", headers, body })).json();
    const shown = await (await fetch(`${razorpay.url}/`)).text();
    expect(shown).toContain("₹1,23,456.00");
    expect(shown).toContain(`/_control/refunds/${made.id}/settle`);
    expect(shown).not.toContain('<script>"&');
    const pressed = await fetch(`${razorpay.url}/_control/refunds/${made.id}/settle`, {
      method: "POST",
      body: new URLSearchParams({ status: "FAILED" }),
      redirect: "manual",
    });
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/"]);
    expect((await see(razorpay.url, `refunds?payment=${payment.paymentId}`))[0].status).toBe("FAILED");
  });

  it("says what it does not understand", async () => {
    for (const [what, body] of [
      ["moods", { call: "create", how: "sulky" }],
      ["settings", { webhooks: { loud: true } }],
      ["settings", { forgetsNames: true }],
      ["payments", { payments: [{ orderId: "cm_x", amountPaise: "1.5", capturedAt: "today" }] }],
      ["refunds", { payment: "cm_none", amountPaise: 100 }],
      ["refunds/none/settle", { status: "SUCCESS" }],
    ])
      expect([what, (await tell(cashfree.url, what, body)).status]).toEqual([what, 400]);
    expect((await tell(cashfree.url, "constructor", {})).status).toBe(404);
    expect((await fetch(`${cashfree.url}/elsewhere`)).status).toBe(404);
  });
});
