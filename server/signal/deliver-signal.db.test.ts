import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deactivateTenant } from "@/server/deletion/deactivate-tenant";
import { fixedClock, later } from "@/server/lib/clock";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { isSignedWith, WebhookReceiver } from "@/server/testing/webhook-receiver";
import { testWorld, type World } from "@/server/testing/world";
import { exclusively } from "@/server/worker/exclusively";
import { sweepLeft } from "@/server/worker/sweep-left";
import { addEndpoint } from "./add-endpoint";
import { deliverSignal } from "./deliver-signal";
import { disableEndpoint } from "./disable-endpoint";
import { enqueueDelivery } from "./enqueue-delivery";
import type { SignalDeps } from "./open-signal-deps";
import { openPost } from "./outgoing-post.adapter";
import { replayDelivery } from "./replay-delivery";
import { SIGNAL_KINDS, type SignalKind } from "./signal";
import { writeSignal } from "./write-signal";

let world: World;
let deps: SignalDeps;
let platform: WebhookReceiver;
let kavya: { kind: "operator"; id: string };
beforeAll(async () => {
  world = await testWorld();
  platform = await WebhookReceiver.open();
  deps = { ...world.console, master: openKeyRing().master, post: openPost({ allowLoopback: true, limitMs: 5_000 }) };
  kavya = { kind: "operator", id: (await world.given.operator("admin")).id };
});
afterAll(async () => {
  await platform.close();
  await world.end();
});
beforeEach(async () => {
  platform.forget();
  await sql("UPDATE console.signal_endpoint SET disabled_at = now()");
});

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const listening = (kinds: SignalKind[] = SIGNAL_KINDS) => addEndpoint(deps, kavya, { name: "Platform", url: platform.url, kinds });
const deliveriesOf = (subjectId: string) =>
  sql(
    `SELECT d.id, d.endpoint_id, d.attempts, d.failure_code, d.delivered_at IS NOT NULL AS delivered, d.dead_at IS NOT NULL AS dead
     FROM console.signal_delivery d JOIN console.signal s ON s.id = d.signal_id WHERE s.subject_id = $1`,
    [subjectId],
  );
const jobsOf = (deliveryId: string) =>
  sql("SELECT run_at FROM graphile_worker.jobs WHERE task_identifier = 'deliver-signal' AND key = $1", [`signal:${deliveryId}`]);
const openAlerts = async (endpointId: string) =>
  (await sql("SELECT kind FROM console.alert WHERE endpoint_id = $1 AND ended_at IS NULL", [endpointId])).map(({ kind }) => kind);

/** A signal about nobody in particular, and its one delivery. */
async function waiting(kind: SignalKind = "tenant_purged") {
  const subjectId = randomUUID();
  const tenantId = randomUUID();
  await world.console.db.$transaction(async (tx) => writeSignal(tx, kind, subjectId, tenantId, await world.console.clock.now(tx)));
  const [delivery] = await deliveriesOf(subjectId);
  return { id: delivery?.id as string, subjectId, tenantId };
}
const now = async () => world.console.clock.now(world.console.db);
const deliverAt = (at: Date, id: string) => deliverSignal({ ...deps, clock: fixedClock(at) }, id);

