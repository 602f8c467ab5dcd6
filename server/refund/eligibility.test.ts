import { describe, expect, test } from "vitest";
import { later } from "@/server/lib/clock";
import type { CreditsFacts } from "./credits-used";
import { assess, type EligibilityFacts, type OtherRefund, refusalOf } from "./eligibility";
import { REFUSALS } from "./refusals";

const BOUGHT = new Date("2026-11-10T09:30:00.000Z");
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
/** ₹1,000.00 of credits and ₹180.00 of IGST, nothing used, asked for an hour after. */
const PURCHASE = {
  kind: "credits",
  amountPaise: 118_000n,
  taxablePaise: 100_000n,
  cgstPaise: 0n,
  sgstPaise: 0n,
  igstPaise: 18_000n,
  purchasedAt: BOUGHT,
  gateway: "cashfree",
} as const;
const UNUSED: CreditsFacts = {
  lotPaise: 100_000n,
  olderPaise: 0n,
  allPaise: 100_000n,
  overpaidPaise: 0n,
  potPaise: 100_000n,
  bookedUsePaise: 0n,
  periods: [],
};

type Wish = Partial<Omit<EligibilityFacts, "purchase" | "credits" | "tenant">> & {
  purchase?: Partial<EligibilityFacts["purchase"]>;
  credits?: Partial<CreditsFacts>;
  tenant?: Partial<EligibilityFacts["tenant"]>;
};
const facts = ({ purchase, credits, tenant, ...rest }: Wish = {}): EligibilityFacts => ({
  purchase: { ...PURCHASE, ...purchase },
  credits: { ...UNUSED, ...credits },
  tenant: { deactivatedAt: null, isErased: false, ...tenant },
  others: [],
  askedAt: later(BOUGHT, HOUR),
  settings: { usedFirst: "granted" },
  ...rest,
});
const NOW = later(BOUGHT, 2 * HOUR);
const codes = (wish: Wish, now = NOW) => assess(facts(wish), now).reasons.map((reason) => reason.code);
const used = (usedPaise: bigint): Partial<CreditsFacts> => ({
  potPaise: 100_000n - usedPaise,
  bookedUsePaise: usedPaise,
  periods: [{ grantedPaise: 0n, boughtPaise: 100_000n, usedPaise }],
});
const refund = (state: OtherRefund["state"], amountPaise: bigint, creditsPaise: bigint): OtherRefund => ({
  state,
  amountPaise,
  creditsPaise,
});

test("an unused purchase is paid back whole, and the answer says until when", () => {
  expect(assess(facts(), NOW)).toEqual({
    isEligible: true,
    capPaise: 118_000n,
    creditsCapPaise: 100_000n,
    capturedPaise: 118_000n,
    spokenForPaise: 0n,
    elsewherePaise: 0n,
    unconsumedPaise: 100_000n,
    deadline: new Date("2026-11-17T09:30:00.000Z"),
    payableUntil: new Date("2027-05-10T09:30:00.000Z"),
    reasons: [],
    limitedBy: null,
  });
});

// proves: D5.4
describe("D§5: asked within 7 × 24 hours of the purchase", () => {
  test.each([
    ["one millisecond before the end", WEEK - 1, []],
    ["exactly at the end", WEEK, []],
    ["one millisecond after it", WEEK + 1, ["asked_too_late"]],
    ["at the moment of the purchase", 0, []],
    ["a millisecond before there was a purchase", -1, ["asked_before_purchase"]],
  ])("%s", (_when, ms, reasons) => {
    expect(codes({ askedAt: later(BOUGHT, ms) }, later(BOUGHT, WEEK + HOUR))).toEqual(reasons);
  });

  test("what counts is when it was asked, not when it is looked at: one tried again after months keeps its first asking", () => {
    expect(codes({ askedAt: later(BOUGHT, WEEK) }, new Date("2027-05-10T09:29:59.999Z"))).toEqual([]);
  });
});

