import type { Strip } from "@/app/_trpc/answers";
import { DAY, dayIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";

export type StripDay = { day: number; free: number; held: number; date: string };
/** Whoever is deactivated today is due on the thirtieth day after it. */
const DAYS = 31;

/** Today and the thirty days after it by India's calendar, the empty ones too. */
export function stripDays(days: Strip["days"], now: Date): StripDay[] {
  return Array.from({ length: DAYS }, (_, day) => {
    const known = days.find((one) => one.day === day);
    return { day, free: (known?.total ?? 0) - (known?.held ?? 0), held: known?.held ?? 0, date: dayIn(now.getTime() + day * DAY) };
  });
}

/** "22 Dec 2026, in 4 days: 3 tenants, 1 of them held". */
export function dayWords({ day, free, held, date }: StripDay): string {
  const when = day === 0 ? "today" : day === 1 ? "tomorrow" : `in ${day} days`;
  return `${date}, ${when}: ${many(free + held, "tenant")}${held > 0 ? `, ${held} of them held` : ""}`;
}