describe("the outbox", () => {
  test("a deactivation, its signal, a delivery per endpoint that listens and their jobs commit together", async () => {
    const [all, some] = [await listening(), await listening(["tenant_deactivated"])];
    await listening(["tenant_purged"]);
    const request = await world.given.verifiedRequest();
    const { tenant } = request;
    await deactivateTenant(world.console, kavya, request.id, request.version, tenant.name);
    const [deactivation] = await sql("SELECT id FROM console.deactivation WHERE request_id = $1", [request.id]);
    const deliveries = await deliveriesOf(deactivation?.id);
    expect(deliveries.map(({ endpoint_id }) => endpoint_id).toSorted()).toEqual([all.id, some.id].toSorted());
    for (const { id } of deliveries) expect(await jobsOf(id)).toHaveLength(1);
    await deliverSignal(deps, deliveries.find(({ endpoint_id }) => endpoint_id === all.id)?.id);
    expect(JSON.parse(platform.received[0]?.body ?? "")).toMatchObject({
      event: "tenant.deactivated",
      tenantId: tenant.id,
      requestId: request.id,
    });
  });
  test("an act that rolls back tells nobody", async () => {
    await listening();
    const subjectId = randomUUID();
    const before = await sql("SELECT count(*)::int AS jobs FROM graphile_worker.jobs");
    const act = world.console.db.$transaction(async (tx) => {
      await writeSignal(tx, "tenant_purged", subjectId, randomUUID(), await world.console.clock.now(tx));
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    expect(await sql("SELECT 1 FROM console.signal WHERE subject_id = $1", [subjectId])).toEqual([]);
    expect(await sql("SELECT count(*)::int AS jobs FROM graphile_worker.jobs")).toEqual(before);
  });
  test("one kind and subject is told once, however often it is written, and by the purge's role as well", async () => {
    await listening();
    const { subjectId, tenantId } = await waiting("purge_started");
    for (const { db, clock } of [world.console, world.purge])
      await db.$transaction(async (tx) => writeSignal(tx, "purge_started", subjectId, tenantId, await clock.now(tx)));
    expect(await deliveriesOf(subjectId)).toHaveLength(1);
    const byPurge = randomUUID();
    await world.purge.db.$transaction(async (tx) => writeSignal(tx, "tenant_purged", byPurge, tenantId, await world.purge.clock.now(tx)));
    expect(await deliveriesOf(byPurge)).toHaveLength(1);
  });
});

test("the sweep queues what waits without a job, leaves a job that waits for its time, and nothing of an endpoint that is switched off", async () => {
  await listening();
  const [left, pausing] = [await waiting(), await waiting()];
  const runAt = later(await now(), 16_000);
  await sql("UPDATE console.signal_delivery SET created_at = created_at - interval '2 minutes' WHERE id = ANY ($1)", [
    [left.id, pausing.id],
  ]);
  const lose = () => sql("SELECT graphile_worker.remove_job($1)", [`signal:${left.id}`]);
  await lose();
  await world.console.db.$transaction((tx) => enqueueDelivery(tx, pausing.id, { runAt }));
  await sweepLeft(world.console);
  expect(await jobsOf(left.id)).toHaveLength(1);
  expect(await jobsOf(pausing.id)).toEqual([{ run_at: runAt }]);
  await lose();
  await sql("UPDATE console.signal_endpoint SET disabled_at = now()");
  await sweepLeft(world.console);
  expect(await jobsOf(left.id)).toEqual([]);
});

describe("a delivery", () => {
  test("is signed over its raw body with the endpoint's own secret, and says what happened in ids", async () => {
    const { secret } = await listening();
    const { id, tenantId, subjectId } = await waiting();
    await deliverSignal(deps, id);
    const [webhook] = platform.received;
    if (!webhook) throw new Error("nothing arrived");
    expect(isSignedWith(secret, webhook)).toBe(true);
    expect(isSignedWith(`${secret}x`, webhook)).toBe(false);
    expect(webhook).toMatchObject({ event: "tenant.purged", delivery: id });
    expect(Object.keys(JSON.parse(webhook.body))).toEqual(["event", "deliveryId", "occurredAt", "tenantId", "requestId"]);
    expect(JSON.parse(webhook.body)).toMatchObject({ event: "tenant.purged", deliveryId: id, tenantId, requestId: subjectId });
    expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: true, dead: false, attempts: 1 }]);
  });
  test("is sent once by four workers at the same time", async () => {
    await listening();
    const { id } = await waiting();
    const queue = new pg.Pool({ connectionString: world.database.url, max: 4 });
    const worker = async () => {
      const client = await queue.connect();
      await exclusively(client, `deliver-signal:${id}`, () => deliverSignal(deps, id)).finally(() => client.release());
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    await worker();
    await queue.end();
    expect(platform.received).toHaveLength(1);
  });
  test("waits while its endpoint is switched off", async () => {
    const { id: endpointId } = await listening();
    const { id, subjectId } = await waiting();
    await disableEndpoint(world.console, kavya, endpointId);
    await deliverSignal(deps, id);
    expect(platform.received).toEqual([]);
    expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: false, dead: false, attempts: 0 }]);
  });
  test("after five failures is dead with one alert; sent again it arrives under its old id, and the alert ends", async () => {
    const { id: endpointId, secret } = await listening();
    const { id, subjectId } = await waiting();
    platform.answer = (response) => void response.writeHead(503).end();
    let at = await now();
    for (const pause of [2, 4, 8, 16]) {
      await deliverAt(at, id);
      expect((await jobsOf(id)).map(({ run_at }) => run_at)).toEqual([later(at, pause * 1_000)]);
      expect(await openAlerts(endpointId)).toEqual([]);
      await deliverAt(later(at, pause * 1_000 - 1), id); // a second job that comes too early tries nothing
      at = later(at, pause * 1_000);
    }
    await deliverAt(at, id);
    expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: false, dead: true, attempts: 5, failure_code: "http_503" }]);
    await deliverAt(later(at, 60_000), id);
    expect(platform.received).toHaveLength(5);
    expect(await openAlerts(endpointId)).toEqual(["signal_undeliverable"]);

    platform.answer = (response) => void response.writeHead(200).end();
    await replayDelivery(world.console, kavya, id);
    expect(await jobsOf(id)).toHaveLength(1);
    await deliverSignal(deps, id);
    expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: true, dead: false, attempts: 1, failure_code: null }]);
    expect(await openAlerts(endpointId)).toEqual([]);
    expect(new Set(platform.received.map(({ delivery }) => delivery))).toEqual(new Set([id]));
    expect(new Set(platform.received.map(({ body }) => body)).size).toBe(1);
    expect(platform.received.every((webhook) => isSignedWith(secret, webhook))).toBe(true);
  });
  test("whose secret cannot be opened fails with that word instead of being tried for ever", async () => {
    const { id: endpointId } = await listening();
    const { id, subjectId } = await waiting();
    const strange = { masterKeyId: "lost", wrapped: Buffer.alloc(60).toString("base64") };
    await sql("UPDATE console.signal_endpoint SET secret_ciphertext = $2 WHERE id = $1", [endpointId, JSON.stringify(strange)]);
    await deliverSignal(deps, id);
    expect(await deliveriesOf(subjectId)).toMatchObject([{ attempts: 1, failure_code: "secret_unreadable" }]);
    expect(platform.received).toEqual([]);
  });
  test("of an endpoint whose address has come to lead to a private place is not sent there", async () => {
    await listening();
    const { id, subjectId } = await waiting();
    await deliverSignal({ ...deps, post: openPost({ allowLoopback: false }) }, id);
    expect(await deliveriesOf(subjectId)).toMatchObject([{ attempts: 1, failure_code: "url_not_https" }]);
    expect(platform.received).toEqual([]);
  });
});

