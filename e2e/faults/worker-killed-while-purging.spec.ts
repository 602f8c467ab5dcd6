import { randomInt } from "node:crypto";
import { expect, test } from "@playwright/test";
import type pg from "pg";
import { type GivenRetention, given } from "@/server/testing/given";
import { kill, OwnProduct, ownDatabase, until } from "../fixtures/own-product";
import { belongingsOf, sumOf } from "../fixtures/tenant";

const MESSAGES = 60_000;
const KILLS = 5;

test("a worker killed again and again in the middle of a purge: the next one finishes with the same result", async () => {
  test.setTimeout(240_000);
  const database = await ownDatabase();
  const own = await OwnProduct.on(database.url);
  try {
    const neighbour = await given(own.pool, { filesDir: own.filesDir }).tenant();
    await given(own.pool, { filesDir: own.filesDir }).oneRowInEveryTable(neighbour);
    const neighbours = await belongingsOf(own.pool, own.filesDir, neighbour.id);

    const undisturbed = await dueTenant(own);
    const worker = await own.start("worker");
    await isFinished(own.pool, undisturbed);
    await until(async () => mailsTo(own, undisturbed).length > 0, 20_000, "the last mail");
    await kill(worker);

    const disturbed = await dueTenant(own);
    let killed = 0;
    let before = 0;
    while (killed < KILLS && !(await isPurged(own.pool, disturbed))) {
      const next = await own.start("worker");
      // Somewhere after the next progress, but not always right after it.
      const beyond = before + randomInt(1, 6_000);
      await until(async () => (await erased(own.pool, disturbed)) >= beyond || (await isPurged(own.pool, disturbed)), 75_000, "progress");
      await kill(next);
      before = await erased(own.pool, disturbed);
      killed += 1;
    }
    expect(killed, "it was really interrupted").toBeGreaterThanOrEqual(3);
    const last = await own.start("worker");
    await isFinished(own.pool, disturbed);
    await sweepLeft(own.pool);
    await until(async () => mailsTo(own, disturbed).length > 0, 20_000, "the last mail");

    expect(await stepsOf(own.pool, disturbed)).toEqual(await stepsOf(own.pool, undisturbed));
    for (const retention of [undisturbed, disturbed]) {
      expect(sumOf(await belongingsOf(own.pool, own.filesDir, retention.tenant.id))).toBe(0);
      expect(await events(own.pool, retention, "purge.finished")).toBe(1);
      expect(await events(own.pool, retention, "purge.started")).toBe(1);
      expect(mailsTo(own, retention)).toEqual([expect.stringMatching(/account was deleted on/)]);
    }
    const { rows } = await own.pool.query("SELECT count(*)::int AS total FROM console.tax_record");
    expect(rows[0]).toEqual({ total: 4 }); // of each a purchase and the credit note of its refund
    expect(await belongingsOf(own.pool, own.filesDir, neighbour.id)).toEqual(neighbours);
    await kill(last);
  } finally {
    await own.end();
    await database.drop();
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

/** Subjects of the mails to a tenant's owner. A worker that dies after handing a mail over hands over the same message again. */
function mailsTo(own: OwnProduct, { tenant }: GivenRetention): string[] {
  const mails = own.sent.filter(({ to }) => to === tenant.owner.email);
  return [...new Map(mails.map(({ messageId, subject }) => [messageId, subject])).values()];
}

/** What a killed worker left lying is looked for each minute, when it is a minute old: both are brought forward. */
async function sweepLeft(pool: pg.Pool): Promise<void> {
  await pool.query("UPDATE console.notice SET send_after = send_after - interval '2 minutes' WHERE sent_at IS NULL");
  await pool.query("SELECT graphile_worker.add_job('sweep-left')");
}

async function isFinished(pool: pg.Pool, retention: GivenRetention): Promise<void> {
  await until(() => isPurged(pool, retention), 60_000, "the purge is finished");
}

async function isPurged(pool: pg.Pool, { request }: GivenRetention): Promise<boolean> {
  const { rows } = await pool.query("SELECT 1 FROM console.deletion_request WHERE id = $1 AND state = 'purged'", [request.id]);
  return rows.length > 0;
}

async function erased(pool: pg.Pool, { request }: GivenRetention): Promise<number> {
  const { rows } = await pool.query<{ done: number }>(
    "SELECT coalesce(sum(done), 0)::int AS done FROM console.purge_step WHERE request_id = $1",
    [request.id],
  );
  return rows[0]?.done ?? 0;
}

async function stepsOf(pool: pg.Pool, { request }: GivenRetention): Promise<object[]> {
  const { rows } = await pool.query(
    `SELECT class_name, before::int, done::int, survivors::int, finished_at IS NOT NULL AS finished
     FROM console.purge_step WHERE request_id = $1 ORDER BY position`,
    [request.id],
  );
  return rows;
}

async function events(pool: pg.Pool, { request }: GivenRetention, type: string): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM console.audit_event WHERE request_id = $1 AND type = $2",
    [request.id, type],
  );
  return rows[0]?.total ?? 0;
}
