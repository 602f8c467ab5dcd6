// long: the model of a purchase, its ledger and a gateway that changes its word, and the one property that is asked of it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { later } from "@/server/lib/clock";
import type { CreditsFacts, Period, UsedFirst } from "./credits-used";
import { type Assessment, assess, type PurchaseFacts, refusalOf } from "./eligibility";
import { refuseRetry } from "./following-up";
import { follow, type GatewayStatus, isPayingOut, REFUND_MOVES, type RefundState, SPOKEN_FOR, type Trouble } from "./refund";
import { creditsFor, splitTax } from "./tax-split";

// long: one model and what is asked of it; its parts mean nothing apart.
/*
 *  A tenant in memory: its ledger entry by entry, its purchases and refunds, and the verbs as the room's drawing has them. Whatever
 *  happens in whatever order, what leaves the house is never more than came in, nor more than nobody has used. Its gateway may
 *  change its word at any time (what failed is paid, what was paid comes back, and so on), and is heard of it early, late or never.
 */
const BEGIN = new Date("2026-11-10T09:30:00.000Z");
const HOUR = 3_600_000;

type Entry = { source: "purchased" | "granted"; kind: string; paise: bigint; lot: number | null; at: Date };
type ModelRefund = {
  id: number;
  purchase: number;
  state: RefundState;
  askedAt: Date;
  amountPaise: bigint;
  creditsPaise: bigint;
  /** What the gateway would say now; null where it was never asked to pay. */
  atGateway: GatewayStatus | null;
  /** What its entries in the ledger come to. */
  netPaise: bigint;
  retryOf: number | null;
  trouble: Trouble | null;
  troublesHad: Trouble[];
};
type Tenant = {
  now: Date;
  entries: Entry[];
  purchases: PurchaseFacts[];
  refunds: ModelRefund[];
  deactivatedAt: Date | null;
  usedFirst: UsedFirst;
  /** How often a gateway paid what it had called failed or sent back, by purchase. */
  lateWords: Set<number>;
};

const sumOf = (entries: Entry[]): bigint => entries.reduce((sum, entry) => sum + entry.paise, 0n);

/** The sums that gather-credits.ts asks the database for, the long way. */
function creditsOf(tenant: Tenant, purchase: number): CreditsFacts {
  const lots = tenant.purchases.map((_, lot) =>
    sumOf(tenant.entries.filter((entry) => entry.lot === lot && entry.source === "purchased" && entry.kind !== "consumption")),
  );
  const bought = tenant.purchases.map((purchase, lot) => ({
    since: purchase.purchasedAt.getTime(),
    boughtPaise: lots[lot] ?? 0n,
    grantedPaise: 0n,
  }));
  const granted = tenant.entries
    .filter((entry) => entry.kind === "grant")
    .map((entry) => ({ since: entry.at.getTime() + 1, boughtPaise: 0n, grantedPaise: entry.paise }));
  const inflows = [...bought, ...granted].sort((a, b) => a.since - b.since);
  const uses = tenant.entries.filter((entry) => entry.kind === "consumption");
  const start = { since: Number.NEGATIVE_INFINITY, boughtPaise: 0n, grantedPaise: 0n };
  const periods: Period[] = [start, ...inflows].map(({ since, ...inflow }, at) => {
    const until = inflows[at]?.since ?? Number.POSITIVE_INFINITY;
    return { ...inflow, usedPaise: -sumOf(uses.filter((entry) => entry.at.getTime() >= since && entry.at.getTime() < until)) };
  });
  return {
    lotPaise: lots[purchase] ?? 0n,
    olderPaise: lots.slice(0, purchase).reduce((sum, lot) => (lot > 0n ? sum + lot : sum), 0n),
    allPaise: lots.reduce((sum, lot) => sum + lot, 0n),
    overpaidPaise: lots.reduce((sum, lot) => (lot < 0n ? sum - lot : sum), 0n),
    potPaise: potOf(tenant),
    bookedUsePaise: -sumOf(uses.filter((entry) => entry.source === "purchased")),
    periods,
  };
}
const potOf = (tenant: Tenant): bigint => sumOf(tenant.entries.filter((entry) => entry.source === "purchased"));

