import { createHmac, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { databaseClock, HOUR_MS, processNow } from "@/server/lib/clock";
import { openDb } from "@/server/lib/db";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { cashfreeGateway } from "./gateways/cashfree.adapter";
import type { GatewayName } from "./gateways/gateway";
import { payOutRefund } from "./pay-out-refund";
import { receiveWebhook } from "./receive-webhook";

let world: PayoutWorld;
beforeAll(async () => {
  world = await payoutWorld();
});
afterAll(() => world?.end());
afterEach(async () => {
  for (const { control } of [world.simulators.cashfree, world.simulators.razorpay]) await control.forget();
});

type Said = { name: string; paise: bigint; status: string; reference?: string; eventId?: string; sentAgoMs?: number; secret?: string };

/** A webhook as the gateway would write and sign it. */
function written(
  gateway: GatewayName,
  { name, paise, status, reference = "77001", eventId = randomUUID(), sentAgoMs = 0, secret }: Said,
): Written {
  const sentAt = processNow().getTime() - sentAgoMs;
  const key = secret ?? world.simulators[gateway].webhookSecret;
  if (gateway === "cashfree") {
    const amount = `${paise / 100n}.${String(paise % 100n).padStart(2, "0")}`;
    const body = `{"data":{"refund":{"cf_refund_id":${reference},"refund_id":"${name}","order_id":"any","refund_amount":${amount},"refund_currency":"INR","refund_status":"${status}","refund_arn":null}},"nonce":"${randomUUID()}","type":"REFUND_STATUS_WEBHOOK"}`;
    const signature = createHmac("sha256", key).update(`${sentAt}${body}`).digest("base64");
    return { body, headers: { "x-webhook-signature": signature, "x-webhook-timestamp": String(sentAt), "x-idempotency-key": eventId } };
  }
  const entity = { id: reference, entity: "refund", amount: Number(paise), currency: "INR", payment_id: "pay_any", receipt: name, status };
  const body = JSON.stringify({
    entity: "event",
    event: `refund.${status === "pending" ? "created" : status}`,
    nonce: randomUUID(),
    payload: { refund: { entity } },
    created_at: Math.floor(sentAt / 1000),
  });
  return {
    body,
    headers: { "x-razorpay-signature": createHmac("sha256", key).update(body).digest("hex"), "x-razorpay-event-id": eventId },
  };
}

type Written = { body: string; headers: Record<string, string> };
const send = async (gateway: GatewayName, { body, headers }: Written) => {
  const answer = await fetch(`${world.origin}/api/gateways/${gateway}`, { method: "POST", headers, body });
  return { status: answer.status, text: await answer.text() };
};
const events = (name: string) =>
  world.console.db.gatewayEvent.findMany({ where: { gatewayRefundId: name }, orderBy: { receivedAt: "asc" } });
const WORDS = {
  cashfree: { done: "SUCCESS", failed: "FAILED", open: "PENDING" },
  razorpay: { done: "processed", failed: "failed", open: "pending" },
};

describe.each(["cashfree", "razorpay"] as const)("a webhook of %s", (name) => {
  const words = WORDS[name];
  const pending = async () => {
    await world.simulators[name].control.webhooks({ isOff: true });
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    await world.simulators[name].control.forget();
    return { ...refund, paise: refund.amountPaise };
  };

  it("of the stand-in settles a refund by itself, and it is not asked about again", async () => {
    const refund = await pending();
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", creditNotes: 1, nextAskAt: null, notices: ["refund_succeeded"] });
    const { rows } = await world.database.ownerPool.query(
      "SELECT outcome::text FROM console.gateway_event WHERE refund_id = $1 ORDER BY received_at",
      [refund.id],
    );
    expect(rows.at(-1)).toEqual({ outcome: "applied" });
  });

  it("that is unsigned, forged, stale or signed with an old secret is turned away without a word, and leaves nothing", async () => {
    const refund = await pending();
    const said = { ...refund, status: words.done };
    const good = written(name, said);
    const stale = written(name, { ...said, sentAgoMs: 26 * HOUR_MS });
    const forged = { ...good, body: good.body.replace(String(refund.paise), String(refund.paise + 1n)).replace("any", "other") };
    for (const bad of [{ ...good, headers: {} }, forged, stale, written(name, { ...said, secret: "another" })]) {
      expect(await send(name, bad)).toEqual({ status: 401, text: "{}" });
    }
    expect(await events(refund.name)).toEqual([]);
    expect(await world.look(refund)).toMatchObject({ state: "pending" });
    expect((await send(name, good)).status).toBe(200);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded" });
  });

  it("that comes eight times at once is one event with one consequence; every one of them is answered with 200", async () => {
    const refund = await pending();
    const webhook = written(name, { ...refund, status: words.done });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(name, webhook)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await events(refund.name)).toHaveLength(1);
    const found = await world.look(refund);
    expect(found).toMatchObject({ state: "succeeded", creditNotes: 1, notices: ["refund_succeeded"] });
    expect(found.book.filter((type) => type === "refund.succeeded")).toHaveLength(1);
  });

  it("replayed under another event id says nothing, and another body under a known id is kept out", async () => {
    const refund = await pending();
    const eventId = randomUUID();
    const first = written(name, { ...refund, status: words.open, eventId });
    expect((await send(name, first)).status).toBe(200);
    const header = name === "cashfree" ? "x-idempotency-key" : "x-razorpay-event-id";
    expect((await send(name, { ...first, headers: { ...first.headers, [header]: randomUUID() } })).status).toBe(200);
    expect((await send(name, written(name, { ...refund, status: words.failed, eventId }))).status).toBe(200);
    expect(await events(refund.name)).toHaveLength(1);
    expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
  });

  it("that comes out of order changes nothing that is settled", async () => {
    const refund = await pending();
    for (const status of [words.done, words.open]) expect((await send(name, written(name, { ...refund, status }))).status).toBe(200);
    expect((await events(refund.name)).map(({ outcome }) => outcome)).toEqual(["applied", "ignored"]);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", creditNotes: 1, trouble: null });
  });

  it("that comes before the create is answered settles it, and the late answer takes nothing back", async () => {
    await world.simulators[name].control.webhooks({ early: true });
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    const found = await world.look(refund);
    expect(found).toMatchObject({ state: "succeeded", creditNotes: 1, ledger: [-100_000], nextAskAt: null });
    expect(found.book.filter((type) => type === "refund.succeeded")).toHaveLength(1);
  });

  it("that contradicts a settled refund is not believed: the gateway is asked, and has the last word", async () => {
    const refund = await pending();
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    expect((await send(name, written(name, { ...refund, status: words.failed }))).status).toBe(200);
    const contradicted = await world.look(refund);
    expect(contradicted).toMatchObject({ state: "succeeded", ledger: [-100_000] });
    expect(contradicted.nextAskAt).not.toBeNull();
    // Something that says nothing new must not make us forget to ask.
    await send(name, written(name, { ...refund, status: words.done }));
    expect((await world.look(refund)).nextAskAt).not.toBeNull();
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", nextAskAt: null, trouble: null });
    await world.simulators[name].control.settle(refund.name, "FAILED");
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "reversed", isNoteReversed: true, ledger: [-100_000, 100_000] });
  });

  it("about another amount settles nothing, and has the gateway asked", async () => {
    const refund = await pending();
    expect((await send(name, written(name, { ...refund, paise: refund.paise + 100n, status: words.done }))).status).toBe(200);
    expect(await world.look(refund)).toMatchObject({ state: "pending", creditNotes: 0 });
    expect((await events(refund.name)).map(({ outcome }) => outcome)).toEqual(["ignored"]);
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "pending", trouble: null });
  });

  it("about a refund that we do not know is kept, once, as a difference that somebody has to look at", async () => {
    const stranger = { name: `dash_${randomUUID().slice(0, 8)}`, paise: 4_200n, status: words.done };
    for (const _ of [1, 2]) expect((await send(name, written(name, stranger))).status).toBe(200);
    expect((await events(stranger.name)).map(({ outcome, refundId }) => ({ outcome, refundId }))).toEqual([
      { outcome: "unknown_refund", refundId: null },
      { outcome: "unknown_refund", refundId: null },
    ]);
    const differences = await world.console.db.refundDifference.findMany({ where: { gatewayRefundId: stranger.name } });
    expect(differences).toEqual([
      expect.objectContaining({ kind: "unknown_at_us", theirPaise: 4_200n, theirState: "succeeded", endedAt: null }),
    ]);
    const alerts = await world.console.db.alert.findMany({ where: { differenceId: differences[0]?.id } });
    expect(alerts).toEqual([expect.objectContaining({ kind: "refunds_differ", endedAt: null })]);
  });
});

