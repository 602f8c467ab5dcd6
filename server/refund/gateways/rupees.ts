/**
 * Rupees as gateways write them, and paise as we count them. Only digits are moved, so nothing is ever rounded: what has more
 * than two decimals, a sign or an exponent is no amount of money and answers null.
 */
export function paiseOf(rupees: string): bigint | null {
  const [, whole, decimals = ""] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(rupees) ?? [];
  return whole === undefined ? null : BigInt(whole + decimals.padEnd(2, "0"));
}

/** The amount as a JSON number of rupees. Up to 13 digits before the point a number stands for exactly these decimals (rupees.test.ts). */
export function rupeesOf(paise: bigint): number {
  if (paise < 0n || paise >= 10n ** 15n) throw new Error("not an amount that could be refunded");
  return Number(`${paise / 100n}.${String(paise % 100n).padStart(2, "0")}`);
}
