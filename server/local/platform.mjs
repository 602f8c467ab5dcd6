// The rest of the CallMissed platform, as far as the console can tell: somebody who is sent webhooks, checks their
// signature and remembers them.   POST /webhooks   GET /api/webhooks (newest first)
import { createHmac, timingSafeEqual } from "node:crypto";
import { escaped, page, readBody, sendJson, sendNotFound, sendPage, serveLocally } from "./web.mjs";

const MOST = 1_000;

/** Starts the receiver; `secret` is the one the console signs with. */
export async function startPlatform({ port, secret }) {
  const received = [];
  return serveLocally(port, async (request, response, url) => {
    if (request.method === "POST" && url.pathname === "/webhooks") return receive(request, response, received, secret);
    if (request.method === "GET" && url.pathname === "/api/webhooks") return sendJson(response, received.toReversed());
    if (request.method === "GET" && url.pathname === "/") return sendPage(response, eventsPage(received.toReversed()));
    return sendNotFound(response);
  });
}

async function receive(request, response, received, secret) {
  const body = await readBody(request);
  const signature = String(request.headers["x-callmissed-signature"] ?? "");
  if (!isSigned(body, signature, secret)) return sendJson(response, { error: "the signature does not match the body" }, 401);
  let event;
  try {
    event = JSON.parse(body.toString("utf8"));
  } catch {
    return sendJson(response, { error: "the body is not JSON" }, 400);
  }
  const delivery = request.headers["x-callmissed-delivery"] ?? null;
  // At least once is what the console promises: a repeated delivery is known by its id, and taken as the same.
  const known = delivery && received.find((one) => one.delivery === delivery);
  if (known) known.times += 1;
  else received.push({ receivedAt: new Date().toISOString(), delivery, times: 1, event });
  if (received.length > MOST) received.shift();
  return sendJson(response, { received: true });
}

function isSigned(body, signature, secret) {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function eventsPage(events) {
  const row = ({ receivedAt, event }) => `<li><pre>${escaped(receivedAt)}\n${escaped(JSON.stringify(event, null, 2))}</pre></li>`;
  const list = events.length === 0 ? "<p>No webhook has arrived yet.</p>" : `<ul class="card">${events.map(row).join("")}</ul>`;
  return page(
    "Webhooks · Local platform",
    `<h1>Webhooks received by the platform</h1><p class="soft">Only those with a valid signature; newest first.</p>${list}`,
  );
}
