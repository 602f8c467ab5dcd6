import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { testWorld, type World } from "@/server/testing/world";
import { issueCreditNote } from "./issue-credit-note";
import { creditsFor } from "./tax-split";

let world: World;
beforeAll(async () => {
  world = await testWorld(20);
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const issue = (refundId: string, now: Date) => world.console.db.$transaction((tx) => issueCreditNote(tx, refundId, now));
const LAST_OF_YEAR = new Date("2027-03-31T18:29:59.999Z");
const FIRST_OF_NEXT = new Date("2027-03-31T18:30:00.000Z");
const ordinals = async (year: string) =>
  (await sql("SELECT number FROM console.credit_note WHERE financial_year = $1 ORDER BY number", [year])).map(({ number }) =>
    Number(number.slice(-7)),
  );

test("100 at once, of which a third roll back, leave no gap and no number twice", { timeout: 60_000 }, async () => {
  const tenants = await Promise.all(Array.from({ length: 10 }, () => world.given.tenant()));
  const refunds = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const purchase = await world.given.purchase({ tenant: tenants[index % 10] });
      return world.given.refund({ purchase, state: "succeeded" });
    }),
  );
  const at = new Date("2030-07-01T12:00:00.000Z");
  const outcomes = await Promise.allSettled(
    refunds.map(({ id }, index) =>
      world.console.db.$transaction(
        async (tx) => {
          const { number } = await issueCreditNote(tx, id, at);
          if (index % 3 === 0) throw new Error("something broke afterwards");
          return number;
        },
        { maxWait: 50_000, timeout: 50_000 },
      ),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(34);
  expect(await ordinals("2030-31")).toEqual(Array.from({ length: 66 }, (_, index) => index + 1));
});

test("the series begins anew with the first millisecond of 1 April in India, also when both years are issued at once", async () => {
  const refunds = await Promise.all(Array.from({ length: 8 }, () => world.given.refund({ state: "succeeded" })));
  const notes = await Promise.all(refunds.map(({ id }, index) => issue(id, index % 2 === 0 ? LAST_OF_YEAR : FIRST_OF_NEXT)));
  const numbers = notes.map(({ number }) => number).toSorted();
  expect(numbers).toEqual(["26-27", "27-28"].flatMap((year) => [1, 2, 3, 4].map((ordinal) => `CN/${year}/000000${ordinal}`)));
});

test("a refund has one note, however often it is asked for", async () => {
  const refund = await world.given.refund({ state: "succeeded" });
  const first = await issue(refund.id, LAST_OF_YEAR);
  const before = await ordinals("2026-27");
  expect(await issue(refund.id, FIRST_OF_NEXT)).toEqual(first);
  expect(await ordinals("2026-27")).toEqual(before);
});

test("it says who both sides were when it was issued, and what the purchase was", async () => {
  const tenant = await world.given.tenant({ name: "Chai Point Labs", stateCode: "27" });
  await sql("UPDATE platform.tenant SET gstin = '27AAPFU0939F1ZV' WHERE id = $1", [tenant.id]);
  const purchase = await world.given.purchase({ tenant, stateCode: "27", purchasedAt: new Date("2026-11-21T18:30:00.000Z") });
  const refund = await world.given.refund({ purchase, state: "succeeded" });
  await sql("UPDATE console.refund SET bank_reference = 'ARN1' WHERE id = $1", [refund.id]);
  const { id } = await issue(refund.id, LAST_OF_YEAR);
  await sql("UPDATE platform.tenant SET name = 'Renamed', gstin = NULL WHERE id = $1", [tenant.id]);
  await sql("UPDATE console.refund SET bank_reference = 'ARN2' WHERE id = $1", [refund.id]);
  expect(await world.console.db.creditNote.findUnique({ where: { id } })).toMatchObject({
    financialYear: "2026-27",
    issuedAt: LAST_OF_YEAR,
    invoiceNumber: purchase.invoiceNumber,
    invoiceOn: new Date("2026-11-22"), // a purchase at midnight in India is of the new day
    supplierName: env().COMPANY_NAME,
    supplierGstin: env().COMPANY_GSTIN,
    recipientName: "Chai Point Labs",
    recipientGstin: "27AAPFU0939F1ZV",
    placeOfSupply: "27",
    bankReference: "ARN1",
    gstPercent: 18,
  });
});

describe("to the paisa, through real rows", () => {
  const note = async (stateCode: string, taxablePaise: number, amount: (whole: bigint) => bigint) => {
    const given = await world.given.purchase({ stateCode, taxablePaise });
    const purchase = await world.console.db.purchase.findUniqueOrThrow({
      where: { tenantId_id: { tenantId: given.tenant.id, id: given.id } },
    });
    const amountPaise = amount(purchase.amountPaise);
    const creditsPaise = creditsFor(purchase, amountPaise, []);
    const refund = await world.given.refund({ purchase: given, amountPaise, creditsPaise, state: "succeeded" });
    const { id } = await issue(refund.id, LAST_OF_YEAR);
    const { cgstPaise, sgstPaise, igstPaise, ...rest } = await world.console.db.creditNote.findUniqueOrThrow({ where: { id } });
    expect(rest.taxablePaise + cgstPaise + sgstPaise + igstPaise).toBe(amountPaise);
    expect(rest.taxablePaise).toBe(creditsPaise);
    return [rest.taxablePaise, cgstPaise, sgstPaise, igstPaise].map(Number);
  };
  test.each([
    ["29", 100_000, (whole: bigint) => whole, [100_000, 9_000, 9_000, 0]],
    ["27", 100_000, (whole: bigint) => whole, [100_000, 0, 0, 18_000]],
    // 18 % of ₹333.33 is ₹59.9994: 29.9997 twice, rounded to 30.00 each.
    ["29", 33_333, (whole: bigint) => whole, [33_333, 3_000, 3_000, 0]],
    ["27", 33_333, (whole: bigint) => whole, [33_333, 0, 0, 6_000]],
    // A third of it has an odd share of tax: halves stay equal.
    ["29", 33_333, () => 13_111n, [11_111, 1_000, 1_000, 0]],
    ["27", 33_333, () => 13_112n, [11_112, 0, 0, 2_000]],
    ["29", 100_000, () => 101n, [85, 8, 8, 0]],
    ["27", 100_000, () => 101n, [86, 0, 0, 15]],
  ])("in %s, of %i taxable paise", async (state, taxable, amount, expected) => {
    expect(await note(state, taxable, amount)).toEqual(expected);
  });
});

test("nobody changes a note or the series afterwards; only that the money came back is added, and ended when it went out again", async () => {
  const refund = await world.given.refund({ state: "succeeded" });
  const { id } = await issue(refund.id, LAST_OF_YEAR);
  const { db } = world.console;
  await expect(db.creditNote.update({ where: { id }, data: { recipientName: "Somebody else" } })).rejects.toThrow();
  await expect(sql("UPDATE console.credit_note SET supplier_name = 'x' WHERE id = $1", [id])).rejects.toMatchObject({ code: "CM004" });
  await expect(sql("UPDATE console.credit_note_series SET last_number = last_number + 2")).rejects.toMatchObject({ code: "CM004" });
  const reverse = () => db.creditNote.updateMany({ where: { id }, data: { reversedAt: new Date(LAST_OF_YEAR.getTime() + 1) } });
  expect(await reverse()).toEqual({ count: 1 });
  await expect(reverse()).rejects.toThrow();
  const end = () => db.creditNote.updateMany({ where: { id }, data: { reversedAt: null } });
  const move = (state: string) =>
    sql(`UPDATE console.refund SET state = $2::console."RefundState", version = version + 1 WHERE id = $1`, [refund.id, state]);
  await move("reversed");
  await expect(end()).rejects.toThrow();
  await move("succeeded");
  expect(await end()).toEqual({ count: 1 });
  await expect(end()).rejects.toThrow();
});
