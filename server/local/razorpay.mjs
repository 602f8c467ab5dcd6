// Razorpay, as far as refunds go, in its own words: /v1/payments/{id}/refund, /v1/payments/{id}/refunds and /v1/refunds/{id}.
// Like the real one it says 400 where others say 404, and minds every field that it has not asked for.
import { createHmac, randomBytes } from "node:crypto";
import { isTooOld } from "./payment-books.mjs";
import { startGateway } from "./payment-gateway.mjs";

const MINUTE = 60_000;
const CREATE = /^\/v1\/payments\/([^/]+)\/refund$/;
const LIST = /^\/v1\/payments\/([^/]+)\/refunds$/;
const READ = /^\/v1\/(?:payments\/([^/]+)\/)?refunds\/([^/]+)$/;
const FIELDS = new Set(["amount", "speed", "notes", "receipt"]);
/** Their words for our states. */
const STATUS = { PENDING: "pending", ONHOLD: "pending", SUCCESS: "processed", FAILED: "failed", CANCELLED: "failed" };

/** Starts it. Each try of a webhook waits twice as long as the one before, for 24 hours. */
export function startRazorpay({ keyId, keySecret, webhookSecret, ...rest }) {
  const inFlight = new Set();
  const vendor = {
    name: "razorpay",
    title: "Razorpay",
    retryDelaysMs: Array.from({ length: 10 }, (_, tries) => MINUTE * 2 ** tries),
    isTaken: (status) => status >= 200 && status < 300,
    tellsOfCreation: true,
    keyOf: ({ paymentId }) => paymentId,
    isApi: (path) => path.startsWith("/v1/"),
    callOf(method, path) {
      if (method === "POST") return CREATE.test(path) ? "create" : null;
      if (method !== "GET") return null;
      return LIST.test(path) ? "list" : READ.test(path) ? "read" : null;
    },
    broken: (status) =>
      status === 429 ? no(429, "Too many requests.") : no(status, "The server had a problem.", { code: "SERVER_ERROR" }),
    async answer(asked) {
      const expected = `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString("base64")}`;
      if (asked.request.headers.authorization !== expected) return no(401, "The key or the secret is not right.");
      if (asked.call === "create") return create(asked, inFlight);
      await asked.linger();
      return asked.call === "list" ? list(asked) : asked.call === "read" ? read(asked) : no(400, NO_SUCH_URL);
    },
    elsewhere: (status) => (status === 404 ? no(404, NO_SUCH_URL) : wrong("This is not allowed for the account at the moment.")),
    event: (refund, payment, kind) => signed(refund, payment, kind, webhookSecret),
    foreignRefund: (payment, amountPaise) => blank(payment, amountPaise),
  };
  return startGateway({ ...rest, vendor });
}

const NOT_SAID = { source: "NA", step: "NA", reason: "NA", metadata: {} };
const WRONG_INPUT = { source: "business", step: "payment_initiation", reason: "input_validation_failed", metadata: {} };
const no = (status, description, { code = "BAD_REQUEST_ERROR", ...more } = {}) => ({
  status,
  body: { error: { code, description, ...NOT_SAID, ...more } },
});
const wrong = (description, field) => no(400, description, { ...WRONG_INPUT, ...(field ? { field } : {}) });
/** In their own words, because nothing else tells these two from other things that are not allowed. */
const NO_SUCH_ID = "The id provided does not exist";
const NO_SUCH_URL = "The requested URL was not found on the server.";
const isId = (kind, id) => new RegExp(`^${kind}_[A-Za-z0-9]{14}$`).test(id);

function paymentOf(books, id) {
  if (!isId("pay", id)) return { error: wrong(`${id} is not a valid id`) };
  const payment = books.payment(id);
  return payment ? { payment } : { error: wrong(NO_SUCH_ID) };
}

async function create({ books, told, request, url, text, linger }, inFlight) {
  const key = request.headers["x-refund-idempotency"];
  if (key !== undefined && key.length < 10) return no(400, "The idempotency key is shorter than 10 characters.");
  if (key !== undefined && !/^[\w-]+$/.test(key)) return no(400, "The idempotency key has other characters than letters, digits, _ and -.");
  const { payment, error } = paymentOf(books, CREATE.exec(url.pathname)?.[1] ?? "");
  if (error) return error;
  if (key === undefined) return add(books, told, payment, text, null);
  if (inFlight.has(key)) return no(409, "A request with this idempotency key is being worked on.");
  inFlight.add(key);
  try {
    await linger();
    return add(books, told, payment, text, key);
  } finally {
    inFlight.delete(key);
  }
}

function add(books, { omits, forgetsKeys }, payment, text, key) {
  const fingerprint = `${payment.key} ${text}`;
  const standing = key && !forgetsKeys && books.refunds().find((refund) => refund.key === key);
  if (standing)
    return standing.fingerprint === fingerprint
      ? { status: 200, body: entity(standing) }
      : no(400, "A different request came with this idempotency key before.");
  const { fields, error } = fieldsOf(text);
  if (error) return error;
  const left = books.left(payment);
  const { amount = left, speed = "normal", notes = [], receipt = null } = fields;
  if (left <= 0) return wrong("The payment is refunded in full.");
  if (amount < 100) return wrong("The amount has to be INR 1.00 or more.", "amount");
  if (amount > left) return wrong("The refund is more than what is left of the captured amount.", "amount");
  const status = isTooOld(payment) ? "FAILED" : "PENDING";
  const made = books.add({ ...blank(payment, amount), name: receipt, notes, speed, key, fingerprint, status, omits });
  return { status: 200, body: entity(made), made };
}

