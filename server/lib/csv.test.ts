import { expect, test } from "vitest";
import { csvLine, decimalRupees } from "./csv";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠1", '=HYPERLINK("http://x","y")'])(
  "%j is never computed",
  (text) => {
    const line = csvLine([text, "x"]);
    expect(line.replace(/^"/, "")).toMatch(/^'/);
  },
);

test("commas, quotes and line breaks stay inside their cell, everything else is as it was", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", "चाय पॉइंट", null, "74332-1"])).toBe(
    '"a,b","say ""hi""","two\nlines",चाय पॉइंट,,74332-1\r\n',
  );
});

test.each([
  [0n, "0.00"],
  [5n, "0.05"],
  [-45n, "-0.45"],
  [-12_345n, "-123.45"],
  [12_345_678n, "123456.78"],
  [9_007_199_254_740_993n, "90071992547409.93"],
])("%s paise are %s", (paise, text) => expect(decimalRupees(paise)).toBe(text));

test("numbers and amounts of ours stay numbers, also below zero", () => expect(csvLine([-1, { rupees: -12_345n }])).toBe("-1,-123.45\r\n"));
