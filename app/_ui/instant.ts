export const INDIA = "Asia/Kolkata";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const formats = new Map<string, Intl.DateTimeFormat>();
function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-US", { ...fields, hourCycle: "h23", timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

function partsIn(at: Date | number, zone: string): Record<string, string> {
  return Object.fromEntries(
    formatIn(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
}

/** "22 Dec 2026". Put together by hand: server and browser must agree to the letter. */
export function dayIn(at: Date | number, zone = INDIA): string {
  const { day, month, year } = partsIn(at, zone);
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "22 Dec 2026, 16:04 IST"; the zone is always named. */
export function instantIn(at: Date | number, zone = INDIA, seconds = false): string {
  const { hour, minute, second } = partsIn(at, zone);
  return `${dayIn(at, zone)}, ${hour}:${minute}${seconds ? `:${second}` : ""} ${zoneName(at, zone)}`;
}

/** "IST" for India; elsewhere what the zone is called, else its distance from UTC. */
export function zoneName(at: Date | number, zone: string): string {
  if (zone === INDIA || zone === "Asia/Calcutta") return "IST";
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A span in its two largest parts: "29 d 23 h", "23 h 05 m", "4 m 09 s". Never negative. */
export function spanWords(milliseconds: number): string {
  const { d, h, m, s } = spanParts(milliseconds);
  if (d > 0) return `${d} d ${two(h)} h`;
  if (h > 0) return `${h} h ${two(m)} m`;
  return `${m} m ${two(s)} s`;
}

export function spanParts(milliseconds: number) {
  const rest = Math.max(0, Math.floor(milliseconds / SECOND) * SECOND);
  return {
    d: Math.floor(rest / DAY),
    h: Math.floor((rest % DAY) / HOUR),
    m: Math.floor((rest % HOUR) / MINUTE),
    s: Math.floor((rest % MINUTE) / SECOND),
  };
}

export const two = (number: number): string => String(number).padStart(2, "0");

/** How far away an instant is, coarse and calm: "in 29 d 23 h", "3 h 10 m ago", "just now". */
export function relativeWords(at: Date, now: number): string {
  const distance = at.getTime() - now;
  if (Math.abs(distance) < MINUTE) return distance > 0 ? "in less than a minute" : "just now";
  const words = Math.abs(distance) < HOUR ? `${Math.floor(Math.abs(distance) / MINUTE)} m` : spanWords(Math.abs(distance));
  return distance > 0 ? `in ${words}` : `${words} ago`;
}
