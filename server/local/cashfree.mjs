// Cashfree's payment gateway, as far as refunds go, in its own words (version 2025-01-01): /pg/orders/{order_id}/refunds.
// Stricter than it has to be, so that whoever speaks to it learns early what the real one may mind.
import { createHash, createHmac, randomInt, randomUUID } from "node:crypto";
import { isTooOld } from "./payment-books.mjs";
import { startGateway } from "./payment-gateway.mjs";

const VERSION = "2025-01-01";
const MINUTE = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ROUTE = /^\/pg\/orders\/([^/]+)\/refunds(?:\/([^/]+))?$/;
const NAME = /^[\w-]{3,40}$/;

/** Starts it; `clientSecret` signs the webhooks too unless another `webhookSecret` was agreed on. */
export function startCashfree({ clientId, clientSecret, webhookSecret = clientSecret, ...rest }) {
  const vendor = {
    name: "cashfree",
    title: "Cashfree",
    retryDelaysMs: [2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
    isTaken: (status) => status === 200,
    tellsOfCreation: false,
    keyOf: ({ orderId }) => orderId,
    isApi: (path) => path.startsWith("/pg/"),
    callOf(method, path) {
      const [whole, , name] = ROUTE.exec(path) ?? [];
      if (!whole) return null;
      if (method === "POST") return name ? null : "create";
      return method === "GET" ? (name ? "read" : "list") : null;
    },
    broken: (status) =>
      status === 429
        ? { status, body: { message: "Too many requests.", code: "request_failed", type: "rate_limit_error" } }
        : { status, body: { message: "Something broke on our side.", code: "internal_error", type: "api_error" } },
    elsewhere: (status) =>
      status === 404
        ? no(404, "request_invalid", "There is nothing at this address.")
        : no(400, "feature_not_enabled", "This is not allowed for the account at the moment.", "feature_not_enabled"),
    async answer(asked) {
      const { status, body, made } = (await refuse(asked, { clientId, clientSecret })) ?? (await answerCall(asked));
      return { status, body, made, headers: answerHeaders(asked.request, made) };
    },
    event: (refund, payment, kind) => signed(webhookBody(refund, payment), refund, kind, webhookSecret),
    foreignRefund: (payment, amountPaise) => ({ ...blank(payment, amountPaise), name: `dash_${randomUUID().slice(0, 8)}` }),
  };
  return startGateway({ ...rest, vendor });
}

const no = (status, code, message, type = "invalid_request_error") => ({ status, body: { message, code, type } });

async function refuse({ request, call }, { clientId, clientSecret }) {
  const { headers } = request;
  if (!headers["x-api-version"]) return no(400, "version_missing", "The header x-api-version is missing.");
  if (headers["x-api-version"] !== VERSION) return no(400, "version_invalid", "There is no such version of the API.");
  if (headers["x-client-id"] !== clientId || headers["x-client-secret"] !== clientSecret)
    return no(401, "request_failed", "The client id or secret is not right.", "authentication_error");
  if (!call) return no(404, "request_invalid", "There is nothing at this address.");
  if (call !== "create") return null;
  if (!/^application\/json\b/.test(headers["content-type"] ?? "")) return no(400, "request_invalid", "The body has to be JSON.");
  const key = headers["x-idempotency-key"];
  if (key !== undefined && !UUID.test(key)) return no(400, "request_invalid", "The header x-idempotency-key has to be a UUID.");
  return null;
}

function answerHeaders({ headers }, made) {
  const key = headers["x-idempotency-key"];
  return {
    "x-api-version": VERSION,
    "x-request-id": headers["x-request-id"] ?? randomUUID(),
    "x-ratelimit-limit": "100",
    "x-ratelimit-remaining": "99",
    "x-ratelimit-type": "app_id",
    ...(key ? { "x-idempotency-key": key, "x-idempotency-replayed": String(!made) } : {}),
  };
}

async function answerCall({ books, told, request, url, call, text, linger }) {
  await linger();
  const [, orderId, name] = (ROUTE.exec(url.pathname) ?? []).map((part) => part && decodeURIComponent(part));
  const payment = books.payment(orderId);
  if (!payment) return no(404, "order_not_found", "There is no such order.");
  if (call === "list") return { status: 200, body: books.of(orderId).map((refund) => entity(refund, payment)) };
  if (call === "read") {
    const refund = books.of(orderId).find((one) => one.name === name);
    return refund ? { status: 200, body: entity(refund, payment) } : no(404, "refund_not_found", "The order has no such refund.");
  }
  return create(books, told, payment, readWritten(text), request.headers["x-idempotency-key"] ?? null);
}

/** A number as it was written: whether it is one, and with how many decimals, is lost once it is parsed. */
class Written {
  constructor(digits) {
    this.digits = digits;
  }
}

function readWritten(text) {
  try {
    return JSON.parse(text, (_key, value, { source }) => (typeof value === "number" ? new Written(source) : value));
  } catch {
    return null;
  }
}

function create(books, { forgetsKeys }, payment, body, key) {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return no(400, "request_invalid", "The body has to be an object.");
  const { refund_id: name, refund_amount: amount, refund_note: note, refund_speed: speed = "STANDARD", refund_splits: splits = [] } = body;
  if (name === undefined) return no(400, "refund_id_missing", "refund_id is missing.");
  if (typeof name !== "string" || !NAME.test(name)) return no(400, "refund_id_invalid", "refund_id: 3 to 40 letters, digits, _ or -.");
  if (amount === undefined) return no(400, "refund_amount_missing", "refund_amount is missing.");
  if (!(amount instanceof Written) || !/^\d{1,13}(\.\d{1,2})?$/.test(amount.digits))
    return no(400, "refund_amount_invalid", "refund_amount: a number with at most two decimals.");
  if (note !== undefined && (typeof note !== "string" || note.length < 3 || note.length > 100))
    return no(400, "refund_note_invalid", "refund_note: 3 to 100 characters.");
  if (speed !== "STANDARD" && speed !== "INSTANT") return no(400, "refund_speed_invalid", "refund_speed: STANDARD or INSTANT.");
  if (!Array.isArray(splits)) return no(400, "refund_splits_invalid", "refund_splits: a list.");
  const [rupees, paise = ""] = amount.digits.split(".");
  const amountPaise = Number(rupees + paise.padEnd(2, "0"));
  const fingerprint = JSON.stringify([payment.key, name, amountPaise, note ?? null, speed]);
  const standing = !forgetsKeys && books.refunds().find((refund) => refund.name === name);
  if (standing)
    return standing.fingerprint === fingerprint
      ? { status: 200, body: entity(standing, payment) }
      : no(400, "refund_id_already_exists", "Another refund has this refund_id.");
  if (key && !forgetsKeys && books.refunds().some((refund) => refund.key === key))
    return no(422, "request_invalid", "This x-idempotency-key came with another body before.", "idempotency_error");
  const left = books.left(payment);
  if (isTooOld(payment)) return no(409, "refund_not_allowed", "The payment is more than six months old.");
  if (left <= 0) return no(409, "refund_not_allowed", "The order is refunded in full.");
  if (amountPaise < 100) return no(400, "refund_amount_invalid", "refund_amount: 1.00 or more.");
  if (amountPaise > left) return no(400, "refund_amount_invalid", "refund_amount: more than is left of the order.");
  const made = books.add({ ...blank(payment, amountPaise), name, note, speed, fingerprint, key });
  return { status: 200, body: entity(made, payment), made };
}

const blank = (payment, amountPaise) => ({
  reference: String(randomInt(1e9, 1e12)),
  payment: payment.key,
  amountPaise,
  speed: "STANDARD",
});

const DESCRIPTIONS = {
  PENDING: "The refund is being worked on.",
  ONHOLD: "The refund is held for a review.",
  SUCCESS: "The refund was paid.",
  CANCELLED: "The refund could not be paid and was taken back.",
  FAILED: "The bank did not take the refund.",
};

/** A date as Cashfree writes it: to the second, in India's time. */
const indian = (at) => `${new Date(at + 19_800_000).toISOString().slice(0, 19)}+05:30`;
const cfPaymentId = ({ orderId }) => Number.parseInt(createHash("sha256").update(orderId).digest("hex").slice(0, 8), 16) + 1e9;

/** The refund of an answer. What is not known yet is left out: the published description allows that, and no null. */
function entity({ reference, name, amountPaise, note, status, speed, bankReference, createdAt, processedAt }, payment) {
  return {
    cf_payment_id: String(cfPaymentId(payment)),
    cf_refund_id: reference,
    order_id: payment.orderId,
    refund_id: name,
    entity: "refund",
    refund_amount: amountPaise / 100,
    refund_currency: payment.currency,
    ...(note === undefined ? {} : { refund_note: note }),
    refund_status: status,
    ...(bankReference ? { refund_arn: bankReference } : {}),
    refund_charge: 0,
    status_description: DESCRIPTIONS[status],
    refund_splits: [],
    refund_type: "MERCHANT_INITIATED",
    refund_mode: "STANDARD",
    created_at: indian(createdAt),
    ...(processedAt ? { processed_at: indian(processedAt) } : {}),
    refund_speed: { requested: speed, accepted: "STANDARD", ...(status === "SUCCESS" ? { processed: "STANDARD" } : {}) },
  };
}

/** In webhooks ids are numbers, amounts have two decimals, and what is not known is null. */
function webhookBody({ reference, name, amountPaise, note, status, speed, bankReference, createdAt, processedAt }, payment) {
  const refund = {
    cf_refund_id: Number(reference),
    cf_payment_id: cfPaymentId(payment),
    refund_id: name,
    order_id: payment.orderId,
    refund_amount: "AMOUNT",
    refund_currency: payment.currency,
    entity: "Refund",
    refund_type: "MERCHANT_INITIATED",
    refund_arn: bankReference,
    refund_status: status,
    status_description: DESCRIPTIONS[status],
    created_at: indian(createdAt),
    processed_at: processedAt ? indian(processedAt) : null,
    refund_note: note ?? null,
    refund_splits: [],
    requested_speed: speed,
    processed_speed: "STANDARD",
    service_charge: 0,
    service_tax: 0,
  };
  const body = { data: { refund }, event_time: indian(Date.now()), type: "REFUND_STATUS_WEBHOOK" };
  return JSON.stringify(body).replace('"AMOUNT"', (amountPaise / 100).toFixed(2));
}

function signed(body, refund, kind, secret) {
  const timestamp = String(Date.now());
  const id = createHash("sha256").update(body).digest("hex");
  const headers = {
    "x-webhook-signature": createHmac("sha256", secret)
      .update(timestamp + body)
      .digest("base64"),
    "x-webhook-timestamp": timestamp,
    "x-webhook-version": VERSION,
    "x-idempotency-key": id,
  };
  return { id, kind, refund: refund.name, headers, body, attemptHeader: "x-webhook-attempt" };
}