function fieldsOf(text) {
  let fields;
  try {
    fields = text === "" ? {} : JSON.parse(text);
  } catch {
    return { error: no(400, "The body is not JSON.") };
  }
  if (fields === null || typeof fields !== "object" || Array.isArray(fields)) return { error: no(400, "The body is not an object.") };
  const extra = Object.keys(fields).filter((name) => !FIELDS.has(name));
  if (extra.length > 0) return { error: wrong(`${extra.join(", ")}: not wanted here.`) };
  const { amount, speed, notes, receipt } = fields;
  if (amount !== undefined && !Number.isSafeInteger(amount)) return { error: wrong("The amount has to be an integer.", "amount") };
  if (speed !== undefined && speed !== "normal" && speed !== "optimum") return { error: wrong("The speed is normal or optimum.", "speed") };
  const isNotes = notes === undefined || (notes !== null && typeof notes === "object" && Object.keys(notes).length <= 15);
  if (!isNotes || Object.values(notes ?? {}).some((note) => String(note).length > 256))
    return { error: wrong("Notes: at most 15 of 256 characters.", "notes") };
  if (receipt !== undefined && (typeof receipt !== "string" || receipt.length > 40))
    return { error: wrong("The receipt has up to 40 characters.", "receipt") };
  return { fields };
}

function list({ books, url }) {
  const { payment, error } = paymentOf(books, LIST.exec(url.pathname)?.[1] ?? "");
  if (error) return error;
  const number = (name, usual) => Number(url.searchParams.get(name) ?? usual);
  const [count, skip, from, to] = [number("count", 10), number("skip", 0), number("from", 0), number("to", 1e12)];
  if (![count, skip, from, to].every(Number.isSafeInteger) || count < 1 || count > 100 || skip < 0)
    return wrong("count: 1 to 100; skip, from and to: integers.", "count");
  const within = books.of(payment.key).filter(({ createdAt }) => createdAt / 1000 >= from && createdAt / 1000 <= to);
  const items = within
    .toReversed()
    .slice(skip, skip + count)
    .map(entity);
  return { status: 200, body: { entity: "collection", count: items.length, items } };
}

function read({ books, url }) {
  const [, paymentId, id] = READ.exec(url.pathname) ?? [];
  if (!isId("rfnd", id)) return wrong(`${id} is not a valid id`);
  const refund = books.refunds().find((one) => one.reference === id && (paymentId === undefined || one.payment === paymentId));
  return refund ? { status: 200, body: entity(refund) } : wrong(NO_SUCH_ID);
}

const randomId = (kind) => `${kind}_${randomBytes(7).toString("hex")}`;
const blank = (payment, amountPaise) => ({
  reference: randomId("rfnd"),
  name: null,
  payment: payment.key,
  currency: payment.currency,
  amountPaise,
  notes: [],
  speed: "normal",
});

function entity({ reference, name, payment, currency, amountPaise, notes, status, speed, bankReference, createdAt, omits = [] }) {
  return {
    id: reference,
    entity: "refund",
    amount: amountPaise,
    currency,
    payment_id: payment,
    notes: omits.includes("notes") ? [] : notes,
    receipt: omits.includes("receipt") ? null : name,
    acquirer_data: { arn: bankReference },
    created_at: Math.floor(createdAt / 1000),
    batch_id: null,
    status: STATUS[status],
    speed_processed: "normal",
    speed_requested: speed,
  };
}

function signed(refund, payment, kind, secret) {
  const status = STATUS[refund.status];
  const event = kind === "created" || status === "pending" ? "refund.created" : `refund.${status}`;
  const body = JSON.stringify({
    entity: "event",
    account_id: "acc_local0000stand",
    event,
    contains: ["refund", "payment"],
    payload: { refund: { entity: entity(refund) }, payment: { entity: paymentEntity(payment) } },
    created_at: Math.floor(Date.now() / 1000),
  });
  const id = randomBytes(7).toString("hex");
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return { id, kind: event, refund: refund.name, headers: { "x-razorpay-signature": signature, "x-razorpay-event-id": id }, body };
}

/** The payment comes along, and with it whoever paid: whoever is told must not keep that. */
const paymentEntity = ({ paymentId, orderId, amountPaise, currency, capturedAt }) => ({
  id: paymentId,
  entity: "payment",
  amount: amountPaise,
  currency,
  base_amount: amountPaise,
  status: "captured",
  order_id: orderId,
  invoice_id: null,
  international: false,
  method: "upi",
  captured: true,
  vpa: "payer@upi.example",
  email: "payer@payments.example",
  contact: "+919000000000",
  created_at: Math.floor(capturedAt / 1000),
});
