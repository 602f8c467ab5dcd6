/** Paise as people in India read money: 12345600n → "₹1,23,456.00". Integer arithmetic, the same on server and screen. */
export function rupees(paise: bigint): string {
  const positive = paise < 0n ? -paise : paise;
  const whole = (positive / 100n).toString();
  const fraction = (positive % 100n).toString().padStart(2, "0");
  return `${paise < 0n ? "−" : ""}₹${indianGroups(whole)}.${fraction}`;
}

/** 1234567 → "12,34,567": the last three digits, then pairs. */
export function indianGroups(digits: string): string {
  const head = digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",");
  return head ? `${head},${digits.slice(-3)}` : digits;
}

export const count = (number: number): string => indianGroups(String(number));

/** "1 key", "14 keys". */
export const many = (number: number, one: string, several = `${one}s`): string => `${count(number)} ${number === 1 ? one : several}`;
