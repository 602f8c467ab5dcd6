import { randomInt } from "node:crypto";
import { appendFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type GivenRetention, given } from "@/server/testing/given";
import { kill, OwnProduct, ownDatabase, until } from "../fixtures/own-product";

const OWNERS = 60;
const ROUNDS = 8;

/** Each owner gets both kinds: what was written at the deactivation, and the reminder that is due. */
const MAILS = 2 * OWNERS;

test("two workers, both killed again and again while they send: every notice arrives, by Message-ID none twice", async () => {
  test.setTimeout(240_000);
  const database = await ownDatabase();
  const own = await OwnProduct.on(database.url);
  try {
    const build = given(own.pool, { filesDir: own.filesDir });
    const owners: GivenRetention[] = [];
    for (let index = 0; index < OWNERS; index += 1) owners.push(await build.tenantInRetention({ dueInMs: 40 * 3_600_000, isProbed: true }));
    const back = await build.tenantInRetention({ dueInMs: 40 * 3_600_000, isProbed: true });
    await own.pool.query(
      `INSERT INTO console.notice (id, kind, subject_id, tenant_id, request_id, to_address, language, params, created_at, send_after)
       SELECT gen_random_uuid(), 'deactivated', d.id, d.tenant_id, d.request_id, m.email, 'en',
         jsonb_build_object('deactivatedAt', d.deactivated_at, 'purgeDueAt', d.purge_due_at), now(), now() - interval '2 minutes'
       FROM console.deactivation d JOIN platform.team_member m ON m.tenant_id = d.tenant_id AND m.role = 'owner'`,
    );
    // Came back in the minute between: what waits for this owner is void, whoever looks at it.
    await own.pool.query("UPDATE console.deactivation SET ended_at = now(), ended_because = 'reactivated' WHERE id = $1", [
      back.deactivationId,
    ]);

    for (let round = 0; round < ROUNDS && distinct(own).size < MAILS; round += 1) {
      const workers = await Promise.all([own.start("worker"), own.start("worker")]);
      await hurry(own);
      const beyond = own.sent.length + randomInt(1, 15);
      await until(async () => own.sent.length >= beyond || distinct(own).size >= MAILS, 30_000, "more mails");
      await Promise.all(workers.map((worker) => kill(worker)));
    }
    expect(distinct(own).size, "there was still something to send when they were killed the first times").toBeGreaterThan(0);
    const last = await Promise.all([own.start("worker"), own.start("worker")]);
    await until(
      async () => {
        await hurry(own);
        return distinct(own).size >= MAILS;
      },
      60_000,
      "all mails",
    );
    await until(async () => (await unsent(own)) === 0, 30_000, "nothing left in the outbox");

    for (const { tenant } of owners) {
      const mails = new Map(own.sent.filter(({ to }) => to === tenant.owner.email).map((mail) => [mail.messageId, mail.subject]));
      expect([...mails.values()].toSorted(), tenant.id).toEqual([
        expect.stringMatching(/^Two days left: your CallMissed account closes for good on \d/),
        expect.stringMatching(/^Your CallMissed account closes for good on \d/),
      ]);
    }
    expect(own.sent.filter(({ to }) => to === back.tenant.owner.email)).toEqual([]);
    expect(distinct(own).size).toBe(MAILS);
    // Transactional mail: nothing to unsubscribe from. And whom we write to stands in no log, whatever broke.
    for (const { head } of own.sent) expect(head).not.toMatch(/^List-Unsubscribe/im);
    expect(own.said()).not.toEqual("");
    for (const { tenant } of [...owners, back]) {
      expect(own.said()).not.toContain(tenant.domain);
      expect(own.said()).not.toContain(tenant.name);
    }
    const copies = own.sent.length - distinct(own).size;
    test.info().annotations.push({ type: "second copies on the wire", description: `${copies} of ${own.sent.length}` });
    if (process.env.FAULTS_REPORT)
      appendFileSync(process.env.FAULTS_REPORT, `${copies} second copies of ${MAILS} notices in ${ROUNDS} rounds\n`);
    await Promise.all(last.map((worker) => kill(worker)));
  } finally {
    await own.end();
    await database.drop();
  }
});

const distinct = (own: OwnProduct): Set<string> => new Set(own.sent.map(({ messageId }) => messageId));

/** What a killed worker left lying is looked for each minute, when it is a minute old: both are brought forward. */
async function hurry(own: OwnProduct): Promise<void> {
  await own.pool.query("UPDATE console.notice SET send_after = send_after - interval '2 minutes' WHERE sent_at IS NULL");
  await own.pool.query("SELECT graphile_worker.add_job('sweep-left')");
}

async function unsent(own: OwnProduct): Promise<number> {
  const { rows } = await own.pool.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM console.notice WHERE sent_at IS NULL AND voided_at IS NULL",
  );
  return rows[0]?.total ?? -1;
}
