const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** Two digits at a time above the thousand, as people in India count. */
const GROUPS = [
  [10_000_000n, "crore"],
  [100_000n, "lakh"],
  [1_000n, "thousand"],
  [100n, "hundred"],
] as const;

/** A sum of money as documents spell it out: 12345678n → "Rupees one lakh twenty-three thousand four hundred fifty-six and seventy-eight paise only". */
export function amountInWords(paise: bigint): string {
  if (paise < 0n) throw new RangeError("a document says no negative sum");
  const rupees = `Rupees ${inWords(paise / 100n)}`;
  const rest = paise % 100n;
  return `${rupees}${rest > 0n ? ` and ${inWords(rest)} paise` : ""} only`;
}

function inWords(number: bigint): string {
  if (number < 20n) return UNITS[Number(number)] ?? "";
  if (number < 100n) {
    const ten = TENS[Number(number / 10n) - 2];
    return number % 10n === 0n ? `${ten}` : `${ten}-${UNITS[Number(number % 10n)]}`;
  }
  const [size, name] = GROUPS.find(([least]) => number >= least) ?? GROUPS[3];
  const rest = number % size;
  return `${inWords(number / size)} ${name}${rest > 0n ? ` ${inWords(rest)}` : ""}`;
}
