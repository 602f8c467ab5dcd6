import type { formatterOf } from "@/server/language/translate";

type Format = ReturnType<typeof formatterOf>;

/** "22 Nov 2026", as readers of the language write it. */
export const dayOf = (format: Format, at: Date): string => format.dateTime(at, { day: "numeric", month: "short", year: "numeric" });

/** The same with the time; the zone is always named. */
export const instantOf = (format: Format, at: Date): string =>
  format.dateTime(at, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