test("a worker killed after the platform took it and before that was written down: it is sent again, recognisably the same", async () => {
  const { secret } = await listening();
  const { id, subjectId } = await waiting();
  const settings = {
    DATABASE_URL: world.database.url,
    APP_URL: "http://localhost:9",
    NEXTAUTH_SECRET: "x".repeat(32),
    OIDC_ISSUER: "http://localhost:9",
    OIDC_CLIENT_ID: "nobody",
    OIDC_CLIENT_SECRET: "nothing",
    GATE_TOKEN: "x".repeat(24),
    SMTP_URL: "smtp://127.0.0.1:9",
    WEBHOOK_ALLOW_LOOPBACK: "1",
    LOG_LEVEL: "silent",
  };
  let worker: ChildProcess | undefined;
  const killed = new Promise<void>((resolve) => {
    platform.answer = (response) => {
      worker?.once("exit", () => resolve());
      worker?.kill("SIGKILL");
      response.writeHead(200).end();
    };
  });
  worker = fork("server/worker/main.ts", { execArgv: ["--import", "tsx"], env: { ...process.env, ...settings }, stdio: "ignore" });
  await killed;
  expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: false, attempts: 0 }]);

  // The dead worker still holds the job; the sweep puts a new one beside it.
  await sql("UPDATE console.signal_delivery SET created_at = created_at - interval '2 minutes' WHERE id = $1", [id]);
  await sweepLeft(world.console);
  expect(await jobsOf(id)).toMatchObject([{ run_at: expect.any(Date) }]);
  platform.answer = (response) => void response.writeHead(200).end();
  await deliverSignal(deps, id);
  expect(await deliveriesOf(subjectId)).toMatchObject([{ delivered: true, attempts: 1 }]);
  const about = platform.received.filter(({ delivery }) => delivery === id);
  expect(about).toHaveLength(2);
  expect(about[0]).toEqual(about[1]);
  expect(about.every((webhook) => isSignedWith(secret, webhook))).toBe(true);
}, 60_000);