function assessIn(tenant: Tenant, purchase: number, askedAt: Date, except?: ModelRefund): Assessment {
  const facts = tenant.purchases[purchase] as PurchaseFacts;
  const others = tenant.refunds.filter((refund) => refund.purchase === purchase && refund !== except);
  const about = { deactivatedAt: tenant.deactivatedAt, isErased: false };
  const settings = { usedFirst: tenant.usedFirst };
  const credits = creditsOf(tenant, purchase);
  return {
    purchase: facts,
    others,
    eligibility: assess({ purchase: facts, credits, others, tenant: about, askedAt, settings }, tenant.now),
  };
}

const caps = (tenant: Tenant): bigint[] =>
  tenant.purchases.map((purchase, at) => assessIn(tenant, at, purchase.purchasedAt).eligibility.capPaise);

const paise = fc.bigInt(1n, 400_000n);
const events = fc.oneof(
  fc.record({ do: fc.constant("buy" as const), paise, isInside: fc.boolean() }),
  fc.record({ do: fc.constant("give" as const), paise }),
  fc.record({ do: fc.constant("use" as const), paise, isPurchased: fc.boolean(), hoursAgo: fc.constantFrom(0, 0, 5, 100) }),
  fc.record({ do: fc.constant("ask" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("decide" as const), which: fc.nat(7), share: fc.bigInt(1n, 1_000n) }),
  fc.record({ do: fc.constant("pay" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("decline" as const), which: fc.nat(7) }),
  fc.record({
    do: fc.constant("gateway" as const),
    which: fc.nat(7),
    says: fc.constantFrom<GatewayStatus>("succeeded", "failed", "failed"),
  }),
  fc.record({ do: fc.constant("gateway" as const), which: fc.nat(7), says: fc.constantFrom<GatewayStatus>("succeeded", "failed") }),
  fc.record({ do: fc.constant("hear" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("hear" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("close trouble" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("retry" as const), which: fc.nat(7) }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(1, 20, 100) }),
  fc.record({ do: fc.constant("close" as const), isOpen: fc.boolean() }),
);
type Event = typeof events extends fc.Arbitrary<infer One> ? One : never;

const wish = (of: Pick<ModelRefund, "id" | "purchase" | "askedAt">): ModelRefund => ({
  ...of,
  state: "requested",
  amountPaise: 1n,
  creditsPaise: 1n,
  atGateway: null,
  netPaise: 0n,
  retryOf: null,
  trouble: null,
  troublesHad: [],
});
const pick = <T>(all: readonly T[], which: number): T | undefined => (all.length > 0 ? all[which % all.length] : undefined);
const waiting = (tenant: Tenant, state: RefundState, which: number) =>
  pick(
    tenant.refunds.filter((refund) => refund.state === state),
    which,
  );

const note = (refund: ModelRefund, trouble: Trouble): void => {
  refund.trouble = trouble;
  if (!refund.troublesHad.includes(trouble)) refund.troublesHad.push(trouble);
};
const triesOf = (tenant: Tenant, refund: ModelRefund): ModelRefund[] => {
  const line = new Set([refund.id]);
  for (let known = 0; known < line.size; ) {
    known = line.size;
    for (const { id, retryOf } of tenant.refunds) {
      if (retryOf !== null && line.has(id)) line.add(retryOf);
      if (retryOf !== null && line.has(retryOf)) line.add(id);
    }
  }
  return tenant.refunds.filter((one) => one !== refund && line.has(one.id));
};
const isOut = ({ state }: ModelRefund): boolean => isPayingOut(state) || state === "succeeded";
const enter = (tenant: Tenant, refund: ModelRefund, sign: 1n | -1n): void => {
  const kind = sign < 0n ? "refund" : "refund_return";
  tenant.entries.push({ source: "purchased", kind, paise: sign * refund.creditsPaise, lot: refund.purchase, at: tenant.now });
  refund.netPaise += sign * refund.creditsPaise;
};

/** The gateway is read, and what it says is taken over: by the room's own rule, with the consequences of its verbs. */
function hear(tenant: Tenant, refund: ModelRefund): void {
  if (refund.atGateway === null) return;
  const { to } = follow(refund.state, refund.atGateway);
  if (to === null) return;
  expect(REFUND_MOVES[refund.state]).toContain(to);
  const before = refund.state;
  refund.state = to;
  if (to === "failed" || to === "reversed") {
    note(refund, to);
    enter(tenant, refund, 1n);
  } else if (before === "failed" || before === "reversed") {
    note(refund, "paid_after_all");
    enter(tenant, refund, -1n);
    const others = tenant.refunds.filter((one) => one !== refund && one.purchase === refund.purchase && isOut(one));
    const total = others.reduce((sum, one) => sum + one.amountPaise, refund.amountPaise);
    const tries = triesOf(tenant, refund);
    const isTooMuch = total > (tenant.purchases[refund.purchase] as PurchaseFacts).amountPaise;
    for (const other of others) if (isTooMuch || tries.includes(other)) note(other, "paid_twice");
  }
}

function happen(tenant: Tenant, event: Event): void {
  const { now, entries } = tenant;
  switch (event.do) {
    case "buy": {
      const half = event.isInside ? (event.paise * 9n + 50n) / 100n : 0n;
      const igst = event.isInside ? 0n : (event.paise * 18n + 50n) / 100n;
      const amountPaise = event.paise + 2n * half + igst;
      entries.push({ source: "purchased", kind: "purchase", paise: event.paise, lot: tenant.purchases.length, at: now });
      const parts = { amountPaise, taxablePaise: event.paise, cgstPaise: half, sgstPaise: half, igstPaise: igst };
      tenant.purchases.push({ kind: "credits", ...parts, purchasedAt: now, gateway: "cashfree" });
      return;
    }
    case "give":
      entries.push({ source: "granted", kind: "grant", paise: event.paise, lot: null, at: now });
      return;
    case "use": {
      const before = caps(tenant);
      const source = event.isPurchased ? "purchased" : "granted";
      entries.push({ source, kind: "consumption", paise: -event.paise, lot: null, at: later(now, -event.hoursAgo * HOUR) });
      caps(tenant).forEach((cap, at) => {
        expect(cap <= (before[at] as bigint)).toBe(true);
      });
      return;
    }
    case "ask": {
      const purchase = tenant.purchases.length > 0 ? event.which % tenant.purchases.length : null;
      if (purchase !== null) tenant.refunds.push(wish({ id: tenant.refunds.length, purchase, askedAt: now }));
      return;
    }
    case "decide": {
      const refund = waiting(tenant, "requested", event.which);
      if (!refund) return;
      const assessment = assessIn(tenant, refund.purchase, refund.askedAt, refund);
      const { capPaise } = assessment.eligibility;
      if (capPaise === 0n) return;
      const share = (capPaise * event.share) / 1_000n;
      const others = assessment.others.filter((other) => (SPOKEN_FOR as readonly RefundState[]).includes(other.state));
      const amountPaise = share < 100n ? 100n : share;
      const amounts = { amountPaise, creditsPaise: creditsFor(assessment.purchase, amountPaise, others) };
      expect(refusalOf(assessment, amounts)).toBeNull();
      Object.assign(refund, amounts, { state: "granted" });
      const promised = tenant.refunds.filter((one) => one.purchase === refund.purchase && one.state === "granted");
      expect(promised.reduce((sum, one) => sum + one.creditsPaise, 0n) <= assessment.eligibility.unconsumedPaise).toBe(true);
      return;
    }
    case "pay": {
      const refund = waiting(tenant, "granted", event.which);
      if (!refund) return;
      if (triesOf(tenant, refund).some(isOut) || refusalOf(assessIn(tenant, refund.purchase, refund.askedAt, refund), refund)) {
        refund.state = "failed";
        note(refund, "no_longer_payable");
        return;
      }
      // The independent measure: what the books hold of purchased credits is enough for what leaves now.
      expect(potOf(tenant) >= refund.creditsPaise).toBe(true);
      enter(tenant, refund, -1n);
      Object.assign(refund, { state: "submitted", atGateway: "pending" });
      return;
    }
    case "decline": {
      const refund = waiting(tenant, "granted", event.which);
      if (refund) refund.state = "declined";
      return;
    }
    case "gateway": {
      const refund = pick(
        tenant.refunds.filter(({ atGateway }) => atGateway !== null && atGateway !== event.says),
        event.which,
      );
      if (!refund) return;
      if (event.says === "succeeded" && refund.atGateway === "failed") tenant.lateWords.add(refund.purchase);
      refund.atGateway = event.says;
      return;
    }
    case "hear": {
      const refund = pick(
        tenant.refunds.filter(({ atGateway }) => atGateway !== null),
        event.which,
      );
      if (refund) hear(tenant, refund);
      return;
    }
    case "close trouble": {
      const refund = pick(
        tenant.refunds.filter((one) => one.trouble && !isPayingOut(one.state)),
        event.which,
      );
      if (refund) refund.trouble = null;
      return;
    }
    case "retry": {
      const failed = waiting(tenant, "failed", event.which);
      if (!failed || refuseRetry(failed) || tenant.refunds.some(({ retryOf }) => retryOf === failed.id)) return;
      hear(tenant, failed);
      // The gateway says now that it failed, or was never asked.
      if (failed.state !== "failed") return;
      failed.trouble = null;
      const { purchase, askedAt, amountPaise, creditsPaise, id: retryOf } = failed;
      tenant.refunds.push({ ...wish({ id: tenant.refunds.length, purchase, askedAt }), amountPaise, creditsPaise, retryOf });
      return;
    }
    case "wait":
      tenant.now = later(now, event.hours * HOUR);
      return;
    case "close":
      tenant.deactivatedAt = event.isOpen ? null : now;
  }
}

function agree(tenant: Tenant): void {
  for (const [at, purchase] of tenant.purchases.entries()) {
    const { eligibility } = assessIn(tenant, at, purchase.purchasedAt);
    for (const amount of [eligibility.capPaise, eligibility.creditsCapPaise, eligibility.unconsumedPaise]) expect(amount >= 0n).toBe(true);
    expect(eligibility.isEligible).toBe(eligibility.capPaise > 0n);
    const spoken = tenant.refunds.filter(
      (refund) => refund.purchase === at && (SPOKEN_FOR as readonly RefundState[]).includes(refund.state),
    );
    // More than was paid is spoken for only where the gateway itself paid what it had called failed; nothing more is granted then.
    const isTooMuch = spoken.reduce((sum, refund) => sum + refund.amountPaise, 0n) > purchase.amountPaise;
    if (isTooMuch) {
      expect(tenant.lateWords.has(at)).toBe(true);
      expect(spoken.some(({ troublesHad }) => troublesHad.includes("paid_after_all"))).toBe(true);
      expect(eligibility.capPaise).toBe(0n);
      continue;
    }
    const parts = spoken.map((refund) => splitTax(refund, purchase));
    for (const name of ["taxablePaise", "cgstPaise", "sgstPaise", "igstPaise"] as const)
      expect(parts.reduce((sum, part) => sum + part[name], 0n) <= purchase[name]).toBe(true);
  }
  // The ledger says of every refund what its state says.
  for (const refund of tenant.refunds) expect(refund.netPaise).toBe(isOut(refund) ? -refund.creditsPaise : 0n);
  const worth = tenant.purchases.map((purchase, at) => assessIn(tenant, at, purchase.purchasedAt).eligibility.unconsumedPaise);
  const pot = potOf(tenant);
  expect(worth.reduce((sum, one) => sum + one, 0n) <= (pot > 0n ? pot : 0n)).toBe(true);
}

/** Every gateway has been read: what has left by its own books, against what was paid. */
function settleUp(tenant: Tenant): number {
  for (const refund of tenant.refunds) hear(tenant, refund);
  agree(tenant);
  let tooMuch = 0;
  for (const [at, purchase] of tenant.purchases.entries()) {
    const ours = tenant.refunds.filter((refund) => refund.purchase === at);
    const gone = ours.filter(({ atGateway }) => atGateway === "succeeded" || atGateway === "pending");
    expect(gone.every(isOut)).toBe(true);
    if (gone.reduce((sum, refund) => sum + refund.amountPaise, 0n) <= purchase.amountPaise) continue;
    tooMuch += 1;
    expect(tenant.lateWords.has(at)).toBe(true);
    expect(gone.some(({ troublesHad }) => troublesHad.includes("paid_after_all"))).toBe(true);
    expect(gone.some(({ troublesHad }) => troublesHad.includes("paid_twice"))).toBe(true);
  }
  return tooMuch;
}

test("whatever happens in whatever order: never more than was paid, never more than nobody has used, and use never raises a cap", () => {
  let [paidOut, lateWords] = [0, 0];
  const several = fc.array(events, { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(several, fc.constantFrom<UsedFirst>("granted", "purchased"), fc.nat(2), (happened, usedFirst, begin) => {
      const tenant: Tenant = { now: BEGIN, entries: [], purchases: [], refunds: [], deactivatedAt: null, usedFirst, lateWords: new Set() };
      // Two in three tenants begin with what most of the events are about, and one of them with a first try that its gateway called failed.
      const asked: Event[] = [
        { do: "buy", paise: 399_999n, isInside: true },
        { do: "ask", which: 0 },
        { do: "buy", paise: 12_345n, isInside: false },
        { do: "ask", which: 1 },
      ];
      const failed: Event[] = [
        { do: "decide", which: 0, share: 900n },
        { do: "pay", which: 0 },
        { do: "gateway", which: 0, says: "failed" },
        { do: "hear", which: 0 },
        { do: "retry", which: 0 },
        { do: "ask", which: 0 },
      ];
      const begins = [[], asked, [...asked, ...failed]][begin] as Event[];
      for (const event of [...begins, ...happened]) {
        happen(tenant, event);
        agree(tenant);
      }
      paidOut += tenant.refunds.filter(isOut).length;
      lateWords += tenant.lateWords.size;
      settleUp(tenant);
    }),
    { numRuns: 300 },
  );
  expect(paidOut).toBeGreaterThan(50);
  // The gateways were contrary enough.
  expect(lateWords).toBeGreaterThan(20);
});

test("a wish that failed, was tried again, and was paid after all when the second try was out: twice, and alarmed", () => {
  const tenant: Tenant = {
    now: BEGIN,
    entries: [],
    purchases: [],
    refunds: [],
    deactivatedAt: null,
    usedFirst: "granted",
    lateWords: new Set(),
  };
  const events: Event[] = [
    { do: "buy", paise: 100_000n, isInside: true },
    { do: "ask", which: 0 },
    { do: "decide", which: 0, share: 1_000n },
    { do: "pay", which: 0 },
    { do: "gateway", which: 0, says: "failed" },
    { do: "hear", which: 0 },
    { do: "retry", which: 0 },
    { do: "decide", which: 0, share: 1_000n },
    { do: "pay", which: 0 },
    { do: "gateway", which: 0, says: "succeeded" },
  ];
  for (const event of events) {
    happen(tenant, event);
    agree(tenant);
  }
  expect(settleUp(tenant)).toBe(1);
  expect(tenant.refunds.map(({ state, trouble }) => [state, trouble])).toEqual([
    ["succeeded", "paid_after_all"],
    ["pending", "paid_twice"],
  ]);
});
