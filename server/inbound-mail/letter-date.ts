const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES: Record<string, number> = {
  gmt: 0,
  ut: 0,
  utc: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  ist: 5.5,
};
/** Two digits of a year, or a day glued to its comma, are obsolete forms that RFC 5322 §4.3 still tells everybody how to read. */
const DATE =
  /^(?:[a-z]{3,9}(?:,\s*|\s+))?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|[a-z]{1,4})$/i;

const DAY_MS = 86_400_000;
/** V5: a letter, and each signature, may be this much older or younger than its arrival. */
export const MAX_AGE_MS = 7 * DAY_MS;
export const MAX_LEAD_MS = DAY_MS;

/** The instant of an RFC 5322 Date field in milliseconds, or null when it is none. The language's own parser accepts far too much. */
export function readLetterDate(value: string): number | null {
  if (value.length > 200) return null;
  const match = DATE.exec(withoutComments(value).replace(/\s+/g, " ").trim());
  if (!match) return null;
  const [, day = "", month = "", year = "", hour = "", minute = "", second = "0", zone = ""] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const offsetMinutes = zoneMinutes(zone);
  if (monthIndex === -1 || offsetMinutes === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const fullYear = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  if (Number(day) < 1 || Number(day) > daysIn(fullYear, monthIndex)) return null;
  const utc = Date.UTC(fullYear, monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  return utc - offsetMinutes * 60_000;
}

const daysIn = (year: number, monthIndex: number): number => new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();

/** Comments may hold comments; what is left of an unclosed one makes the date unreadable. */
function withoutComments(value: string): string {
  let text = value;
  for (let previous = ""; previous !== text; ) {
    previous = text;
    text = text.replace(/\([^()]*\)/g, " ");
  }
  return text;
}

function zoneMinutes(zone: string): number | null {
  if (/^[+-]/.test(zone)) {
    if (Number(zone.slice(3, 5)) > 59) return null;
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
    return zone.startsWith("-") ? -minutes : minutes;
  }
  const hours = ZONES[zone.toLowerCase()];
  return hours === undefined ? null : hours * 60;
}

/** Whether an instant lies within 7 days before and 1 day after receipt (V5), both ends included. */
export function isFresh(instantMs: number, receivedMs: number): boolean {
  return receivedMs - instantMs <= MAX_AGE_MS && instantMs - receivedMs <= MAX_LEAD_MS;
}
