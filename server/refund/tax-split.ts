/*
 *  What a refund is made of, to the paisa. A refund gives back some of a purchase's taxable value and the tax on it, in the
 *  proportion of what is still LEFT of the two:
 *
 *    tax      = amount × tax left ÷ amount left, to the nearest paisa; half a paisa is not tax
 *    taxable  = amount − tax
 *
 *  Inside the State the tax goes to the nearest EVEN number of paise, so that CGST and SGST are the same. Because it is what is
 *  left that is divided, roundings never pile up: the refund that reaches what was paid takes the exact rest of everything, a
 *  whole purchase gives its own components, and no order of refunds, nor one that fails in between, passes any of them.
 */
export type Components = { amountPaise: bigint; taxablePaise: bigint; cgstPaise: bigint; sgstPaise: bigint; igstPaise: bigint };
/** A refund's two amounts: what the owner gets, tax included, and the taxable part of it. */
export type Amounts = { amountPaise: bigint; creditsPaise: bigint };
export type Split = Omit<Components, "amountPaise">;

/** What other refunds, those that are spoken for, have left of a purchase. */
export function leftOf(purchase: Components, others: readonly Amounts[]): { amountPaise: bigint; taxablePaise: bigint; taxPaise: bigint } {
  const amountPaise = others.reduce((left, other) => left - other.amountPaise, purchase.amountPaise);
  const taxablePaise = others.reduce((left, other) => left - other.creditsPaise, purchase.taxablePaise);
  return { amountPaise, taxablePaise, taxPaise: amountPaise - taxablePaise };
}

/**
 * The taxable part, in paise, of a refund of `amountPaise` with tax: what is taken from the credits (1 credit = ₹1 before tax).
 * `others` are the purchase's other refunds that are spoken for. Asking for more than they have left is a mistake of the caller; less than ₹1.00 is
 * no refund (LEAST_REFUND_PAISE), and of a few paise the halves of the tax could not be the same.
 */
export function creditsFor(purchase: Components, amountPaise: bigint, others: readonly Amounts[]): bigint {
  const left = leftOf(purchase, others);
  if (amountPaise < 0n || amountPaise > left.amountPaise) throw new RangeError("more than is left of the purchase");
  if (left.taxPaise <= 0n) return amountPaise;
  const step = purchase.cgstPaise > 0n ? 2n : 1n;
  // To the nearest step, a tie down. A step is at most two paise, so the taxable part cannot pass what is left of it either.
  return amountPaise - ((2n * amountPaise * left.taxPaise + step * left.amountPaise - 1n) / (2n * step * left.amountPaise)) * step;
}

/**
 * The most that can be given back, tax included, with `creditsPaise` of credits: this amount and every smaller one has a taxable
 * part that fits. (Where the tax jumps by two paise the taxable part falls by one, so the largest fitting amount alone would not do.)
 */
export function grossFor(purchase: Components, creditsPaise: bigint, others: readonly Amounts[]): bigint {
  const left = leftOf(purchase, others);
  if (left.amountPaise <= 0n || creditsPaise <= 0n) return 0n;
  if (creditsPaise >= left.taxablePaise) return left.amountPaise;
  // A taxable part is less than one paisa above its exact share: up to here everything fits, and the rest is a few steps.
  let gross = ((creditsPaise - 1n) * left.amountPaise) / left.taxablePaise;
  while (gross < left.amountPaise && creditsFor(purchase, gross + 1n, others) <= creditsPaise) gross += 1n;
  return gross;
}

/** The components of a refund, which tax being the purchase's: CGST and SGST alike inside the State, IGST across (R6). */
export function splitTax({ amountPaise, creditsPaise }: Amounts, purchase: Components): Split {
  const taxPaise = amountPaise - creditsPaise;
  if (taxPaise < 0n || creditsPaise < 0n) throw new RangeError("the taxable part is more than the whole");
  if (purchase.cgstPaise === 0n) return { taxablePaise: creditsPaise, cgstPaise: 0n, sgstPaise: 0n, igstPaise: taxPaise };
  if (taxPaise % 2n !== 0n) throw new RangeError("an odd tax has no two halves");
  return { taxablePaise: creditsPaise, cgstPaise: taxPaise / 2n, sgstPaise: taxPaise / 2n, igstPaise: 0n };
}
