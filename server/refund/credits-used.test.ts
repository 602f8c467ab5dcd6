import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CreditsFacts, unconsumedOf } from "./credits-used";

/** Three purchases of ₹100.00, ₹200.00 and ₹300.00 in this order, and use in between grants. */
const LOTS = [10_000n, 20_000n, 30_000n];
const left = (
  periods: [granted: bigint, used: bigint, bought?: bigint][],
  usedFirst: "granted" | "purchased",
  booked = 0n,
  pot = 60_000n - booked,
) =>
  LOTS.map((lotPaise, at) => {
    const olderPaise = LOTS.slice(0, at).reduce((sum, lot) => sum + lot, 0n);
    const facts: CreditsFacts = {
      lotPaise,
      olderPaise,
      allPaise: 60_000n,
      overpaidPaise: 0n,
      potPaise: pot,
      bookedUsePaise: booked,
      periods: periods.map(([grantedPaise, usedPaise, boughtPaise = 0n]) => ({ grantedPaise, boughtPaise, usedPaise })),
    };
    return unconsumedOf(facts, usedFirst);
  });

describe("granted first", () => {
  test("the grant pays, then the oldest purchase, then the next", () => {
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 5_000n],
        ],
        "granted",
      ),
    ).toEqual([10_000n, 20_000n, 30_000n]);
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 5_001n],
        ],
        "granted",
      ),
    ).toEqual([9_999n, 20_000n, 30_000n]);
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 20_000n],
        ],
        "granted",
      ),
    ).toEqual([0n, 15_000n, 30_000n]);
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 65_000n],
        ],
        "granted",
      ),
    ).toEqual([0n, 0n, 0n]);
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 99_000n],
        ],
        "granted",
      ),
    ).toEqual([0n, 0n, 0n]);
  });

  test("a grant that came later has not paid for what was used before", () => {
    expect(
      left(
        [
          [0n, 8_000n],
          [5_000n, 0n],
        ],
        "granted",
      ),
    ).toEqual([2_000n, 20_000n, 30_000n]);
    expect(
      left(
        [
          [0n, 8_000n],
          [5_000n, 5_000n],
        ],
        "granted",
      ),
    ).toEqual([2_000n, 20_000n, 30_000n]);
    expect(
      left(
        [
          [0n, 8_000n],
          [5_000n, 6_000n],
          [1_000n, 1_000n],
        ],
        "granted",
      ),
    ).toEqual([1_000n, 20_000n, 30_000n]);
  });

  test("what a grant has left over pays for what is used after the next one", () => {
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 1_000n],
          [5_000n, 9_000n],
        ],
        "granted",
      ),
    ).toEqual([10_000n, 20_000n, 30_000n]);
  });
});

describe("purchased first", () => {
  test("the purchases pay, oldest first, and then the grants", () => {
    expect(left([[5_000n, 15_000n, 60_000n]], "purchased")).toEqual([0n, 15_000n, 30_000n]);
    expect(left([[90_000n, 70_000n, 60_000n]], "purchased")).toEqual([0n, 0n, 0n]);
  });

  test("a purchase that came later has not paid for what the grants could pay", () => {
    expect(
      left(
        [
          [5_000n, 4_000n],
          [0n, 1_000n, 60_000n],
        ],
        "purchased",
      ),
    ).toEqual([9_000n, 20_000n, 30_000n]);
  });

  test("what nothing was there for is paid by the next purchase, not by the next grant", () => {
    expect(
      left(
        [
          [0n, 4_000n],
          [4_000n, 0n],
          [0n, 0n, 60_000n],
        ],
        "purchased",
      ),
    ).toEqual([6_000n, 20_000n, 30_000n]);
  });
});

describe("where the books say something else, the lower of the two", () => {
  test("use that was booked on purchased credits is not undone by a grant", () => {
    expect(
      left(
        [
          [0n, 0n],
          [5_000n, 5_000n],
        ],
        "granted",
        5_000n,
      ),
    ).toEqual([5_000n, 20_000n, 30_000n]);
  });

  test("all together never more than the books hold of purchased credits, and nothing where they are overdrawn", () => {
    expect(left([], "granted", 0n, 12_000n)).toEqual([0n, 0n, 12_000n]);
    expect(left([], "granted", 0n, -1n)).toEqual([0n, 0n, 0n]);
  });
});

test.each(["granted", "purchased"] as const)(
  "%s first: what a gateway paid twice is missing from the other purchases, the oldest first",
  (usedFirst) => {
    const lots = [10_000n, -14_000n, 30_000n];
    const whole = { allPaise: 26_000n, potPaise: 26_000n, overpaidPaise: 14_000n, bookedUsePaise: 0n, periods: [] };
    const worth = lots.map((lotPaise, at) => unconsumedOf({ ...whole, lotPaise, olderPaise: at === 0 ? 0n : 10_000n }, usedFirst));
    expect(worth).toEqual([0n, 0n, 26_000n]);
  },
);

test("whatever was paid back for which, all together are worth what was put in less what was used, and never less than nothing", () => {
  const lots = fc.array(fc.bigInt(-30_000n, 30_000n), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lots, fc.bigInt(0n, 60_000n), fc.bigInt(-10_000n, 90_000n), (line, booked, pot) => {
      const sumOf = (amounts: bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
      const positive = (amounts: bigint[]) => amounts.filter((amount) => amount > 0n);
      const all = sumOf(line);
      const whole = { allPaise: all, potPaise: pot, overpaidPaise: sumOf(positive(line)) - all, bookedUsePaise: booked, periods: [] };
      const worth = line.map((lotPaise, at) =>
        unconsumedOf({ ...whole, lotPaise, olderPaise: sumOf(positive(line.slice(0, at))) }, "granted"),
      );
      const used = [0n, booked, all - pot].reduce((most, amount) => (amount > most ? amount : most));
      expect(sumOf(worth)).toBe(all > used ? all - used : 0n);
    }),
  );
});
