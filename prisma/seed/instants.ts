import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/lib/clock";
import type { Random } from "./random";

// India keeps one zone, half an hour off the hour, and no summer time.
const IST_MS = 5.5 * HOUR_MS;

/** Milliseconds since 1970, the seed's only notion of time. */
export type Instant = number;

export const iso = (at: Instant): string => new Date(at).toISOString();

/** The midnight in India before an instant. */
export const startOfDay = (at: Instant): Instant => Math.floor((at + IST_MS) / DAY_MS) * DAY_MS - IST_MS;

/** A moment between 9 and 20 o'clock in India, whole days before `end`'s day; one day at least, so that it is past. */
export const workingMoment = (end: Instant, daysBefore: number, random: Random): Instant =>
  startOfDay(end) - Math.max(1, daysBefore) * DAY_MS + random.int(9 * 60, 20 * 60 - 1) * MINUTE_MS + random.int(0, 59_999);

/** "2026-11-22": the day in India. */
export const dayInIndia = (at: Instant): string => iso(at + IST_MS).slice(0, 10);

/** "26-27": the Indian financial year, April to March. */
export function financialYear(at: Instant): string {
  const [year = 0, month = 0] = dayInIndia(at).split("-").map(Number);
  const first = month >= 4 ? year : year - 1;
  return `${String(first % 100).padStart(2, "0")}-${String((first + 1) % 100).padStart(2, "0")}`;
}
