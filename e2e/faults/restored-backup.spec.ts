import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import type pg from "pg";
import { SUPPORT_ADDRESS } from "@/server/testing/cast";
import { type GivenRetention, given } from "@/server/testing/given";
import { startPostgres } from "@/server/testing/outside.mjs";
import { kill, OwnProduct, until } from "../fixtures/own-product";
import { places } from "../fixtures/places";
import { SmtpTalk } from "../fixtures/smtp";
import { belongingsOf, sumOf } from "../fixtures/tenant";

const MESSAGES = 120_000;
const REPLAY = "server/retention/replay-erasures.cli.ts";

// proves: D3.10
test("a real backup from before a purge: nobody is served on it until what was erased is erased again", async () => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(path.join(tmpdir(), "callmissed-restore-"));
  const [data, backup] = [path.join(folder, "pg"), path.join(folder, "backup")];
  // A cold copy: the cluster's files while the server is stopped. The files' owner matters to it.
  const copy = (from: string, to: string) => promisify(execFile)("cp", ["-a", from, to]);
  let server = await startPostgres({ folder: data, fast: true });
  const { port } = server;
  const start = async () => {
    server = await startPostgres({ folder: data, fast: true, port });
  };
  const own = await OwnProduct.on(server.url("console"));
  try {
    const neighbour = await given(own.pool, { filesDir: own.filesDir }).tenant({ name: "Initech" });
    await given(own.pool, { filesDir: own.filesDir }).oneRowInEveryTable(neighbour);
    const neighbours = await belongingsOf(own.pool, own.filesDir, neighbour.id);
    const due = await dueTenant(own);
    await server.stop();
    await copy(data, backup);
    await start();

    await test.step("after the backup the tenant is purged, certified and written into the ledger", async () => {
      const worker = await own.start("worker");
      await until(() => isPurged(own.pool, due), 90_000, "the purge is finished");
      await until(async () => own.sent.some(({ to }) => to === due.tenant.owner.email), 20_000, "the last mail");
      await kill(worker);
      expect(sumOf(await belongingsOf(own.pool, own.filesDir, due.tenant.id))).toBe(0);
    });
    const certificate = await certificateOf(own.pool);
    const mails = own.sent.length;

    await server.stop();
    await rm(data, { recursive: true });
    await copy(backup, data);
    await start();
    expect(await messagesOf(own.pool, due), "the backup has brought the tenant back").toBe(MESSAGES + 1);

    const origin = await own.startWeb();
    const { child: refused, said } = own.launch("worker");
    const listener = own.launch("listener");
    await test.step("the console, the gate and the public pages are closed, calmly", async () => {
      for (const place of ["/console", "/sign-in", "/confirm/5c1f7e0e-0000-4000-8000-000000000000", `/certificates/${certificate.id}`]) {
        const answer = await fetch(`${origin}${place}`, { redirect: "manual" });
        expect({ place, status: answer.status }).toEqual({ place, status: 503 });
        expect(await answer.text()).toContain("CallMissed is being brought back from a backup.");
      }
      const gate = await fetch(`${origin}/api/gate/v1/check`, {
        method: "POST",
        headers: { authorization: `Bearer ${places.gateToken()}` },
        body: JSON.stringify({ botId: due.tenant.id }),
      });
      expect(gate.status).toBe(503);
      for (const place of ["/api/trpc/operator.me", "/api/auth/session", `/api/certificates/${certificate.id}/pdf`])
        expect({ place, status: (await fetch(`${origin}${place}`)).status }).toEqual({ place, status: 503 });
    });
    await test.step("the worker does no job and says what to run", async () => {
      await until(async () => said().includes("npm run erasures:replay"), 30_000, "the worker's sentence");
      expect(said()).not.toContain("the worker is ready");
      expect(await stateOf(own.pool, due)).toBe("retained");
    });
    await test.step("the mail listener takes nothing in", async () => {
      await until(async () => listener.said().includes("listening for mail"), 30_000, "the listener");
      const talk = await SmtpTalk.open(own.ports.mailIn);
      await talk.say("MAIL FROM:<somebody@kettle.example>");
      await talk.say(`RCPT TO:<${SUPPORT_ADDRESS}>`);
      await talk.say("DATA");
      await talk.send("From: somebody@kettle.example\r\nSubject: hello\r\n\r\nhello");
      expect(await talk.say("\r\n.")).toMatch(/^451 /);
      talk.end();
    });

    await test.step("a replay killed with -9 in the middle leaves everybody closed", async () => {
      const { child } = own.command(REPLAY);
      await until(async () => (await messagesOf(own.pool, due)) < MESSAGES, 60_000, "the replay has begun");
      await kill(child);
      expect(await messagesOf(own.pool, due), "it was killed in the middle").toBeGreaterThan(0);
      expect((await fetch(`${origin}/sign-in`)).status).toBe(503);
    });
    await test.step("run again it finishes, and everybody serves by themselves", async () => {
      const { status, said: words } = await own.command(REPLAY).ended;
      expect({ status, words }).toEqual({ status: 0, words: expect.stringContaining("web and worker serve again") });
      await until(async () => (await fetch(`${origin}/sign-in`)).status === 200, 30_000, "the console serves");
      await until(async () => said().includes("the worker is ready"), 40_000, "the worker works");
    });
    await test.step("the tenant is gone everywhere, the neighbour untouched, the certificate the same, and nobody got a second mail", async () => {
      expect(sumOf(await belongingsOf(own.pool, own.filesDir, due.tenant.id))).toBe(0);
      expect(await belongingsOf(own.pool, own.filesDir, neighbour.id)).toEqual(neighbours);
      expect(await stateOf(own.pool, due)).toBe("purged");
      expect(await certificateOf(own.pool)).toEqual(certificate);
      expect((await fetch(`${origin}/certificates/${certificate.id}`)).status).toBe(200);
      expect(own.sent.length).toBe(mails);
    });
    await Promise.all([kill(refused), kill(listener.child)]);
  } finally {
    await own.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A tenant with a great many messages whose 30 days are over. */
async function dueTenant(own: OwnProduct): Promise<GivenRetention> {
  const build = given(own.pool, { filesDir: own.filesDir });
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  await own.pool.query(
    `INSERT INTO platform.message (tenant_id, id, conversation_id, direction, body_ciphertext, sent_at)
     SELECT c.tenant_id, gen_random_uuid(), c.id, 'inbound', decode(md5(n::text), 'hex'), now() - n * interval '1 minute'
     FROM platform.conversation c, generate_series(1, $2::int) n WHERE c.tenant_id = $1`,
    [tenant.id, MESSAGES],
  );
  return build.tenantInRetention({ tenant, dueInMs: -1_000 });
}

async function messagesOf(pool: pg.Pool, { tenant }: GivenRetention): Promise<number> {
  const { rows } = await pool.query<{ total: number }>("SELECT count(*)::int AS total FROM platform.message WHERE tenant_id = $1", [
    tenant.id,
  ]);
  return rows[0]?.total ?? 0;
}

async function stateOf(pool: pg.Pool, { request }: GivenRetention): Promise<string | undefined> {
  return (await pool.query<{ state: string }>("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).rows[0]?.state;
}
const isPurged = async (pool: pg.Pool, that: GivenRetention): Promise<boolean> => (await stateOf(pool, that)) === "purged";

async function certificateOf(pool: pg.Pool) {
  const { rows } = await pool.query("SELECT id, request_id, jws, sha256, issued_at, ledger_number FROM console.deletion_certificate");
  expect(rows).toHaveLength(1);
  return rows[0];
}
