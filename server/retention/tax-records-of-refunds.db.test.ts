import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { beginPurge } from "./begin-purge";
import { purgeTenant } from "./purge-tenant";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());
beforeEach(() => sql("DELETE FROM console.tax_record"));

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

describe("credit notes become records with the sign turned", () => {
  /** What stands in the books of a tenant that has these refunds, after its purge. */
  const recordsOf = async (notes: { issuedAt: string; reversedAt?: string; stateCode?: string }[]) => {
    const tenant = await world.given.tenant();
    for (const { issuedAt, reversedAt = null, stateCode = "29" } of notes) {
      const purchase = await world.given.purchase({
        tenant,
        stateCode,
        taxablePaise: 33_333,
        purchasedAt: new Date("2026-01-31T20:00:00Z"),
      });
      const refund = await world.given.refund({ purchase, state: reversedAt ? "reversed" : "succeeded" });
      await addNote(refund.id, issuedAt, reversedAt);
    }
    const { request } = await world.given.tenantInRetention({ tenant, deactivatedDaysAgo: 31 });
    await beginPurge(world.purge, request.id);
    await purgeTenant(world.purge, request.id);
    return sql(
      `SELECT transacted_on::text AS day, erase_on::text AS until, kind, currency, amount_paise::int AS amount, taxable_paise::int AS taxable, cgst_paise::int AS cgst,
         sgst_paise::int AS sgst, igst_paise::int AS igst FROM console.tax_record ORDER BY 1, 5 DESC`,
    );
  };
  const addNote = (refundId: string, issuedAt: string, reversedAt: string | null) =>
    sql(
      `INSERT INTO console.credit_note (id, tenant_id, refund_id, number, financial_year, issued_at, kind, invoice_number, invoice_on, supplier_name, supplier_address, supplier_gstin,
         gst_percent, recipient_name, place_of_supply, currency, amount_paise, taxable_paise, cgst_paise, sgst_paise, igst_paise, reversed_at)
       SELECT gen_random_uuid(), r.tenant_id, r.id, 'CN/' || r.number, '2025-26', $2, p.kind, p.invoice_number, p.purchased_at::date, 'Us', 'Here', '29AABCC1234D1Z5', 18,
         'Somebody', p.place_of_supply, p.currency, p.amount_paise, p.taxable_paise, p.cgst_paise, p.sgst_paise, p.igst_paise, $3
       FROM console.refund r JOIN platform.purchase p ON p.id = r.purchase_id WHERE r.id = $1`,
      [refundId, issuedAt, reversedAt],
    );

  test("on the day of issue in India, for seven years from it, by amount and tax; purchase and note add up to nothing", async () => {
    const [bought, back, ...more] = await recordsOf([{ issuedAt: "2026-02-10T18:30:00Z" }]);
    expect(more).toEqual([]);
    expect(bought).toMatchObject({ day: "2026-02-01", amount: 39_333, taxable: 33_333, cgst: 3_000, sgst: 3_000, igst: 0 });
    expect(back).toEqual({
      day: "2026-02-11",
      until: "2033-02-11",
      kind: "credits",
      currency: "INR",
      amount: -39_333,
      taxable: -33_333,
      cgst: -3_000,
      sgst: -3_000,
      igst: 0,
    });
  });
  test("one whose money came back is out on its day and in on the day of the return, and nets to nothing", async () => {
    const records = await recordsOf([{ issuedAt: "2026-02-10T18:29:59Z", reversedAt: "2026-03-31T18:30:00Z", stateCode: "33" }]);
    expect(records.map(({ day, amount, igst }) => [day, amount, igst])).toEqual([
      ["2026-02-01", 39_333, 6_000],
      ["2026-02-10", -39_333, -6_000],
      ["2026-04-01", 39_333, 6_000],
    ]);
    expect(records.reduce((sum, { amount }) => sum + amount, 0)).toBe(39_333);
  });
  test("the step counts notes, not records, so that before and erased are equal", async () => {
    await recordsOf([{ issuedAt: "2026-02-10T10:00:00Z" }, { issuedAt: "2026-02-11T10:00:00Z", reversedAt: "2026-02-12T10:00:00Z" }]);
    const [step] = await sql(
      `SELECT s.before::int, s.done::int, s.survivors::int FROM console.purge_step s JOIN console.purge_run p ON p.request_id = s.request_id
       WHERE s.class_name = 'credit_note' ORDER BY p.started_at DESC LIMIT 1`,
    );
    expect(step).toEqual({ before: 2, done: 2, survivors: 0 });
  });
});
