import { formatter } from "@/app/_language/page-language";
import { zonesFor } from "@/app/_language/when";

const INDIA = "Asia/Kolkata";
const DAY = { day: "numeric", month: "long", year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

/**
 * "22 December 2026, 16:04 IST"; where the owner lives in another zone, the same instant there behind it (L1). Day and time are
 * put together here: in Hindi the usual glue between them would be a word that the sentence has already.
 */
export async function momentsIn(timeZone: string): Promise<(at: Date) => string> {
  const format = await formatter(INDIA);
  const [india, own] = zonesFor(timeZone);
  const inZone = (at: Date, zone: string) =>
    `${format.dateTime(at, { ...DAY, timeZone: zone })}, ${format.dateTime(at, { ...CLOCK, timeZone: zone })}`;
  return (at) => (own ? `${inZone(at, india)} (${inZone(at, own)})` : inZone(at, india));
}

/** "22 December 2026", in India. */
export async function days(): Promise<(at: Date) => string> {
  const format = await formatter(INDIA);
  return (at) => format.dateTime(at, { ...DAY, timeZone: INDIA });
}

/** "16:04 IST", for what is over within minutes. */
export async function clock(): Promise<(at: Date) => string> {
  const format = await formatter(INDIA);
  return (at) => format.dateTime(at, { ...CLOCK, timeZone: INDIA });
}
