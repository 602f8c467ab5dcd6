// long: everything about endpoints on one receiver; split it would open a second one.
import { randomBytes, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseClock } from "@/server/lib/clock";
import { openKeyFile } from "@/server/platform/key-file.adapter";
import { isSignedWith, WebhookReceiver } from "@/server/testing/webhook-receiver";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { addEndpoint } from "./add-endpoint";
import { agreeToReplay } from "./agree-to-replay";
import { askReplay } from "./ask-replay";
import { deliverSignal } from "./deliver-signal";
import { disableEndpoint } from "./disable-endpoint";
import { enableEndpoint } from "./enable-endpoint";
import type { SignalDeps } from "./open-signal-deps";
import { openPost } from "./outgoing-post.adapter";
import { endpointDetail, listDeliveries, listEndpoints } from "./queries";
import { renewSecret } from "./renew-secret";
import { replayDead } from "./replay-dead";
import { replayDelivery } from "./replay-delivery";
import { rewrapEndpointSecrets } from "./rewrap-endpoint-secrets";
import { sendTest } from "./send-test";
import { SIGNAL_KINDS } from "./signal";
import { writeSignal } from "./write-signal";

let world: World;
let deps: SignalDeps;
let platform: WebhookReceiver;
let kavya: { kind: "operator"; id: string };
const keys: Record<string, string> = { first: randomBytes(32).toString("base64"), second: randomBytes(32).toString("base64") };
const masterKey = (current: string, known: string[]) => {
  const file = path.join(world.filesDir, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify({ current, keys: Object.fromEntries(known.map((id) => [id, keys[id]])) }));
  return openKeyFile(file);
};
beforeAll(async () => {
  world = await testWorld();
  platform = await WebhookReceiver.open();
  deps = { ...world.console, master: masterKey("first", ["first"]), post: openPost({ allowLoopback: true, limitMs: 5_000 }) };
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
const add = (url = platform.url) => addEndpoint(deps, kavya, { name: "Platform", url, kinds: SIGNAL_KINDS });
const audited = async (type: string, endpointId: string) =>
  (await sql("SELECT payload FROM console.audit_event WHERE type = $1 AND payload->>'endpointId' = $2", [type, endpointId])).map(
    ({ payload }) => payload,
  );
const write = (count = 1) =>
  world.console.db.$transaction(async (tx) => {
    for (let index = 0; index < count; index += 1)
      await writeSignal(tx, "tenant_purged", randomUUID(), randomUUID(), await world.console.clock.now(tx));
  });
/** Where there must be many of them, in one instant: signals of an endpoint, without the jobs that would deliver them. */
const writeMany = (endpointId: string, count: number) =>
  sql(
    `WITH made AS (INSERT INTO console.signal (id, kind, subject_id, tenant_id, created_at)
       SELECT gen_random_uuid(), 'tenant_purged', gen_random_uuid(), gen_random_uuid(), now() FROM generate_series(1, $2::int) RETURNING id, created_at)
     INSERT INTO console.signal_delivery (id, signal_id, endpoint_id, created_at) SELECT gen_random_uuid(), id, $1, created_at FROM made`,
    [endpointId, count],
  );
const die = (endpointId: string) =>
  sql("UPDATE console.signal_delivery SET attempts = 5, dead_at = now(), failure_code = 'http_503' WHERE endpoint_id = $1", [endpointId]);

describe("adding", () => {
  test("answers with a secret that is nowhere in the database in plain, and the book knows the host only", async () => {
    const { id, secret } = await add();
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const rows = await sql(
      "SELECT to_jsonb(e) AS everything, encode(secret_ciphertext, 'escape') AS sealed FROM console.signal_endpoint e WHERE id = $1",
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    expect(await audited("endpoint.added", id)).toEqual([{ endpointId: id, host: new URL(platform.url).host, kinds: SIGNAL_KINDS }]);
    expect(JSON.stringify(await listEndpoints(world.console))).not.toMatch(/secret/i);
    expect(JSON.stringify(await endpointDetail(world.console, id))).not.toMatch(/secret/i);
  });
  test.each([
    ["http://hooks.example.com/", "url_not_https"],
    ["https://10.1.2.3/", "url_not_public"],
    ["https://169.254.169.254/latest/meta-data", "url_not_public"],
    ["https://us:secret@hooks.example.com/", "url_credentials"],
    ["no address", "url_malformed"],
  ])("%s is refused (%s), and nothing is written", async (url, refused) => {
    const before = await sql("SELECT count(*) FROM console.signal_endpoint");
    expect(await outcomeOf(add(url))).toEqual({ refused });
    expect(await sql("SELECT count(*) FROM console.signal_endpoint")).toEqual(before);
  });
  test("a secret that was moved to another endpoint does not open there", async () => {
    const [one, other] = [await add(), await add()];
    await sql(
      "UPDATE console.signal_endpoint SET secret_ciphertext = (SELECT secret_ciphertext FROM console.signal_endpoint WHERE id = $1) WHERE id = $2",
      [one.id, other.id],
    );
    await expect(sendTest(deps, kavya, other.id)).rejects.toThrow();
  });
});

describe("a secret", () => {
  test("that is renewed signs from then on, and the old one no more", async () => {
    const { id, secret: old } = await add();
    const { secret } = await renewSecret(deps, kavya, id);
    expect(secret).not.toBe(old);
    expect(await sendTest(deps, kavya, id)).toEqual({ failure: null });
    const [webhook] = platform.received;
    expect(webhook && isSignedWith(secret, webhook)).toBe(true);
    expect(webhook && isSignedWith(old, webhook)).toBe(false);
    expect(await audited("endpoint.secret_renewed", id)).toHaveLength(1);
  });
  test("survives the rotation of the master key, which can be run again and is not stopped by one that is lost", async () => {
    const { id, secret } = await add();
    const { id: lost } = await add();
    await sql(
      "UPDATE console.signal_endpoint SET secret_ciphertext = (SELECT secret_ciphertext FROM console.signal_endpoint WHERE id = $1) WHERE id = $2",
      [id, lost],
    );
    const both = { ...deps, master: masterKey("second", ["first", "second"]) };
    const first = await rewrapEndpointSecrets(both);
    expect(first.renewed).toBeGreaterThan(0);
    expect(first.lost).toContain(lost);
    expect(await rewrapEndpointSecrets(both)).toEqual({ renewed: 0, lost: first.lost });
    expect(await sendTest({ ...deps, master: masterKey("second", ["second"]) }, kavya, id)).toEqual({ failure: null });
    expect(platform.received[0] && isSignedWith(secret, platform.received[0])).toBe(true);
  });
});

describe("a test", () => {
  test("is signed, says that it is one, and leaves no signal behind", async () => {
    const { id, secret } = await add();
    const before = await sql("SELECT count(*) FROM console.signal");
    expect(await sendTest(deps, kavya, id)).toEqual({ failure: null });
    expect(platform.received).toMatchObject([{ event: "endpoint.test" }]);
    expect(platform.received[0] && isSignedWith(secret, platform.received[0])).toBe(true);
    expect(await sql("SELECT count(*) FROM console.signal")).toEqual(before);
  });
  test("says what went wrong", async () => {
    const { id } = await add();
    platform.answer = (response) => void response.writeHead(418).end("a long story");
    expect(await sendTest(deps, kavya, id)).toEqual({ failure: "http_418" });
    expect(await audited("endpoint.tested", id)).toEqual([{ endpointId: id, failure: "http_418" }]);
  });
});

describe("switched off", () => {
  test("an endpoint is told nothing new, its alert ends, and what waited is queued when it is switched on", async () => {
    const { id } = await add();
    await write();
    await sql(
      "INSERT INTO console.alert (id, kind, endpoint_id, raised_at) VALUES (gen_random_uuid(), 'signal_undeliverable', $1, now())",
      [id],
    );
    await disableEndpoint(world.console, kavya, id);
    await write();
    expect(await sql("SELECT 1 FROM console.alert WHERE endpoint_id = $1 AND ended_at IS NULL", [id])).toEqual([]);
    const deliveries = await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1", [id]);
    expect(deliveries).toHaveLength(1);
    expect(await outcomeOf(disableEndpoint(world.console, kavya, id))).toEqual({ refused: "endpoint_disabled" });
    await sql("SELECT graphile_worker.remove_job($1)", [`signal:${deliveries[0]?.id}`]);
    await enableEndpoint(world.console, kavya, id);
    expect(await sql("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`signal:${deliveries[0]?.id}`])).toHaveLength(1);
    expect(await outcomeOf(enableEndpoint(world.console, kavya, id))).toEqual({ refused: "endpoint_enabled" });
  });
});

/** A second person's word to what their screen shows. */
async function agree(endpointId: string, who?: { kind: "operator"; id: string }) {
  const [asked] = await sql("SELECT facts_sha256 FROM console.approval WHERE subject_id = $1 AND ended_at IS NULL", [endpointId]);
  const checker = who ?? ({ kind: "operator", id: (await world.given.operator("support_lead")).id } as const);
  return agreeToReplay(world.console, checker, endpointId, asked?.facts_sha256 ?? "");
}

describe("sending again", () => {
  test("what waits is refused, what was delivered is sent a second time under its id", async () => {
    const { id } = await add();
    await write();
    const [delivery] = await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1", [id]);
    expect(await outcomeOf(replayDelivery(world.console, kavya, delivery?.id))).toEqual({ refused: "delivery_waiting" });
    await deliverSignal(deps, delivery?.id);
    await replayDelivery(world.console, kavya, delivery?.id);
    await deliverSignal(deps, delivery?.id);
    expect(platform.received.map((webhook) => webhook.delivery)).toEqual([delivery?.id, delivery?.id]);
    expect(await audited("signal.replayed", id)).toEqual([{ endpointId: id, deliveries: 1 }]);
  });
  test("one by one is for a few: the twenty-first dead one within an hour takes the question to a second person", async () => {
    const { id } = await add();
    for (let count = 0; count < 21; count += 1) await write();
    await die(id);
    const dead = await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1", [id]);
    const met = [];
    for (const delivery of dead) met.push(await outcomeOf(replayDelivery(world.console, kavya, delivery.id)));
    expect(met.filter((one) => "refused" in one)).toEqual([{ refused: "replayed_singly" }]);
    expect(await askReplay(world.console, kavya, id)).toEqual({ deliveries: 1 });
  });
  test("nothing is sent again to an endpoint that is switched off", async () => {
    const { id } = await add();
    await write();
    await die(id);
    const [delivery] = await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1", [id]);
    await disableEndpoint(world.console, kavya, id);
    expect(await outcomeOf(replayDelivery(world.console, kavya, delivery?.id))).toEqual({ refused: "endpoint_disabled" });
    expect(await outcomeOf(askReplay(world.console, kavya, id))).toEqual({ refused: "endpoint_disabled" });
    expect(await outcomeOf(replayDead(world.console, kavya, id, new Date(0)))).toEqual({ refused: "endpoint_disabled" });
  });
  test("one person alone sends no two again, and no two people what died since one of them asked", async () => {
    const { id } = await add();
    await write(3);
    await die(id);
    const at = await databaseClock.now(world.console.db);
    await expect(replayDead(world.console, kavya, id, at)).rejects.toThrow("when a second person agrees");
    await askReplay(world.console, kavya, id);
    expect(await outcomeOf(askReplay(world.console, kavya, id))).toEqual({ refused: "replay_asked" });
    await expect(replayDead(world.console, kavya, id, at)).rejects.toThrow("when a second person agrees");
    expect(await outcomeOf(agree(id, kavya))).toEqual({ refused: "maker_is_checker" });
    // What is sent again singly is not what was asked for any more.
    const [first] = await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1 LIMIT 1", [id]);
    await replayDelivery(world.console, kavya, first?.id);
    expect(await outcomeOf(agree(id))).toEqual({ refused: "approval_stale" });
    expect(await askReplay(world.console, kavya, id)).toEqual({ deliveries: 2 });
    await sql("UPDATE console.signal_delivery SET dead_at = now(), attempts = 5 WHERE id = $1", [first?.id]);
    expect(await agree(id)).toEqual({ count: 2 });
    expect(await sql("SELECT id FROM console.signal_delivery WHERE endpoint_id = $1 AND dead_at IS NOT NULL", [id])).toEqual([first]);
    expect(await outcomeOf(agree(id))).toEqual({ refused: "replay_not_asked" });
    // Nor does what was agreed to once stretch to what died later.
    await sql("UPDATE console.signal_delivery SET attempts = 5, dead_at = now() + interval '1 minute' WHERE endpoint_id = $1", [id]);
    await expect(
      world.console.db.$executeRaw`UPDATE console.signal_delivery SET dead_at = NULL WHERE endpoint_id = ${id}::uuid`,
    ).rejects.toThrow("when a second person agrees");
  });
  test("two processes that send all dead ones again at once share them: each is sent once", async () => {
    const { id } = await add();
    await writeMany(id, 230);
    await die(id);
    await askReplay(world.console, kavya, id);
    const upTo = await databaseClock.now(world.console.db);
    const [one, other] = await Promise.all([agree(id), replayDead(world.console, kavya, id, upTo).catch(() => 0)]);
    expect(one.count + other).toBe(230);
    expect(
      await sql("SELECT 1 FROM console.signal_delivery WHERE endpoint_id = $1 AND (dead_at IS NOT NULL OR attempts > 0)", [id]),
    ).toEqual([]);
  });
});

test("deliveries are read page by page without losing or repeating one, though many were written in one instant", async () => {
  const { id } = await add();
  await writeMany(id, 120);
  await sql("UPDATE console.signal_delivery SET attempts = 5, dead_at = now() WHERE endpoint_id = $1", [id]);
  for (const show of ["all", "dead"] as const) {
    const seen: string[] = [];
    let cursor: { at: Date; id: string } | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(world.console, { endpointId: id, show, cursor });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  }
  expect((await listDeliveries(world.console, { endpointId: id, show: "waiting", cursor: null })).items).toEqual([]);
  expect((await endpointDetail(world.console, id)).endpoint).toMatchObject({ dead: 120, waiting: 0, createdBy: expect.any(String) });
});
