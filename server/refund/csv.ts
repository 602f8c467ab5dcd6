/** What spreadsheets take for the beginning of a formula, whatever blanks stand before it. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;

/**
 * One line of a CSV file (RFC 4180). A text that a spreadsheet would compute gets an apostrophe in front: names come from people
 * outside. Amounts are not texts from outside; they are written by `decimalRupees`.
 */
export const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(cell: string | null): string {
  const text = cell ?? "";
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Paise as programs read rupees: 12345678n → "123456.78". */
export const decimalRupees = (paise: bigint): string => `${paise / 100n}.${String(paise % 100n).padStart(2, "0")}`;
