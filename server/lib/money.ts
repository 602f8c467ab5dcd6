const rupees = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", minimumFractionDigits: 2 });

/** Paise as people read them: 12345600n → "₹1,23,456.00". Integer arithmetic to the last step (R2). */
export function formatPaise(paise: bigint): string {
  const sign = paise < 0n ? "−" : "";
  const positive = paise < 0n ? -paise : paise;
  const parts = rupees.formatToParts(positive / 100n);
  const fraction = (positive % 100n).toString().padStart(2, "0");
  return sign + parts.map((part) => (part.type === "fraction" ? fraction : part.value)).join("");
}
