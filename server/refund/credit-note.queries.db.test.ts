import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { creditNoteTotals, creditNoteYears, listCreditNotes } from "./credit-note.queries";
import { issueCreditNote } from "./issue-credit-note";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  const tenant = await world.given.tenant();
  // 60 in one year, of which 53 at the very same instant, and three in the next.
  for (let index = 0; index < 63; index += 1) {
    const purchase = await world.given.purchase({ tenant });
    const { id } = await world.given.refund({ purchase, state: "succeeded" });
    const at = index >= 60 ? "2027-05-01T00:00:00.000Z" : index >= 53 ? "2026-12-01T00:00:00.000Z" : "2026-11-22T10:00:00.000Z";
    await world.console.db.$transaction((tx) => issueCreditNote(tx, id, new Date(at)));
  }
}, 60_000);
afterAll(() => world.end());

type Asked = Partial<Parameters<typeof listCreditNotes>[1]>;
const list = (asked: Asked = {}) => listCreditNotes(world.console, { financialYear: null, q: "", cursor: null, ...asked });

test("newest first, page by page, each once, also those of one instant", async () => {
  const first = await list();
  expect(first.items).toHaveLength(50);
  const second = await list({ cursor: first.next });
  expect(second.items).toHaveLength(13);
  expect(second.next).toBeNull();
  const all = [...first.items, ...second.items];
  expect(new Set(all.map(({ number }) => number)).size).toBe(63);
  const instants = all.map(({ issuedAt }) => issuedAt.getTime());
  expect(instants.toSorted((a, b) => b - a)).toEqual(instants);
});

test("of one financial year", async () => {
  expect((await list({ financialYear: "2027-28" })).items.map(({ number }) => number).toSorted()).toEqual([
    "CN/27-28/0000001",
    "CN/27-28/0000002",
    "CN/27-28/0000003",
  ]);
  expect((await creditNoteYears(world.console)).years).toEqual(["2027-28", "2026-27"]);
});

test.each([
  ["CN/26-27/0000002", ["CN/26-27/0000002"]],
  ["cn/26-27/2", ["CN/26-27/0000002"]],
  ["2", ["CN/26-27/0000002", "CN/27-28/0000002"]],
  ["60", ["CN/26-27/0000060"]],
  ["61", []],
  ["%", []],
  ["Chai", []],
])("a search for %j finds %j", async (q, numbers) => {
  expect((await list({ q })).items.map(({ number }) => number).toSorted()).toEqual(numbers);
});

test("a year's total is that of its notes and of no other's, with what came back set apart", async () => {
  const nothing = { notes: 0, amountPaise: 0n };
  expect(await creditNoteTotals(world.console, "2027-28")).toEqual({
    notes: 3,
    amountPaise: 354_000n,
    taxPaise: 54_000n,
    reversed: nothing,
  });
  expect(await creditNoteTotals(world.console, "2028-29")).toEqual({ notes: 0, amountPaise: 0n, taxPaise: 0n, reversed: nothing });
  await world.database.ownerPool.query("UPDATE console.credit_note SET reversed_at = issued_at WHERE number = 'CN/27-28/0000002'");
  expect((await creditNoteTotals(world.console, "2027-28")).reversed).toEqual({ notes: 1, amountPaise: 118_000n });
});
