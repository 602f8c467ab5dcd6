import { expect, test } from "vitest";
import { creditNoteNumber, financialYearOf, indianDay, isFinancialYear, parseNoteSearch } from "./credit-note";

test.each([
  ["2027-03-31T18:29:59.999Z", "2026-27", "2027-03-31"],
  ["2027-03-31T18:30:00.000Z", "2027-28", "2027-04-01"],
  ["2026-03-31T18:30:00.000Z", "2026-27", "2026-04-01"],
  ["2026-12-31T18:30:00.000Z", "2026-27", "2027-01-01"],
  ["2099-06-01T00:00:00.000Z", "2099-00", "2099-06-01"],
])("%s belongs to %s, and its day in India is %s", (at, year, day) => {
  expect(financialYearOf(new Date(at))).toBe(year);
  expect(indianDay(new Date(at))).toBe(day);
  expect(isFinancialYear(year)).toBe(true);
});

test.each(["2026-28", "2026-2027", "26-27", "", "2026-27 ", "1999-00"])("%j is no financial year", (text) => {
  expect(isFinancialYear(text)).toBe(false);
});

test("a number has 16 characters of those that the rules allow, from the first to the last, and sorts as the series runs", () => {
  const numbers = [1, 9, 10, 42, 999_999, 1_000_000, 9_999_999].map((ordinal) => creditNoteNumber("2026-27", ordinal));
  for (const number of numbers) expect(number).toMatch(/^[A-Z0-9/-]{16}$/);
  expect(numbers[3]).toBe("CN/26-27/0000042");
  expect(numbers.toSorted()).toEqual(numbers);
  for (const ordinal of [0, -1, 1.5, 10_000_000]) expect(() => creditNoteNumber("2026-27", ordinal)).toThrow();
});

test.each([
  ["CN/26-27/0000042", { number: "CN/26-27/0000042" }],
  [" cn/26-27/42 ", { number: "CN/26-27/0000042" }],
  ["42", { ordinal: "0000042" }],
  ["CN", null],
  ["%", null],
  ["42 or 1=1", null],
])("a search for %j looks for %j", (text, wanted) => expect(parseNoteSearch(text)).toEqual(wanted));
