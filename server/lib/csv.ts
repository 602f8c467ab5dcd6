/** What spreadsheets take for the beginning of a formula, whatever blanks stand before it. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;

/** A text from people; a number or an amount of ours, which may begin with a minus and is no formula. */
export type CsvCell = string | number | { rupees: bigint } | null;

/**
 * One line of a CSV file (RFC 4180). A text that a spreadsheet would compute gets an apostrophe in front: names come from people
 * outside. Numbers and amounts are not texts from outside; they stand as they are.
 */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(cell: CsvCell): string {
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object" && cell) return decimalRupees(cell.rupees);
  const text = cell ?? "";
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Paise as programs read rupees: 12345678n → "123456.78". */
export function decimalRupees(paise: bigint): string {
  const size = paise < 0n ? -paise : paise;
  return `${paise < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}