// proves: D3.16 D5.3 D5.4
describe("D§5: asked before the account was deactivated", () => {
  const askedAt = later(BOUGHT, HOUR);
  test.each([
    ["a millisecond before: open at deactivation, and stays payable", later(askedAt, 1), []],
    ["at that very instant", askedAt, ["asked_after_deactivation"]],
    ["a millisecond after", later(askedAt, -1), ["asked_after_deactivation"]],
    ["never deactivated", null, []],
  ])("%s", (_when, deactivatedAt, reasons) => {
    expect(codes({ askedAt, tenant: { deactivatedAt } })).toEqual(reasons);
  });

  test("nothing is paid back of an erased tenant, whenever it was asked", () => {
    expect(codes({ askedAt, tenant: { deactivatedAt: later(askedAt, 1), isErased: true } })).toEqual(["tenant_gone"]);
  });
});

describe("the gateway's six calendar months, in UTC", () => {
  test.each([
    ["2026-11-10T09:30:00.000Z", "2027-05-10T09:30:00.000Z"],
    ["2026-08-31T23:59:59.999Z", "2027-02-28T23:59:59.999Z"],
    ["2027-08-31T00:00:00.000Z", "2028-02-29T00:00:00.000Z"],
    ["2027-08-30T12:00:00.000Z", "2028-02-29T12:00:00.000Z"],
    ["2026-12-31T18:30:00.000Z", "2027-06-30T18:30:00.000Z"],
    ["2028-02-29T06:00:00.000Z", "2028-08-29T06:00:00.000Z"],
  ])("of %s end at %s", (bought, until) => {
    const purchasedAt = new Date(bought);
    const wish = { purchase: { purchasedAt }, askedAt: later(purchasedAt, HOUR) };
    const end = new Date(until);
    expect(assess(facts(wish), NOW).payableUntil).toEqual(end);
    expect(codes(wish, later(end, -1))).toEqual([]);
    expect(codes(wish, end)).toEqual(["purchase_too_old"]);
  });
});

describe("only unused purchased credits are paid back (R1)", () => {
  test("what was used is not", () => {
    expect(assess(facts({ credits: used(40_000n) }), NOW)).toMatchObject({
      unconsumedPaise: 60_000n,
      creditsCapPaise: 60_000n,
      capPaise: 70_800n,
      limitedBy: "credits",
    });
  });

  test("granted credits are never paid back, however many there are", () => {
    const granted = {
      periods: [
        { grantedPaise: 0n, boughtPaise: 100_000n, usedPaise: 0n },
        { grantedPaise: 9_000_000n, boughtPaise: 0n, usedPaise: 0n },
      ],
    };
    expect(assess(facts({ credits: granted }), NOW).capPaise).toBe(118_000n);
    expect(
      codes({
        credits: {
          ...used(100_000n),
          periods: [{ grantedPaise: 0n, boughtPaise: 100_000n, usedPaise: 100_000n }, ...granted.periods.slice(1)],
        },
      }),
    ).toEqual(["credits_used"]);
  });

  test("all used: the reason is that, and not what would be less than a rupee", () => {
    expect(codes({ credits: used(100_000n) })).toEqual(["credits_used"]);
    expect(assess(facts({ credits: used(100_000n) }), NOW)).toMatchObject({ capPaise: 0n, creditsCapPaise: 0n, unconsumedPaise: 0n });
  });

  test("a gateway pays ₹1.00 or more", () => {
    expect(codes({ credits: used(99_915n) })).toEqual([]);
    expect(codes({ credits: used(99_916n) })).toEqual(["less_than_least"]);
  });

  test("a plan fee buys no credits", () => {
    const none = { lotPaise: 0n, allPaise: 0n, potPaise: 0n };
    expect(codes({ purchase: { kind: "plan" }, credits: none })).toEqual(["plan_fee"]);
  });
});

