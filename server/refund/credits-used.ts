/*
 *  Whose credits were used? The ledger says when something was used, not which purchase paid for it; this says so, from sums
 *  alone, so that a million entries are no more work than ten (docs/decisions/0018-refund-eligibility.md).
 *
 *    CREDITS_USED_FIRST=granted     use ──▶ granted credits there are by then ──▶ purchases, oldest first
 *    CREDITS_USED_FIRST=purchased   use ──▶ purchased credits there are by then ──▶ granted ones ──▶ purchases to come
 */
export type UsedFirst = "granted" | "purchased";

/** From one purchase or grant to the next: what came in at the beginning of it, and everything used in it. The first begins with nothing. */
export type Period = { grantedPaise: bigint; boughtPaise: bigint; usedPaise: bigint };

/** A tenant's credits as far as one purchase is concerned. All in paise, of money before tax. */
export type CreditsFacts = {
  /** What this purchase put into the credits, less what its refunds have taken back. */
  lotPaise: bigint;
  /** The same of all purchases before it that put in more than was taken back. */
  olderPaise: bigint;
  /** The same of all purchases. */
  allPaise: bigint;
  /** What refunds took back beyond what their purchases had put in, of all of them: a gateway paid twice. */
  overpaidPaise: bigint;
  /** What the books still hold of purchased credits, all purchases together. */
  potPaise: bigint;
  /** Use that the books took from purchased credits. */
  bookedUsePaise: bigint;
  /** In order of time. */
  periods: readonly Period[];
};

/**
 * How much of a purchase's credits nobody has used. The most use that the rule or the books know of counts, and what was paid back
 * beyond another purchase is missing from the oldest: so the purchases of a tenant are never worth more, together, than the books hold.
 */
export function unconsumedOf(credits: CreditsFacts, usedFirst: UsedFirst): bigint {
  const used = mostOf(paidByPurchases(credits.periods, usedFirst), credits.bookedUsePaise, credits.allPaise - credits.potPaise);
  const left = credits.olderPaise + credits.lotPaise - used - credits.overpaidPaise;
  return mostOf(0n, leastOf(left, credits.lotPaise));
}

/** How much of the use the purchases paid for by the rule. What nothing was there for is paid by the next purchase, never by a later grant. */
function paidByPurchases(periods: readonly Period[], usedFirst: UsedFirst): bigint {
  let granted = 0n;
  let bought = 0n;
  let paid = 0n;
  for (const { grantedPaise, boughtPaise, usedPaise } of periods) {
    granted += grantedPaise;
    bought += boughtPaise;
    const fromBought = usedFirst === "purchased" ? leastOf(usedPaise, mostOf(0n, bought - paid)) : 0n;
    const fromGranted = leastOf(usedPaise - fromBought, granted);
    granted -= fromGranted;
    paid += usedPaise - fromGranted;
  }
  return paid;
}

const mostOf = (...amounts: bigint[]): bigint => amounts.reduce((most, amount) => (amount > most ? amount : most));
const leastOf = (one: bigint, other: bigint): bigint => (one < other ? one : other);
