import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prisma } from "@/prisma/generated/client";
import { Prisma as Sql } from "@/prisma/generated/client";
import { DAY_MS, fixedClock, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { testWorld, type World } from "@/server/testing/world";
import { listCreditNotes } from "./credit-note.queries";
import { gatherOrders } from "./gather-orders";
import { findRefunds } from "./queries";

/* With tens of thousands of refunds, almost all of them long over: what people look for is found by an index, whatever they type. */

const MANY = 40_000;
const NOW = new Date("2026-11-20T10:00:00Z");
let world: World;
beforeAll(async () => {
  world = await testWorld();
  const { id } = await world.given.refund({ state: "succeeded" });
  const client = await world.database.ownerPool.connect();
  await client.query("SET session_replication_role = replica");
  await client.query(
    `INSERT INTO console.refund (id, tenant_id, purchase_id, channel, requested_at, reason, amount_paise, credits_paise, state, created_at, state_changed_at, due_at,
       gateway, maker_id, granted_at, gateway_refund_id, submitted_at, settled_at, gateway_reference)
     SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), channel, requested_at - n * interval '1 hour', reason, amount_paise, credits_paise, 'succeeded', created_at,
       now() - interval '90 days' - n * interval '1 minute', due_at, gateway, gen_random_uuid(), now(), 'cmr_many_' || n, now(), now(), 'theirs_' || n
     FROM console.refund, generate_series(1, ${MANY}) n WHERE id = '${id}'`,
  );
  await client.query(
    `INSERT INTO console.credit_note (id, tenant_id, refund_id, number, financial_year, issued_at, kind, invoice_number, invoice_on, supplier_name, supplier_address,
       supplier_gstin, recipient_name, place_of_supply, currency, amount_paise, taxable_paise, gst_percent, cgst_paise, sgst_paise, igst_paise)
     SELECT gen_random_uuid(), r.tenant_id, r.id, 'CN/' || CASE WHEN n % 2 = 0 THEN '24-25' ELSE '25-26' END || '/' || lpad(((n + 1) / 2)::text, 7, '0'),
       CASE WHEN n % 2 = 0 THEN '2024-25' ELSE '2025-26' END, now() - n * interval '1 minute', 'credits', 'x', now(), 'x', 'x', 'x', 'x', '29', 'INR', 118, 100, 18, 9, 9, 0
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM console.refund WHERE gateway_refund_id LIKE 'cmr_many_%') r`,
  );
  await client.query(`INSERT INTO console.credit_note_series VALUES ('2024-25', ${MANY / 2}), ('2025-26', ${MANY / 2})`);
  await client.query(
    `INSERT INTO console.refund_difference (id, kind, gateway, gateway_refund_id, tenant_id, purchase_id, found_at, seen_at, ended_at, ended_because)
     SELECT gen_random_uuid(), 'unknown_at_us', 'cashfree', 'theirs_' || n, gen_random_uuid(), gen_random_uuid(), now() - n * interval '1 minute', now(), now(), 'agrees'
     FROM generate_series(1, ${MANY / 2}) n`,
  );
  await client.query("ANALYZE");
  client.release(true);
}, 120_000);
afterAll(() => world.end());

/** The tables of refunds that PostgreSQL would read from one end to the other for what is asked through this database. */
async function scannedBy(ask: (db: Deps["db"]) => Promise<unknown>): Promise<{ scanned: string[]; asked: number }> {
  const statements: Prisma.Sql[] = [];
  const db = new Proxy(world.console.db, {
    get: (real, name) =>
      name === "$queryRaw"
        ? (text: TemplateStringsArray, ...values: unknown[]) => {
            statements.push(Sql.sql(text, ...values));
            return Promise.resolve([]);
          }
        : Reflect.get(real, name),
  });
  await ask(db);
  const scanned: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await world.database.ownerPool.query(`EXPLAIN ${text}`, values);
    for (const row of rows) scanned.push(...(/Seq Scan on (?:refund|refund_difference|credit_note)\b/.exec(row["QUERY PLAN"]) ?? []));
  }
  return { scanned, asked: statements.length };
}
const asker = { id: crypto.randomUUID(), seesAddresses: true };

describe("no refund is read that is not meant", () => {
  test.each(["chai", "theirs_77", "RF-1001", "1001", "74332746326123456"])("the palette, for %s", async (typed) => {
    expect(await scannedBy((db) => findRefunds({ db, clock: fixedClock(NOW) }, typed, asker))).toEqual({ scanned: [], asked: 1 });
  });
  test.each([null, "80000000-0000-4000-8000-000000000000"])("the daily comparison, a page behind %s", async (after) => {
    const since = later(await world.console.clock.now(world.console.db), -60 * DAY_MS);
    expect(await scannedBy((db) => gatherOrders(db, since, { after, upTo: null }, 100))).toEqual({ scanned: [], asked: 1 });
  });
  test("a tenant's sums", async () => {
    expect(
      await scannedBy((db) => db.$queryRaw`SELECT * FROM console.refund_difference d WHERE d.tenant_id = ${asker.id}::uuid`),
    ).toMatchObject({ scanned: [] });
  });
  test("and the test sees one where there is one", async () => {
    expect((await scannedBy((db) => db.$queryRaw`SELECT 1 FROM console.refund r WHERE r.reason::text LIKE ${"%x%"}`)).scanned).toEqual([
      "Seq Scan on refund",
    ]);
  });
});

test("the palette finds by number, by either reference and by the organisation, newest first and each once", async () => {
  const refund = await world.given.refund({ state: "succeeded" });
  const [row] = (
    await world.database.ownerPool.query("SELECT number, gateway_reference AS theirs FROM console.refund WHERE id = $1", [refund.id])
  ).rows;
  for (const typed of [`RF-${row.number}`, String(row.number), row.theirs, refund.tenant.name])
    expect(
      (await findRefunds(world.console, typed, asker)).items.filter(({ id }) => id === refund.id),
      typed,
    ).toHaveLength(1);
});

test("a note is found by its place in every year's series, by whole numbers only", async () => {
  const { items } = await listCreditNotes(world.console, { financialYear: null, q: "42", cursor: null });
  expect(items.map(({ number }) => number).toSorted()).toEqual(["CN/24-25/0000042", "CN/25-26/0000042"]);
  expect((await listCreditNotes(world.console, { financialYear: "2025-26", q: "42", cursor: null })).items).toHaveLength(1);
  for (const q of ["0", String(MANY), "nothing"])
    expect((await listCreditNotes(world.console, { financialYear: null, q, cursor: null })).items).toEqual([]);
  const { rows } = await world.database.ownerPool.query(
    "EXPLAIN SELECT * FROM console.credit_note WHERE number IN ('CN/24-25/0000042', 'CN/25-26/0000042') ORDER BY issued_at DESC, id DESC LIMIT 51",
  );
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/credit_note_number_key/);
});