describe("several partial refunds", () => {
  test("what is granted, on its way or paid back is spoken for; what is only asked for, declined, failed or reversed is not", () => {
    const others = [
      refund("granted", 11_800n, 10_000n),
      refund("submitted", 11_800n, 10_000n),
      refund("pending", 11_800n, 10_000n),
      refund("succeeded", 11_800n, 10_000n),
      refund("requested", 118_000n, 100_000n),
      refund("declined", 118_000n, 100_000n),
      refund("failed", 118_000n, 100_000n),
      refund("reversed", 118_000n, 100_000n),
    ];
    // Three of them took their credits already.
    const credits = { lotPaise: 70_000n, allPaise: 70_000n, potPaise: 70_000n };
    expect(assess(facts({ others, credits }), NOW)).toMatchObject({
      spokenForPaise: 47_200n,
      unconsumedPaise: 70_000n,
      creditsCapPaise: 60_000n,
      capPaise: 70_800n,
      limitedBy: "paid",
    });
  });

  test("all of it paid back: nothing is left, and no other reason stands beside that", () => {
    const others = [refund("succeeded", 118_000n, 100_000n)];
    expect(codes({ others, credits: { lotPaise: 0n, allPaise: 0n, potPaise: 0n } })).toEqual(["nothing_left_paid"]);
  });

  test("a grant that waits for its payout has its credits reserved", () => {
    const others = [refund("granted", 70_800n, 60_000n)];
    expect(assess(facts({ others, credits: used(30_000n) }), NOW)).toMatchObject({ creditsCapPaise: 10_000n, limitedBy: "credits" });
    expect(codes({ others, credits: used(50_000n) })).toEqual(["credits_used"]);
  });
});

test("every reason is told, worst first, with its clause, and each has its sentence", () => {
  const { reasons } = assess(
    facts({
      purchase: { kind: "plan" },
      tenant: { deactivatedAt: BOUGHT, isErased: true },
      askedAt: later(BOUGHT, WEEK + 1),
      credits: used(100_000n),
    }),
    new Date("2028-01-01T00:00:00Z"),
  );
  expect(reasons).toEqual([
    { code: "tenant_gone", clause: "D§4" },
    { code: "plan_fee", clause: "R1" },
    { code: "asked_after_deactivation", clause: "D§5" },
    { code: "asked_too_late", clause: "D§5" },
    { code: "purchase_too_old", clause: "R4" },
  ]);
  for (const { code } of reasons) expect(REFUSALS[code].length).toBeGreaterThan(20);
});

describe("a refund with given amounts", () => {
  const said = (wish: Wish, amountPaise: bigint, creditsPaise: bigint) => {
    const asked = facts(wish);
    const refusal = refusalOf({ ...asked, eligibility: assess(asked, NOW) }, { amountPaise, creditsPaise });
    return refusal && { code: refusal.code, ...refusal.facts };
  };

  test("is refused with the worst reason there is", () => {
    expect(said({ credits: used(100_000n), tenant: { deactivatedAt: BOUGHT } }, 100n, 85n)).toEqual({ code: "asked_after_deactivation" });
  });

  test("is refused above the cap, and the sentence says how much would do", () => {
    expect(said({ credits: used(40_000n) }, 70_801n, 60_001n)).toEqual({ code: "amount_too_high", most: "₹708.00" });
    expect(said({ credits: used(40_000n) }, 70_800n, 60_000n)).toBeNull();
    expect(said({}, 118_001n, 100_000n)).toEqual({ code: "amount_too_high", most: "₹1,180.00" });
    expect(said({}, 99n, 84n)).toEqual({ code: "amount_too_low" });
  });

  test("is worked out again when its tax is not left any more", () => {
    expect(said({ others: [refund("granted", 59_000n, 49_999n)], credits: {} }, 59_000n, 50_000n)).toEqual({ code: "refund_changed" });
  });
});
