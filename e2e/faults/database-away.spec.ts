import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { given } from "@/server/testing/given";
import { type LocalPostgres, startPostgres } from "@/server/testing/outside.mjs";
import { gate } from "../fixtures/gate";
import { letter } from "../fixtures/letter";
import { OwnProduct, until } from "../fixtures/own-product";
import { signalAll } from "../fixtures/signal-all";

const CLEARLY = 15_000;

test.describe("the database is away", () => {
  let folder: string;
  let server: LocalPostgres;
  let own: OwnProduct;
  let origin: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await mkdtemp(path.join(tmpdir(), "callmissed-pg-"));
    server = await startPostgres({ folder: path.join(folder, "pg"), fast: true });
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.query("CREATE DATABASE callmissed").finally(() => client.end());
    own = await OwnProduct.on(server.url("callmissed"));
    await Promise.all([own.start("worker"), own.start("listener")]);
    origin = await own.startWeb();
  });
  test.afterAll(async () => {
    await own?.end();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test("stopped: everybody is told clearly, no mail is lost, and all go on by themselves when it is back", async () => {
    test.setTimeout(90_000);
    const build = given(own.pool, { filesDir: own.filesDir });
    const tenant = await build.tenant();
    const { key } = await build.apiKey({ tenant });
    const writer = { name: tenant.owner.name, email: tenant.owner.email, organisation: tenant.name };
    expect(await ask(key)).toEqual({ status: 200, body: { allowed: true } });

    // A worker with its hands full: what it has done but not yet written down is lost with the database, and must not end it.
    await own.pool.query("SELECT console.enqueue_job('sweep-left', '{}'::json, NULL, 'busy:' || n) FROM generate_series(1, 300) AS n");
    const { port } = server;
    await server.stop();
    await test.step("the peer is told to try again", async () => {
      const refused = letter.from(writer).asksForDeletion({ port: own.ports.mailIn });
      await expect(refused).rejects.toMatchObject({ responseCode: 451 });
    });
    await test.step("gate, health and screens answer clearly, and soon", async () => {
      expect(await ask(key)).toMatchObject({ status: 503 });
      expect((await get("/api/health")).status).toBe(503);
      const confirm = await post("/api/trpc/owner.confirm", { json: { confirmationId: tenant.id, code: "123456" } });
      // 500 from the procedure itself; 503 once the watch over the erasure ledger has seen that the database is away.
      expect([500, 503]).toContain(confirm.status);
      expect(JSON.stringify(confirm.body)).toContain("Something broke on our side");
      expect(JSON.stringify(confirm.body)).not.toMatch(/ECONNREFUSED|prisma|postgres|127\.0\.0\.1/i);
    });

    server = await startPostgres({ folder: path.join(folder, "pg"), fast: true, port });
    await test.step("the peer's second try is stored and becomes a request", async () => {
      await until(async () => (await get("/api/health")).status === 200, CLEARLY, "the console recovers");
      await letter.from(writer).asksForDeletion({ port: own.ports.mailIn });
      await until(
        async () =>
          ((await own.pool.query("SELECT 1 FROM console.deletion_request WHERE tenant_id = $1", [tenant.id])).rowCount ?? 0) === 1,
        30_000,
        "the worker goes on by itself",
      );
      await until(async () => own.sent.some(({ to }) => to === tenant.owner.email), 20_000, "the owner gets the code");
      expect(await ask(key)).toEqual({ status: 200, body: { allowed: true } });
      expect((await own.pool.query("SELECT 1 FROM console.inbound_mail")).rowCount).toBe(1);
    });
  });

  test("frozen: nobody hangs for ever, and what is sent again is stored once", async () => {
    test.setTimeout(120_000);
    const build = given(own.pool, { filesDir: own.filesDir });
    const tenant = await build.tenant();
    const { key } = await build.apiKey({ tenant });
    const writer = { name: tenant.owner.name, email: tenant.owner.email, organisation: tenant.name };
    expect(await ask(key)).toEqual({ status: 200, body: { allowed: true } });

    signalAll(server.pid, "SIGSTOP");
    try {
      const [gateAnswer, health, delivery] = await Promise.allSettled([
        ask(key),
        get("/api/health"),
        letter.from(writer).asksForDeletion({ port: own.ports.mailIn }),
      ]);
      expect.soft(gateAnswer).toMatchObject({ status: "fulfilled", value: { status: 503 } });
      expect.soft(health).toMatchObject({ status: "fulfilled", value: { status: 503 } });
      expect.soft(delivery).toMatchObject({ status: "rejected", reason: { responseCode: 451 } });
    } finally {
      signalAll(server.pid, "SIGCONT");
    }
    await until(async () => (await get("/api/health")).status === 200, 30_000, "the console recovers");
    await letter.from(writer).asksForDeletion({ port: own.ports.mailIn });
    await until(
      async () => ((await own.pool.query("SELECT 1 FROM console.deletion_request WHERE tenant_id = $1", [tenant.id])).rowCount ?? 0) === 1,
      40_000,
      "the worker goes on by itself",
    );
    expect(await ask(key)).toEqual({ status: 200, body: { allowed: true } });
  });

  const ask = (apiKey: string) => gate.post(JSON.stringify({ apiKey }), { origin });

  async function get(address: string): Promise<Response> {
    return fetch(origin + address, { signal: AbortSignal.timeout(CLEARLY) });
  }

  async function post(address: string, body: object): Promise<{ status: number; body: unknown }> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(origin + address, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CLEARLY),
    });
    return { status: response.status, body: await response.json() };
  }
});
