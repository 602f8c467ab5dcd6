import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type GivenRetention, given } from "@/server/testing/given";
import { insertRows } from "@/server/testing/insert-rows";

// The upgrade that brought refunds gave two sealed tables new columns. This builds a database of before it, with sealed
// tenants, and brings it up to date by the runner itself, which reads the migrations beside it: so it is tried out as a copy.
const FIRST_OF_REFUNDS = "20261124000100_refunds";
const ALL = readdirSync("prisma/migrations").filter((name) => /^\d/.test(name));
mkdirSync(".data", { recursive: true });
const home = mkdtempSync(path.resolve(".data/upgrade-"));
const name = `upgrade_${process.pid}`;
const { server } = inject("postgres");
const url = `${server}${name}`;
let pool: pg.Pool;

async function deployThose(which: (migration: string) => boolean): Promise<void> {
  for (const migration of ALL.filter(which))
    cpSync(`prisma/migrations/${migration}`, path.join(home, "prisma/migrations", migration), { recursive: true });
  const runner = path.join(home, "prisma/deploy.mjs");
  await ((await import(runner)) as { deploy: (where: { url: string }) => Promise<string[]> }).deploy({ url });
}

beforeAll(async () => {
  mkdirSync(path.join(home, "server"));
  symlinkSync(path.resolve("server/local"), path.join(home, "server/local"));
  mkdirSync(path.join(home, "prisma/migrations"), { recursive: true });
  cpSync("prisma/deploy.mjs", path.join(home, "prisma/deploy.mjs"));
  await deployThose((migration) => migration < FIRST_OF_REFUNDS);
  pool = new pg.Pool({ connectionString: url, max: 3 });
  // A connection that is closing while its database is dropped hears of it; that is the end that was meant.
  pool.on("connect", (client) => client.on("error", () => {}));
}, 60_000);
afterAll(async () => {
  await pool.end();
  const admin = new pg.Client({ connectionString: `${server}postgres` });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
  rmSync(home, { recursive: true });
});

/** A sealed tenant with money, written with the columns of then. */
async function sealed(): Promise<GivenRetention> {
  const tenant = await given(pool).tenant();
  const [purchaseId, tenant_id] = [crypto.randomUUID(), tenant.id];
  const at = "2026-02-03T04:05:06.789Z";
  const money = { amount_paise: 118_000, taxable_paise: 100_000, cgst_paise: 9_000, sgst_paise: 9_000, igst_paise: 0 };
  const names = { order_id: `o-${purchaseId}`, cf_order_id: `cf-${purchaseId}`, invoice_number: `i-${purchaseId}` };
  await insertRows(pool, "platform.purchase", [
    { tenant_id, id: purchaseId, kind: "credits", currency: "INR", place_of_supply: "29", purchased_at: at, ...money, ...names },
  ]);
  await insertRows(pool, "platform.credit_entry", [
    {
      tenant_id,
      id: crypto.randomUUID(),
      source: "purchased",
      kind: "purchase",
      amount_paise: 100_000,
      purchase_id: purchaseId,
      occurred_at: at,
    },
  ]);
  return given(pool).tenantInRetention({ tenant });
}
async function forge(text: string, tenantId: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(text, [tenantId]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
/** The tables whose stored fingerprint is not what is there now. */
async function differing({ deactivationId, tenant }: GivenRetention): Promise<string[]> {
  const { rows } = await pool.query<{ table: string }>(
    `SELECT s.table_name AS table FROM console.seal_digest s JOIN platform.digest_tenant($2) f ON f.table_name = s.table_name
     WHERE s.deactivation_id = $1 AND s.moment = 'sealed' AND (f.rows, f.digest) <> (s.rows, s.digest) ORDER BY 1`,
    [deactivationId, tenant.id],
  );
  return rows.map(({ table }) => table);
}
const stored = async ({ deactivationId }: GivenRetention) =>
  (await pool.query("SELECT table_name, rows, digest FROM console.seal_digest WHERE deactivation_id = $1 ORDER BY 1", [deactivationId]))
    .rows;

test("after the upgrade an honest seal is still true, a broken one still broken in the same table, and an ended one as it was written", async () => {
  expect(ALL.filter((migration) => migration >= FIRST_OF_REFUNDS).length).toBeGreaterThan(1);
  const honest = await sealed();
  const tampered = await sealed();
  await forge("UPDATE platform.purchase SET invoice_number = invoice_number || 'x' WHERE tenant_id = $1", tampered.tenant.id);
  const robbed = await sealed();
  await forge("UPDATE platform.credit_entry SET amount_paise = amount_paise + 1 WHERE tenant_id = $1", robbed.tenant.id);
  const ended = await sealed();
  await pool.query("UPDATE console.deletion_request SET state = 'reactivated', version = version + 1 WHERE id = $1", [ended.request.id]);
  await pool.query("UPDATE console.deactivation SET ended_at = now(), ended_because = 'reactivated' WHERE id = $1", [ended.deactivationId]);
  const before = { honest: await stored(honest), ended: await stored(ended) };
  expect([await differing(honest), await differing(tampered), await differing(robbed)]).toEqual([[], ["purchase"], ["credit_entry"]]);

  await deployThose(() => true);

  expect([await differing(honest), await differing(tampered), await differing(robbed)]).toEqual([[], ["purchase"], ["credit_entry"]]);
  // The new columns are in the fingerprint: without the upgrade's own care the honest one would differ now.
  const changed = (await stored(honest)).filter((row, at) => row.digest !== before.honest[at].digest).map((row) => row.table_name);
  expect(changed).toEqual(["credit_entry", "purchase"]);
  expect(await stored(ended)).toEqual(before.ended);
  await forge("UPDATE platform.purchase SET gateway = 'razorpay', payment_id = 'pay_1' WHERE tenant_id = $1", honest.tenant.id);
  expect(await differing(honest)).toEqual(["purchase"]);
});
