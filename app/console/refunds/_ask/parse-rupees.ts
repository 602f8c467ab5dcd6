const INDIAN = /^\d{1,2}(?:,\d{2})*,\d{3}$/;
const WESTERN = /^\d{1,3}(?:,\d{3})+$/;

type Typed = { paise: bigint; because?: undefined } | { paise: null; because: string };
const no = (because: string): Typed => ({ paise: null, because });

/**
 * What people type for an amount, in paise: "1180", "₹ 1,18,000.5", "118,000.00", "१,१८०". A comma groups thousands and lakhs and
 * does nothing else: whoever means paise by it reads how to write them. Nothing typed has no sentence yet.
 */
export function parseRupees(text: string): Typed {
  const plain = inLatinDigits(text)
    .replace(/^\s*(?:₹|rs\.?|inr)?\s*/i, "")
    .trimEnd();
  if (plain === "") return no("");
  const match = /^([\d,]*)(?:\.(\d*))?$/.exec(plain);
  const [rupees, paise] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (!match || !/\d/.test(plain)) return no("That is no amount in rupees and paise.");
  if (paise.length > 2) return no("Paise have two places: 12.50");
  if (/,\d{0,2}$/.test(rupees)) return no("Write paise after a point: 12.50");
  if (rupees.includes(",") && !INDIAN.test(rupees) && !WESTERN.test(rupees))
    return no("Write 1,23,456 or 123456, and paise after a point: 12.50");
  const read = BigInt(rupees.replaceAll(",", "") || "0") * 100n + BigInt(paise.padEnd(2, "0"));
  return read < 100n ? no("A gateway pays back ₹1.00 or more.") : { paise: read };
}

/** An amount as it stands in the field: 118000n → "1180.00". */
export const rupeesTyped = (paise: bigint): string => `${paise / 100n}.${String(paise % 100n).padStart(2, "0")}`;

const inLatinDigits = (text: string): string => text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
