import { formatter } from "./page-language";

const INDIA = "Asia/Kolkata";
/** The zones that an instant is written in for this tenant: India's, and where it lives elsewhere its own behind that (L1). */
export const zonesFor = (timeZone: string): [string] | [string, string] =>
  timeZone === INDIA || timeZone === "Asia/Calcutta" ? [INDIA] : [INDIA, timeZone];

/** How a page of owners writes instants: with their zone, in India's and the tenant's own. E.g. "22 Dec 2026, 16:04 IST". */
export async function whenIn(timeZone: string): Promise<(at: Date) => string> {
  const format = await formatter(timeZone);
  const inZone = (at: Date, zone: string) =>
    format.dateTime(at, {
      timeZone: zone,
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
  const [india, own] = zonesFor(timeZone);
  return (at) => (own ? `${inZone(at, india)} (${inZone(at, own)})` : inZone(at, india));
}
