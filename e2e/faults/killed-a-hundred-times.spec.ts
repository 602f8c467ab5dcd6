import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { type GivenRequest, type GivenRetention, given } from "@/server/testing/given";
import { type LocalPostgres, startPostgres } from "@/server/testing/outside.mjs";
import { invariantsBroken } from "../fixtures/invariants";
import { kill, OwnProduct, until } from "../fixtures/own-product";
import { signalAll } from "../fixtures/signal-all";
import { belongingsOf, sumOf } from "../fixtures/tenant";

const KILLS = 100;
/** Of the kills, every so many-th takes the database, and every so many-th who deactivates; the others take a worker. */
const DATABASE_EVERY = 5;
const DEACTIVATOR_EVERY = 7;
/** How many tenants always wait: to be purged, and to be deactivated. New ones come as old ones are done. */
const ALWAYS_DUE = 4;
const ALWAYS_VERIFIED = 3;
const MESSAGES = 6_000;

type Child = Awaited<ReturnType<OwnProduct["start"]>>;

/**
 * Two workers, somebody who deactivates, and the database itself, killed at random moments while tenants are purged,
 * deactivated and written to. After every kill the book must add up; at the end everything is done, and done once.
 */
test.describe("killed with -9 at a hundred random moments", () => {
  let folder: string;
  let server: LocalPostgres;
  let own: OwnProduct;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await mkdtemp(path.join(tmpdir(), "callmissed-pg-"));
    // Not `fast`: what was committed must be there after a kill, or the test would prove nothing.
    server = await startPostgres({ folder: path.join(folder, "pg") });
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.query("CREATE DATABASE callmissed").finally(() => client.end());
    own = await OwnProduct.on(server.url("callmissed"));
  });
  test.afterAll(async () => {
    await own?.end();
    await server?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test("no row is lost or left, nobody is told twice, and every certificate stays the same", async () => {
    test.setTimeout(1_200_000); // so long only so that a hundred restarts on a busy machine are no failure
    const build = given(own.pool, { filesDir: own.filesDir });
    const operator = await build.operator("support_lead");
    const neighbour = await build.tenant();
    await build.oneRowInEveryTable(neighbour);
    const neighbours = await belongingsOf(own.pool, own.filesDir, neighbour.id);
    const due: GivenRetention[] = [];
    const verified: GivenRequest[] = [];
    const topUp = async () => {
      for (let waiting = await count(own.pool, ["retained", "purging"], due); waiting < ALWAYS_DUE; waiting += 1)
        due.push(await dueTenant(own));
      for (let waiting = await count(own.pool, ["verified"], verified); waiting < ALWAYS_VERIFIED; waiting += 1)
        verified.push(await verifiedRequest(own));
    };
    await topUp();

    const workers: Child[] = await Promise.all([own.start("worker"), own.start("worker")]);
    let deactivator = await own.run("server/testing/deactivate-verified.cli.ts", [operator.id]);
    const certificates = new Map<string, string>();
    let inTheMiddle = 0;
    for (let killed = 1; killed <= KILLS; killed += 1) {
      await topUp();
      await pause(randomInt(10, 260));
      if ((await count(own.pool, ["purging"], due)) > 0) inTheMiddle += 1;
      if (killed % DATABASE_EVERY === 0) server = await killDatabase(server, folder);
      else if (killed % DEACTIVATOR_EVERY === 0) {
        await kill(deactivator);
        deactivator = await own.run("server/testing/deactivate-verified.cli.ts", [operator.id]);
      } else {
        const victim = killed % 2;
        await kill(workers[victim] as Child);
        workers[victim] = await own.start("worker");
      }
      expect(await invariantsBroken(own.pool, certificates), `after kill ${killed}`).toEqual([]);
    }
    expect(inTheMiddle, "purges were really interrupted").toBeGreaterThanOrEqual(KILLS / 2);

    await bringForward(own.pool);
    await until(async () => (await count(own.pool, ["purged"], due)) === due.length, 240_000, "every purge is finished");
    await until(async () => (await count(own.pool, ["retained"], verified)) === verified.length, 30_000, "everybody is deactivated");
    await kill(deactivator);
    await until(async () => (await unsent(own.pool)) === 0, 60_000, "every notice is sent");
    expect(await invariantsBroken(own.pool, certificates)).toEqual([]);
    for (const { tenant } of due) {
      expect(sumOf(await belongingsOf(own.pool, own.filesDir, tenant.id))).toBe(0);
      expect(distinctMails(own, tenant.owner.email)).toEqual([expect.stringMatching(/account was deleted on/)]);
    }
    for (const { tenant } of verified) expect(distinctMails(own, tenant.owner.email)).toHaveLength(1);
    expect(await belongingsOf(own.pool, own.filesDir, neighbour.id)).toEqual(neighbours);
  });
});

/** `kill -9` of PostgreSQL's first process and everything it started, and a start from what lies on the disk. */
async function killDatabase(server: LocalPostgres, folder: string): Promise<LocalPostgres> {
  signalAll(server.pid, "SIGKILL");
  await until(async () => !isRunning(server.pid), 10_000, "the database is dead");
  return startPostgres({ folder: path.join(folder, "pg"), port: server.port });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function dueTenant(own: OwnProduct): Promise<GivenRetention> {
  const build = given(own.pool, { filesDir: own.filesDir });
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  await own.pool.query(
    `INSERT INTO platform.message (tenant_id, id, conversation_id, direction, body_ciphertext, sent_at)
     SELECT c.tenant_id, gen_random_uuid(), c.id, 'inbound', sha256(n::text::bytea), now() - n * interval '1 minute'
     FROM platform.conversation c, generate_series(1, $2::int) n WHERE c.tenant_id = $1`,
    [tenant.id, MESSAGES],
  );
  return build.tenantInRetention({ tenant, dueInMs: -1_000 });
}

async function verifiedRequest(own: OwnProduct): Promise<GivenRequest> {
  const build = given(own.pool, { filesDir: own.filesDir });
  const tenant = await build.tenant();
  await build.oneRowInEveryTable(tenant);
  return build.verifiedRequest({ tenant });
}

/** How many of these requests are in one of the states. */
async function count(pool: pg.Pool, states: string[], those: readonly (GivenRequest | GivenRetention)[]): Promise<number> {
  const ids = those.map((one) => ("request" in one ? one.request.id : one.id));
  const { rows } = await pool.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM console.deletion_request WHERE id = ANY ($1::uuid[]) AND state::text = ANY ($2)",
    [ids, states],
  );
  return rows[0]?.total ?? 0;
}

/** What a killed worker left lying is looked for each minute, when it is a minute old: both are brought forward. */
async function bringForward(pool: pg.Pool): Promise<void> {
  await pool.query("UPDATE console.notice SET send_after = send_after - interval '2 minutes' WHERE sent_at IS NULL");
  await pool.query("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts < max_attempts");
  await pool.query("SELECT graphile_worker.add_job('sweep-left'), graphile_worker.add_job('sweep-due')");
}

async function unsent(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM console.notice WHERE sent_at IS NULL AND voided_at IS NULL AND send_after IS NOT NULL",
  );
  return rows[0]?.total ?? -1;
}

/** Subjects by Message-ID: a mailbox keeps one of several copies of the same message. */
function distinctMails(own: OwnProduct, address: string): string[] {
  const mails = own.sent.filter(({ to }) => to === address);
  return [...new Map(mails.map(({ messageId, subject }) => [messageId, subject])).values()];
}
