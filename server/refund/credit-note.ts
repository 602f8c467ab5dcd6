/** India is 5 h 30 min ahead of UTC the whole year, and its tax year begins there on 1 April at 00:00. */
const IST_MS = 330 * 60_000;

/** The day of an instant by India's calendar, as "2026-04-01": what a document's date is. */
export const indianDay = (at: Date): string => new Date(at.getTime() + IST_MS).toISOString().slice(0, 10);

/** The financial year of an instant by India's calendar: "2026-27" from 1 April 2026, 00:00 IST, until a year later. */
export function financialYearOf(at: Date): string {
  const [year = 0, month = 0] = indianDay(at).split("-").map(Number);
  const first = month >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, "0")}`;
}

/** "2026-27", whose second year follows its first. */
export function isFinancialYear(text: string): boolean {
  const [, first, second] = /^(20\d\d)-(\d\d)$/.exec(text) ?? [];
  return first !== undefined && (Number(first) + 1) % 100 === Number(second);
}

const MOST_PER_YEAR = 9_999_999;

/**
 * The number of a note: CN/26-27/0000042, exactly the 16 characters that the rules allow (r.53(1A)(c)), made of letters, digits,
 * "-" and "/" only. It says what it is and of which year, and is always as long, so that text sorts as the series runs.
 */
export function creditNoteNumber(financialYear: string, ordinal: number): string {
  if (!isFinancialYear(financialYear)) throw new Error(`${financialYear} is no financial year`);
  if (!Number.isInteger(ordinal) || ordinal < 1 || ordinal > MOST_PER_YEAR) throw new Error("the series of this year is used up");
  return `CN/${financialYear.slice(2)}/${String(ordinal).padStart(7, "0")}`;
}

/** What people type who look for a note: CN/26-27/0000042, or only its serial number with or without zeros. Null: it is neither. */
export function parseNoteSearch(text: string): { number: string } | { ordinal: string } | null {
  const wanted = text.trim().toUpperCase();
  if (/^CN\/\d\d-\d\d\/\d{1,7}$/.test(wanted)) return { number: `${wanted.slice(0, 9)}${wanted.slice(9).padStart(7, "0")}` };
  return /^\d{1,7}$/.test(wanted) ? { ordinal: wanted.padStart(7, "0") } : null;
}

/** What accounting takes in one file: exactly one of the two. */
export type ExportPeriod = { financialYear: string; month?: undefined } | { financialYear?: undefined; month: string };

/** Reads "2026-27" or, for a month, "2026-11"; null for anything else, and for both or neither. */
export function parsePeriod(year: string | null, month: string | null): ExportPeriod | null {
  if (year !== null && month === null && isFinancialYear(year)) return { financialYear: year };
  if (month !== null && year === null && /^20\d\d-(0[1-9]|1[0-2])$/.test(month)) return { month };
  return null;
}

/** Which notes belong to a period, by India's calendar. Numbers of one period are of one series: ordered by number they run without a jump. */
export function periodWhere({ financialYear, month }: ExportPeriod) {
  if (financialYear !== undefined) return { financialYear };
  const [year = 0, number = 0] = month.split("-").map(Number);
  const begins = (index: number) => new Date(Date.UTC(year, index, 1) - IST_MS);
  return { issuedAt: { gte: begins(number - 1), lt: begins(number) } };
}
