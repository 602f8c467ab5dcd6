const rupees = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", minimumFractionDigits: 2 });

/** Paise as people read them: 12345600n → "₹1,23,456.00". Integer arithmetic to the last step (R2). */
export function formatPaise(paise: bigint): string {
  const sign = paise < 0n ? "−" : "";
  const positive = paise < 0n ? -paise : paise;
  const parts = rupees.formatToParts(positive / 100n);
  const fraction = (positive % 100n).toString().padStart(2, "0");
  return sign + parts.map((part) => (part.type === "fraction" ? fraction : part.value)).join("");
}

/** An amount as people type it, e.g. "₹1,23,456.50", "123456.5" or "१२३": paise. Null for whatever is not one, more than two decimals included. */
export function paiseFrom(text: string): bigint | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966))
    .replace(/^\s*(?:₹|rs\.?|inr|रु\.?)?\s*/i, "")
    .trim();
  const match = /^(\d{1,12}|\d{1,3}(?:,\d{2,3}){1,5})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match?.[1]) return null;
  return BigInt(match[1].replaceAll(",", "")) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}
