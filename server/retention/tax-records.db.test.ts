import { createHash, createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import type { GivenRetention } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { expireTaxRecords } from "./expire-tax-records";
import { purgeTenant } from "./purge-tenant";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
beforeEach(() => sql("DELETE FROM console.tax_record"));

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** A tenant whose window is over, with this many purchases of this amount beside the one of every filled tenant. */
async function dueTenant(purchases = 0, amountPaise = 11_800): Promise<GivenRetention> {
  const tenant = await world.given.tenant();
  await world.given.oneRowInEveryTable(tenant);
  await sql(
    `INSERT INTO platform.purchase (tenant_id, id, kind, order_id, cf_order_id, invoice_number, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise, place_of_supply, purchased_at)
     SELECT $1, gen_random_uuid(), 'plan', 'o-' || gen_random_uuid(), 'cf-' || gen_random_uuid(), 'inv-' || gen_random_uuid(), 'INR', $3, $3, 0, 0, 0, '29', '2026-04-01T20:00:00Z'
     FROM generate_series(1, $2::int)`,
    [tenant.id, purchases, amountPaise],
  );
  return world.given.tenantInRetention({ tenant, deactivatedDaysAgo: 31 });
}

async function purge({ request }: GivenRetention): Promise<void> {
  await beginPurge(world.purge, request.id);
  await purgeTenant(world.purge, request.id);
}

/** Records of others: each amount once, so that it can be recognised wherever it lies. */
const addOthers = (total: number, eraseOn = "2032-01-05") =>
  sql(
    `INSERT INTO console.tax_record (id, kind, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise, transacted_on, erase_on)
     SELECT gen_random_uuid(), 'credits', 'INR', 1000000 + n, 1000000 + n, 0, 0, 0, '2025-01-05', $2 FROM generate_series(1, $1::int) n`,
    [total, eraseOn],
  );
const sums = () =>
  sql(
    `SELECT kind, currency, transacted_on::text AS day, erase_on::text AS until, count(*)::int AS records, sum(amount_paise)::text AS amount,
       sum(taxable_paise)::text AS taxable, sum(cgst_paise + sgst_paise + igst_paise)::text AS tax FROM console.tax_record GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );

describe("records are filed among others", () => {
  // proves: D4.4
  test("neither place nor transaction number tells a tenant's records from others', and every total is conserved", async () => {
    await addOthers(600);
    const before = await sql("SELECT id FROM console.tax_record");
    const others = (await sums())[0];
    const retention = await dueTenant(5, 77_700);
    // A credit note is filed after the purchases and mixes them once more; this is about one filing.
    await sql("DELETE FROM console.credit_note WHERE tenant_id = $1", [retention.tenant.id]);
    await purge(retention);

    const rows = await sql("SELECT id, amount_paise::int AS amount, xmin::text AS written_by FROM console.tax_record ORDER BY ctid");
    const own = rows.filter(({ amount }) => amount === 77_700);
    expect(own).toHaveLength(5);
    const together = rows.filter(({ written_by }) => written_by === own[0]?.written_by);
    expect(together.filter(({ amount }) => amount > 1_000_000)).toHaveLength(200);
    // Where they lie: with others before, between and after, never in one stretch.
    const places = own.map((row) => together.indexOf(row));
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(own.length);
    const strangersBetween = together.slice(Math.min(...places), Math.max(...places)).filter(({ amount }) => amount > 1_000_000);
    expect(strangersBetween.length).toBeGreaterThan(0);

    const known = new Set(before.map(({ id }) => id));
    expect(rows.filter(({ id }) => known.has(id))).toHaveLength(400);
    const after = await sums();
    expect(after).toContainEqual(others);
    expect(after).toContainEqual(
      expect.objectContaining({ kind: "plan", day: "2026-04-02", until: "2033-04-02", records: 5, amount: "388500" }),
    );
    expect(rows).toHaveLength(606);
  });
  test("purges at the same time lose and double nothing", async () => {
    await addOthers(300);
    const others = (await sums())[0];
    const tenants = await Promise.all(Array.from({ length: 6 }, () => dueTenant(40)));
    await Promise.all(tenants.map(purge));
    const after = await sums();
    expect(after).toContainEqual(others);
    expect(after.reduce((sum, { records }) => sum + records, 0)).toBe(300 + 6 * 42);
    expect(after).toContainEqual(expect.objectContaining({ kind: "plan", records: 240, amount: String(240 * 11_800) }));
    // A purchase of ₹1,180.00 and a refund of ₹118.00 each, on the same day.
    expect(after).toContainEqual(
      expect.objectContaining({ kind: "credits", day: "2026-02-03", records: 12, amount: String(6 * (118_000 - 11_800)) }),
    );
  });
  test("the purge can neither invent, change nor remove a record by itself, and the console can do nothing with them", async () => {
    await addOthers(1);
    for (const { db } of [world.purge, world.console]) {
      await expect(db.taxRecord.deleteMany({})).rejects.toThrow(/permission denied|denied access/);
      await expect(db.taxRecord.updateMany({ data: { currency: "USD" } })).rejects.toThrow(/permission denied|denied access/);
      await expect(db.$executeRaw`INSERT INTO console.tax_record SELECT gen_random_uuid(), kind, currency, amount_paise, taxable_paise,
        cgst_paise, sgst_paise, igst_paise, transacted_on, erase_on FROM console.tax_record`).rejects.toThrow(
        /permission denied|denied access/,
      );
    }
    await expect(world.console.db.$queryRaw`SELECT console.expire_tax_records(10)`).rejects.toThrow(/permission denied|denied access/);
    expect(await sums()).toHaveLength(1);
  });
});

describe("records expire after seven years", () => {
  // proves: D4.2
  test("the day before nothing happens; on the day and after it they are gone, by the calendar of India, and the book has the number", async () => {
    const [today] = await sql("SELECT (clock_timestamp() AT TIME ZONE 'Asia/Kolkata')::date AS day");
    await sql("DELETE FROM console.tax_record");
    for (const days of [-1, 0, 1])
      await sql(
        `INSERT INTO console.tax_record SELECT gen_random_uuid(), 'plan', 'INR', $1, $1, 0, 0, 0, ($2::date + $3::int - interval '7 years')::date, $2::date + $3::int`,
        [1_000 + days, today?.day, days],
      );
    const events = () => sql("SELECT payload, tenant_id, request_id FROM console.audit_event WHERE type = 'tax_records.expired'");
    expect(await expireTaxRecords(world.purge)).toBe(2);
    expect((await sql("SELECT amount_paise::int AS amount FROM console.tax_record")).map(({ amount }) => amount)).toEqual([1_001]);
    expect(await events()).toEqual([{ payload: { records: 2 }, tenant_id: null, request_id: null }]);
    expect(await expireTaxRecords(world.purge)).toBe(0);
    expect(await events()).toHaveLength(1);
  });
  test("however many are due, they go in batches until none is left", async () => {
    await addOthers(5_003, "2020-01-01");
    await addOthers(2);
    expect(await Promise.all([expireTaxRecords(world.purge), expireTaxRecords(world.purge)]).then(([a, b]) => a + b)).toBe(5_003);
    expect((await sums()).map(({ records }) => records)).toEqual([2]);
  });
});

describe("nothing in a record leads back", () => {
  // proves: D4.4
  test("no identifier the tenant ever had: raw, cut short, hashed, or under any of our keys; no time of day", async () => {
    const retention = await dueTenant(2);
    await world.given.letter({ tenant: retention.tenant, requestId: retention.request.id });
    const identifiers = await identifiersOf(retention);
    expect(identifiers.size).toBeGreaterThan(60);
    const disguises = [...identifiers].flatMap(disguised);
    const [purchase] = await sql("SELECT row_to_json(p)::text AS row FROM platform.purchase p WHERE tenant_id = $1", [retention.tenant.id]);
    // The search finds what is there: the purchase itself, and a hash of the owner's address under one of our keys.
    expect(found(disguises, purchase?.row)).not.toEqual([]);
    const mac = createHmac("sha256", env().GATE_TOKEN).update(retention.tenant.owner.email).digest("base64url");
    expect(found(disguises, `{"reference":"${mac.slice(0, 14)}"}`)).not.toEqual([]);

    await purge(retention);
    const records = await sql("SELECT row_to_json(t)::text AS row FROM console.tax_record t");
    // The purchase of every filled tenant with its credit note, and two more purchases.
    expect(records).toHaveLength(4);
    for (const { row } of records) {
      expect(found(disguises, row)).toEqual([]);
      expect(row).not.toMatch(/\d\d:\d\d|T\d\d/);
    }
  });
});

const found = (needles: string[], row: string): string[] => needles.filter((needle) => row.toLowerCase().includes(needle.toLowerCase()));

/** Every text of 8 letters or more that stands in a row about the tenant, on the platform or in the console; instants left out. */
async function identifiersOf({ tenant, request }: GivenRetention): Promise<Set<string>> {
  const tables = await sql(
    "SELECT schemaname || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname IN ('console', 'platform')",
  );
  const known = new Set<string>([tenant.id, request.id, `DR-${request.number}`.padEnd(8)]);
  for (const { name } of tables) {
    const rows = await sql(`SELECT to_jsonb(t) AS row FROM ${name} t WHERE to_jsonb(t)::text LIKE ANY ($1)`, [
      [`%${tenant.id}%`, `%${request.id}%`],
    ]);
    const collect = (value: unknown): void => {
      if (typeof value === "string" && value.length >= 8 && !/^\d{4}-\d{2}-\d{2}/.test(value)) known.add(value);
      else if (value && typeof value === "object") Object.values(value).forEach(collect);
    };
    for (const { row } of rows) collect(row);
  }
  return known;
}

/** Each of our keys, as text and as bytes: what an identifier could have been hashed with. */
function ourKeys(): (string | Buffer)[] {
  const settings = env();
  const keys: (string | Buffer)[] = [settings.NEXTAUTH_SECRET, settings.GATE_TOKEN];
  const files = [settings.MASTER_KEY_FILE, settings.SIGNING_KEY_FILE].filter((file) => existsSync(file));
  const collect = (value: unknown): void => {
    if (typeof value === "string" && value.length >= 16) keys.push(value, Buffer.from(value, "base64"), Buffer.from(value, "hex"));
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  for (const file of files) collect(JSON.parse(readFileSync(file, "utf8")));
  expect(files.length).toBeGreaterThan(0);
  return keys;
}

let keys: (string | Buffer)[] | undefined;

/** The forms in which an identifier could have been kept, down to their first letters. */
function disguised(identifier: string): string[] {
  keys ??= ourKeys();
  const hashes = ["md5", "sha1", "sha256", "sha512"].map((name) => createHash(name).update(identifier).digest());
  const macs = keys.map((key) => createHmac("sha256", key).update(identifier).digest());
  const encoded = [...hashes, ...macs].flatMap((bytes) =>
    (["hex", "base64", "base64url"] as const).map((form) => bytes.toString(form).slice(0, 12)),
  );
  const plain = [
    identifier,
    identifier.replaceAll("-", ""),
    Buffer.from(identifier).toString("hex"),
    Buffer.from(identifier).toString("base64"),
  ];
  return [...plain.map((text) => text.slice(0, 12)), identifier.slice(0, 8), ...encoded];
}