it("while a secret is being replaced both are good, and afterwards only the new one", async () => {
  const { settings } = world.simulators.cashfree;
  const answers = async (webhookSecrets: string[]) => {
    const deps = { ...world.deps, openGateway: () => cashfreeGateway({ ...settings, webhookSecrets }) };
    const receive = async (secret: string) => {
      const { body, headers } = written("cashfree", { name: "cmr_nobody_knows_this", paise: 100n, status: "PENDING", secret });
      return (await receiveWebhook(deps, "cashfree", new Request("http://console", { method: "POST", headers, body }))).status;
    };
    return [await receive("the old one"), await receive("the new one")];
  };
  expect(await answers(["the old one"])).toEqual([200, 401]);
  expect(await answers(["the new one", "the old one"])).toEqual([200, 200]);
  expect(await answers(["the new one"])).toEqual([401, 200]);
});

it("more than 64 kB is not read, and what is signed but about something else is taken and forgotten", async () => {
  const { headers } = written("cashfree", { name: "any", paise: 100n, status: "PENDING" });
  expect((await send("cashfree", { headers, body: "x".repeat(70_000) })).status).toBe(413);
  const body = JSON.stringify({ type: "PAYMENT_SUCCESS_WEBHOOK", data: {} });
  const at = String(processNow().getTime());
  const signature = createHmac("sha256", world.simulators.cashfree.webhookSecret).update(`${at}${body}`).digest("base64");
  const before = await world.console.db.gatewayEvent.count();
  expect((await send("cashfree", { body, headers: { "x-webhook-signature": signature, "x-webhook-timestamp": at } })).status).toBe(200);
  expect(await world.console.db.gatewayEvent.count()).toBe(before);
});

it("while the database is away the gateway is told to come again", async () => {
  const away = openDb("callmissed_console", "postgresql://nobody@127.0.0.1:9/none", 1);
  const { body, headers } = written("cashfree", { name: "cmr_database_is_away", paise: 100n, status: "SUCCESS" });
  const request = () => new Request("http://console", { method: "POST", headers, body });
  try {
    expect((await receiveWebhook({ ...world.deps, db: away, clock: databaseClock }, "cashfree", request())).status).toBe(503);
  } finally {
    await away.$disconnect();
  }
  expect((await receiveWebhook(world.deps, "cashfree", request())).status).toBe(200);
});
