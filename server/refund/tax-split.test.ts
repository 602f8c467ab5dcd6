import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LEAST_REFUND_PAISE } from "@/server/policy/refund";
import { type Amounts, type Components, creditsFor, grossFor, leftOf, splitTax } from "./tax-split";

const inside = (taxable: bigint, half: bigint): Components => ({
  amountPaise: taxable + 2n * half,
  taxablePaise: taxable,
  cgstPaise: half,
  sgstPaise: half,
  igstPaise: 0n,
});
const across = (taxable: bigint, igst: bigint): Components => ({
  amountPaise: taxable + igst,
  taxablePaise: taxable,
  cgstPaise: 0n,
  sgstPaise: 0n,
  igstPaise: igst,
});
const refundOf = (purchase: Components, amountPaise: bigint, others: Amounts[] = []): Amounts => ({
  amountPaise,
  creditsPaise: creditsFor(purchase, amountPaise, others),
});

describe("to the paisa", () => {
  test.each([
    // [what, purchase, amount, taxable, cgst, sgst, igst]
    ["a whole purchase across States", across(100_000n, 18_000n), 118_000n, [100_000n, 0n, 0n, 18_000n]],
    ["a whole purchase inside the State", inside(100_000n, 9_000n), 118_000n, [100_000n, 9_000n, 9_000n, 0n]],
    ["a whole purchase whose own tax was rounded", across(99_999n, 18_000n), 117_999n, [99_999n, 0n, 0n, 18_000n]],
    ["half", across(100_000n, 18_000n), 59_000n, [50_000n, 0n, 0n, 9_000n]],
    ["₹1.00, whose tax is 15.25 paise", across(100_000n, 18_000n), 100n, [85n, 0n, 0n, 15n]],
    ["₹1.00 inside the State: an even number of paise", inside(100_000n, 9_000n), 100n, [84n, 8n, 8n, 0n]],
    ["₹1.11, whose tax is 16.93 paise", across(100_000n, 18_000n), 111n, [94n, 0n, 0n, 17n]],
    ["₹1.11 inside the State", inside(100_000n, 9_000n), 111n, [95n, 8n, 8n, 0n]],
    ["half a paisa of tax is not tax", across(7n, 1n), 4n, [4n, 0n, 0n, 0n]],
    ["one paisa of tax is not two halves", inside(6n, 1n), 4n, [4n, 0n, 0n, 0n]],
    ["what carried no tax", across(50_000n, 0n), 123n, [123n, 0n, 0n, 0n]],
  ] as const)("%s", (_what, purchase, amountPaise, [taxablePaise, cgstPaise, sgstPaise, igstPaise]) => {
    expect(splitTax(refundOf(purchase, amountPaise), purchase)).toEqual({ taxablePaise, cgstPaise, sgstPaise, igstPaise });
  });

  test("the refund that reaches what was paid takes the exact rest", () => {
    const purchase = inside(33_333n, 3_000n);
    const others = [refundOf(purchase, 13_111n)];
    others.push(refundOf(purchase, 13_111n, others));
    const last = refundOf(purchase, 39_333n - 26_222n, others);
    const parts = [...others, last].map((refund) => splitTax(refund, purchase));
    const sum = (name: keyof (typeof parts)[number]) => parts.reduce((total, part) => total + part[name], 0n);
    expect([sum("taxablePaise"), sum("cgstPaise"), sum("sgstPaise")]).toEqual([33_333n, 3_000n, 3_000n]);
  });

  test("more than is left is a mistake, not an answer", () => {
    expect(() => creditsFor(across(100n, 18n), 119n, [])).toThrow(RangeError);
    expect(() => splitTax({ amountPaise: 101n, creditsPaise: 100n }, inside(1_000n, 90n))).toThrow(RangeError);
  });

  test("₹500.00 of credits are ₹590.00 with their tax", () => {
    expect(grossFor(inside(100_000n, 9_000n), 50_000n, [])).toBe(59_000n);
    expect(grossFor(across(100_000n, 18_000n), 50_000n, [])).toBe(59_000n);
    expect(grossFor(across(100_000n, 18_000n), 0n, [])).toBe(0n);
    expect(grossFor(across(100_000n, 18_000n), 100_000n, [])).toBe(118_000n);
    expect(grossFor(across(100_000n, 18_000n), 900_000n, [])).toBe(118_000n);
  });
});

