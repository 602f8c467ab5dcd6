// What can be told to a gateway's stand-in, by tests and by the buttons of its page. Nothing of this is the gateway's own API.
//   POST payments {payments:[{orderId,paymentId,amountPaise,capturedAt}]}     GET refunds[?payment=KEY]     GET calls     GET webhooks
//   POST refunds {payment,amountPaise}: one that nobody here asked for        POST refunds/NAME/settle {status}   POST refunds/NAME/redeliver
//   POST past {refunds:[{payment,name,reference,amountPaise,status,createdAt,processedAt,bankReference}]}: made before, nobody is told
//   POST moods {call,how,times,ms}     POST settings {settleAfterMs,omits,forgetsKeys,holds,webhooks:{…}}     POST forget
//   GET held: creates that were accepted and not answered yet     POST held/REFERENCE/release
import { randomUUID } from "node:crypto";
import { readBody, sendJson } from "./web.mjs";

const STATUSES = new Set(["SUCCESS", "CANCELLED", "FAILED", "ONHOLD"]);
const HOWS = new Set([
  "slow",
  "hang_before",
  "hang_after",
  "error_before",
  "error_after",
  "drop_before",
  "drop_after",
  "garbled_after",
  "busy",
  "elsewhere_400",
  "elsewhere_404",
]);
const CALLS = new Set(["create", "read", "list"]);
const SETTINGS = new Set(["settleAfterMs", "omits", "forgetsKeys", "holds"]);
const LARGEST_BODY = 20_000_000;

export async function answerControl(house, request, response, url) {
  const [what, name, act] = url.pathname.slice("/_control/".length).split("/").map(decodeURIComponent);
  const done = (value, status) => sendJson(response, value, status);
  if (request.method === "GET") return look(house, what, url, done);
  if (request.method !== "POST") return done({ error: "GET or POST" }, 405);
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const body = parse((await readBody(request, LARGEST_BODY)).toString("utf8"), isForm);
  if (!body) return done({ error: "the body is not JSON" }, 400);
  const key = act ? `${what}/${act}` : what;
  if (!Object.hasOwn(ACTS, key)) return done({ error: "there is no such thing to tell" }, 404);
  const error = await ACTS[key](house, body, name);
  if (error) return done({ error }, 400);
  if (!isForm) return done({ ok: true });
  response.writeHead(303, { location: "/" });
  response.end();
}

function look({ books, calls, held, postman }, what, url, done) {
  const payment = url.searchParams.get("payment");
  if (what === "refunds") return done(payment === null ? books.refunds() : books.of(payment));
  if (what === "calls") return done(calls);
  if (what === "webhooks") return done(postman.deliveries);
  if (what === "held") return done([...held.values()].map(({ name, reference, by }) => ({ name, reference, by })));
  return done({ error: "there is no such thing to see" }, 404);
}

/** Each answers with what was wrong, or nothing. */
const ACTS = {
  payments({ books, vendor }, { payments }) {
    if (!Array.isArray(payments)) return "payments: a list";
    const whole = payments.map(({ orderId, paymentId, amountPaise, capturedAt, currency = "INR" }) => ({
      key: vendor.keyOf({ orderId, paymentId }),
      orderId,
      paymentId: paymentId ?? null,
      amountPaise: Number(amountPaise),
      currency,
      capturedAt: Date.parse(capturedAt),
    }));
    if (whole.some(({ key, amountPaise, capturedAt }) => !key || !Number.isSafeInteger(amountPaise) || Number.isNaN(capturedAt)))
      return "payments: each with its name here, whole paise and an instant";
    books.register(whole);
  },
  refunds({ books, vendor, begin }, { payment: key, amountPaise }) {
    const payment = books.payment(key);
    if (!payment) return "payment: none of that name";
    void begin(books.add(vendor.foreignRefund(payment, Number(amountPaise))));
  },
  past({ books }, { refunds }) {
    if (!Array.isArray(refunds)) return "refunds: a list";
    const whole = refunds.map(({ payment: key, name, reference, amountPaise, status, createdAt, processedAt, bankReference }) => {
      const payment = books.payment(key);
      const times = { createdAt: Date.parse(createdAt), processedAt: processedAt ? Date.parse(processedAt) : null };
      const made = { payment: key, currency: payment?.currency, reference, name, amountPaise: Number(amountPaise), status };
      return { ...made, ...times, bankReference: bankReference ?? null, speed: "STANDARD", notes: [], isPaid: payment !== null };
    });
    if (whole.some(({ isPaid, status, createdAt }) => !isPaid || !STATUSES.has(status) || Number.isNaN(createdAt)))
      return `refunds: each of a payment that is known, with an instant and one of ${[...STATUSES].join(", ")}`;
    books.remember(whole.map(({ isPaid: _, ...refund }) => refund));
  },
  async "refunds/settle"({ books, settle }, { status }, name) {
    const refund = books.find(name);
    if (!refund) return "no refund of that name";
    if (!STATUSES.has(status)) return `status: one of ${[...STATUSES].join(", ")}`;
    await settle(refund, status);
  },
  async "refunds/redeliver"({ books, tell }, _body, name) {
    const refund = books.find(name);
    if (!refund) return "no refund of that name";
    await tell(refund, refund.status === "PENDING" ? "created" : "settled");
  },
  moods({ told }, { call, how, times = 1, ms = 0 }) {
    if (!CALLS.has(call) || !HOWS.has(how)) return `call: ${[...CALLS].join(", ")}; how: ${[...HOWS].join(", ")}`;
    for (let time = 0; time < times; time++) told.moods.push({ call, how, ms, id: randomUUID() });
  },
  "held/release"({ held }, _body, reference) {
    const answer = held.get(reference);
    if (!answer) return "no answer to that is held";
    answer.release();
  },
  settings({ told }, { webhooks = {}, ...others }) {
    const strange = Object.keys(others).filter((name) => !SETTINGS.has(name));
    if (strange.length > 0) return `there is no setting ${strange.join(", ")}`;
    Object.assign(told, others);
    const unknown = Object.keys(webhooks).filter((name) => !Object.hasOwn(told.webhooks, name));
    if (unknown.length > 0) return `webhooks has no ${unknown.join(", ")}`;
    Object.assign(told.webhooks, webhooks);
  },
  forget: ({ forget, calls, held }) => {
    forget();
    for (const { release } of [...held.values()]) release();
    calls.length = 0;
  },
};

function parse(text, isForm) {
  if (isForm) return Object.fromEntries(new URLSearchParams(text));
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}
