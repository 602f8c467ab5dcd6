import { expect, test } from "vitest";
import { parseRupees, rupeesTyped } from "./parse-rupees";

test.each([
  ["1180", 118_000n],
  ["1,180", 118_000n],
  ["₹1,23,456.00", 12_345_600n],
  ["123,456", 12_345_600n],
  ["1,23,45,678.9", 1_234_567_890n],
  ["1,234,567", 123_456_700n],
  [" Rs. 1.5 ", 150n],
  ["₹ 7.05", 705n],
  ["12.", 1_200n],
  ["1", 100n],
  ["१,१८०.५०", 118_050n],
  ["99999999999999", 9_999_999_999_999_900n],
])("reads %s as people mean it", (text, paise) => {
  expect(parseRupees(text)).toEqual({ paise });
});

test.each(["12,50", "1234,50", "12,5", "1,180,50", "12,"])(
  "does not take the comma of %s for a thousand, and says how paise are written",
  (text) => {
    expect(parseRupees(text)).toEqual({ paise: null, because: "Write paise after a point: 12.50" });
  },
);

test.each([
  ["12345,678", "Write 1,23,456 or 123456, and paise after a point: 12.50"],
  ["1,23,4567", "Write 1,23,456 or 123456, and paise after a point: 12.50"],
  ["1,,234", "Write 1,23,456 or 123456, and paise after a point: 12.50"],
  ["0", "A gateway pays back ₹1.00 or more."],
  [".5", "A gateway pays back ₹1.00 or more."],
  ["0.99", "A gateway pays back ₹1.00 or more."],
  ["1.005", "Paise have two places: 12.50"],
  ["-5", "That is no amount in rupees and paise."],
  ["1e3", "That is no amount in rupees and paise."],
  ["12 rupees", "That is no amount in rupees and paise."],
  ["12 50", "That is no amount in rupees and paise."],
  ["1.2.3", "That is no amount in rupees and paise."],
  [".", "That is no amount in rupees and paise."],
  ["", ""],
])("does not take %j for an amount, and says why", (text, because) => {
  expect(parseRupees(text)).toEqual({ paise: null, because });
});

test("what it writes into the field it reads back", () => {
  for (const paise of [100n, 118_000n, 999_999_999n]) expect(parseRupees(rupeesTyped(paise))).toEqual({ paise });
});
