import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGatewayJson } from "./gateway-json";
import { paiseOf, rupeesOf } from "./rupees";

const paise = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n });

describe("rupees and paise", () => {
  test("a request carries exactly the decimals of the amount, whatever the amount: no artefact of floating point", () => {
    fc.assert(
      fc.property(paise, (amount) => {
        const written = JSON.stringify({ refund_amount: rupeesOf(amount) });
        expect(written).toMatch(/^\{"refund_amount":\d+(\.\d{1,2})?\}$/);
        expect(paiseOf((readGatewayJson(written) as { refund_amount: string }).refund_amount)).toBe(amount);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    [59_000n, "590"],
    [59_010n, "590.1"],
    [59_011n, "590.11"],
    [100n, "1"],
    [5n, "0.05"],
    [29n, "0.29"],
    [1_999_999_999_999_99n, "1999999999999.99"],
  ])("%s paise go out as %s", (amount, written) => expect(JSON.stringify(rupeesOf(amount))).toBe(written));

  test.each([
    ["590", 59_000n],
    ["590.1", 59_010n],
    ["590.10", 59_010n],
    ["2.00", 200n],
    ["0.07", 7n],
    ["1.005", null],
    ["590.100", null],
    ["590.0999999999999999999", null],
    ["1e3", null],
    ["-5", null],
    [".5", null],
    ["5.", null],
    ["1,000.00", null],
    ["", null],
    ["12345678901234.00", null],
  ])("an answer's %j is read as %s paise", (written, amount) => expect(paiseOf(written)).toBe(amount));

  test.each([-1n, 10n ** 15n])("an amount of %s paise is refused rather than bent", (amount) =>
    expect(() => rupeesOf(amount)).toThrow("not an amount"),
  );

  test("reads numbers as they were written, in lists and objects, and nothing else differently", () => {
    expect(readGatewayJson('{"a":590.10,"b":[12345678901234567890,"7"],"c":null,"d":true}')).toEqual({
      a: "590.10",
      b: ["12345678901234567890", "7"],
      c: null,
      d: true,
    });
    expect(readGatewayJson("<html>")).toBeUndefined();
  });
});