/** Any purchase a tax inspector would believe, and a few that they would not. */
const purchases = fc
  .record({
    taxable: fc.bigInt(100n, 3_000_000n),
    percent: fc.constantFrom(0n, 5n, 18n, 28n),
    isInside: fc.boolean(),
    off: fc.bigInt(0n, 3n),
  })
  .map(({ taxable, percent, isInside, off }) =>
    isInside ? inside(taxable, (taxable * percent) / 200n + off) : across(taxable, (taxable * percent) / 100n + off),
  );
/** Shares of what is left, in thousandths, and whether an earlier refund fails first and gives its part back. */
const shares = fc.array(fc.record({ share: fc.bigInt(0n, 1_000n), fails: fc.option(fc.nat(9), { nil: null }) }), { maxLength: 12 });

/** A gateway takes no less than this, so nobody grants less. */
const least = (left: bigint, amount: bigint) =>
  left < LEAST_REFUND_PAISE ? null : amount < LEAST_REFUND_PAISE ? LEAST_REFUND_PAISE : amount;

describe("whatever the order of partial refunds", () => {
  test("no component of the purchase is ever passed, both halves are the same, and the last takes the rest", () => {
    fc.assert(
      fc.property(purchases, shares, (purchase, steps) => {
        let others: Amounts[] = [];
        const check = () => {
          const parts = others.map((other) => splitTax(other, purchase));
          for (const name of ["taxablePaise", "cgstPaise", "sgstPaise", "igstPaise"] as const) {
            expect(parts.every((part) => part[name] >= 0n)).toBe(true);
            expect(parts.reduce((sum, part) => sum + part[name], 0n) <= purchase[name]).toBe(true);
          }
          expect(parts.every((part) => part.cgstPaise === part.sgstPaise)).toBe(true);
          return parts;
        };
        for (const { share, fails } of steps) {
          if (fails !== null) others = others.filter((_, at) => at !== fails);
          const left = leftOf(purchase, others).amountPaise;
          const amount = least(left, (left * share) / 1_000n);
          if (amount !== null) others.push(refundOf(purchase, amount, others));
          check();
        }
        const left = leftOf(purchase, others).amountPaise;
        if (left < LEAST_REFUND_PAISE) return;
        others.push(refundOf(purchase, left, others));
        for (const name of ["taxablePaise", "cgstPaise", "sgstPaise", "igstPaise"] as const)
          expect(check().reduce((sum, part) => sum + part[name], 0n)).toBe(purchase[name]);
      }),
      { numRuns: 500 },
    );
  });

  test("every amount up to the gross of some credits fits into them, and one more does not", () => {
    fc.assert(
      fc.property(purchases, shares, fc.bigInt(0n, 1_200n), (purchase, steps, part) => {
        const others: Amounts[] = [];
        for (const { share } of steps.slice(0, 3)) {
          const left = leftOf(purchase, others).amountPaise;
          const amount = least(left, (left * share) / 1_000n);
          if (amount !== null) others.push(refundOf(purchase, amount, others));
        }
        const left = leftOf(purchase, others).amountPaise;
        const credits = (purchase.taxablePaise * part) / 1_000n;
        const gross = grossFor(purchase, credits, others);
        for (let amount = gross; amount >= 0n && amount > gross - 25n; amount--)
          expect(creditsFor(purchase, amount, others) <= credits).toBe(true);
        expect(gross === left || creditsFor(purchase, gross + 1n, others) > credits || credits <= 0n).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("an even split costs nobody more than a paisa against the exact share", () => {
    fc.assert(
      fc.property(purchases, fc.bigInt(0n, 1_000n), (purchase, share) => {
        const amount = (purchase.amountPaise * share) / 1_000n;
        const exact = Number(amount * purchase.taxablePaise) / Number(purchase.amountPaise);
        expect(Math.abs(Number(creditsFor(purchase, amount, [])) - exact)).toBeLessThanOrEqual(1.000_1);
      }),
    );
  });
});
