// What the stand-ins of Cashfree and Razorpay have in common: one server for the gateway's own API, for the page at / and for
// what tests ask of it under /_control (payment-control.mjs), and refunds that come to an end by themselves.
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openBooks } from "./payment-books.mjs";
import { answerControl } from "./payment-control.mjs";
import { refundsPage } from "./payment-page.mjs";
import { openPostman } from "./payment-webhooks.mjs";
import { readBody, sendNotFound, sendPage, serveLocally } from "./web.mjs";

const USUALLY_MS = 2_000;

/** A fresh set of what can be told to a stand-in. */
const usual = ({ webhookUrl = null, settleAfterMs = USUALLY_MS, vendor }) => ({
  settleAfterMs,
  /** What new refunds are shown without from now on: receipt, notes (Razorpay). */
  omits: [],
  /** Neither a key nor a name is remembered: a repeated create makes a second refund. */
  forgetsKeys: false,
  /** The answers of creates that were accepted are kept back until they are released. */
  holds: false,
  /** Moods of the next calls, first come first served: { call, how, ms }. */
  moods: [],
  webhooks: {
    url: webhookUrl,
    isOff: false,
    twice: false,
    early: false,
    lateMs: 0,
    outOfOrder: false,
    retryDelaysMs: vendor.retryDelaysMs,
  },
});

/**
 * Starts a stand-in. A vendor has a `name`; `callOf(request, url)` names the call (create, read, list) or null; `answer(...)`
 * answers it as { status, body, headers, refund when one was made }; `event(refund, payment)` is a signed webhook.
 */
export async function startGateway({ port, dataFolder, vendor, ...given }) {
  const books = openBooks(path.join(dataFolder, vendor.name));
  const told = usual({ ...given, vendor });
  const postman = openPostman({ books, options: told.webhooks, isTaken: vendor.isTaken });
  const calls = [];
  const held = new Map();

  const tell = (refund, kind) => postman.send(vendor.event(refund, books.payment(refund.payment), kind));
  const settle = async (refund, status) => {
    books.settle(refund, status);
    await tell(refund, "settled");
    if (told.webhooks.outOfOrder) await tell({ ...refund, status: "PENDING", processedAt: null, bankReference: null }, "created");
  };
  const settleInTime = (refund) => {
    if (told.settleAfterMs === null) return;
    postman.later(told.settleAfterMs, () => {
      if (refund.status === "PENDING" && told.settleAfterMs !== null) void settle(refund, "SUCCESS");
    });
  };
  /** Tells of a new refund and lets it run its course. A settled one (too old a payment) has nothing more to come. */
  const begin = (refund) => {
    if (refund.status !== "PENDING") return tell(refund, "settled");
    settleInTime(refund);
    if (vendor.tellsOfCreation && !told.webhooks.outOfOrder) return tell(refund, "created");
  };
  for (const refund of books.refunds()) if (refund.status === "PENDING") settleInTime(refund);

  const house = { books, told, postman, calls, held, vendor, settle, begin, tell, forget: () => reset(told, usual({ ...given, vendor })) };

  const server = await serveLocally(port, async (request, response, url) => {
    if (url.pathname.startsWith("/_control/")) return answerControl(house, request, response, url);
    if (request.method === "GET" && url.pathname === "/") return sendPage(response, refundsPage(vendor, books.refunds().toReversed()));
    const by = takeCaller(url);
    const call = vendor.callOf(request.method, url.pathname);
    if (!call && !vendor.isApi(url.pathname)) return sendNotFound(response);
    const text = (await readBody(request)).toString("utf8");
    calls.push({ call, method: request.method, path: url.pathname + url.search, body: text });
    const mood = takeMood(told.moods, call);
    if (mood?.how === "hang_before") return;
    if (mood?.how === "drop_before") return request.socket.destroy();
    if (mood?.how === "error_before") return send(response, vendor.broken(500));
    if (mood?.how === "busy") return send(response, vendor.broken(429));
    if (mood?.how === "elsewhere_400" || mood?.how === "elsewhere_404") return send(response, vendor.elsewhere(Number(mood.how.slice(-3))));
    const linger = mood?.how === "slow" ? () => pause(mood.ms) : async () => {};
    const answer = await vendor.answer({ books, told, request, url, call, text, linger });
    const { made } = answer;
    if (made && told.webhooks.early) await settle(made, "SUCCESS");
    else if (made) void begin(made);
    if (mood?.how === "hang_after") return;
    if (mood?.how === "drop_after") return request.socket.destroy();
    if (mood?.how === "error_after") return send(response, vendor.broken(500));
    if (mood?.how === "garbled_after") return send(response, { status: 200, raw: "<html>gateway</html>" });
    if (made && told.holds) await keepBack(held, made, by, response);
    send(response, answer);
  });
  return {
    url: `http://localhost:${port}`,
    close() {
      postman.close();
      server.close();
    },
  };
}

/** Who asks, where the address says so: /_as/NAME before the gateway's own path. It is taken off the path. */
function takeCaller(url) {
  const [whole, by = null] = /^\/_as\/([\w-]+)(?=\/)/.exec(url.pathname) ?? [""];
  url.pathname = url.pathname.slice(whole.length);
  return by;
}

/** Until it is released, or nobody waits for it any more. */
function keepBack(held, { name, reference }, by, response) {
  return new Promise((resolve) => {
    const release = () => {
      held.delete(reference);
      resolve();
    };
    held.set(reference, { name, reference, by, release });
    response.once("close", release);
  });
}

function takeMood(moods, call) {
  const index = moods.findIndex((mood) => mood.call === call);
  return index === -1 ? null : moods.splice(index, 1)[0];
}

function reset(told, fresh) {
  const webhooks = Object.assign(told.webhooks, fresh.webhooks); // the postman holds this very object
  Object.assign(told, fresh, { webhooks });
}

function send(response, { status, body, raw, headers = {} }) {
  response.writeHead(status, { "content-type": raw === undefined ? "application/json" : "text/html", ...headers });
  response.end(raw ?? JSON.stringify(body));
}
