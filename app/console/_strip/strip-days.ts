import type { Strip } from "@/app/_trpc/answers";
import { DAY, dayIn } from "@/app/_ui/instant";
import { many } from "@/app/_ui/rupees";

export type StripDay = { day: number; free: number; held: number; date: string };
const DAYS = 30;

/** Thirty days, the empty ones too. */
export function thirtyDays(days: Strip["days"], now: Date): StripDay[] {
  return Array.from({ length: DAYS }, (_, day) => {
    const known = days.find((one) => one.day === day);
    return { day, free: (known?.total ?? 0) - (known?.held ?? 0), held: known?.held ?? 0, date: dayIn(now.getTime() + day * DAY) };
  });
}

/** "22 Dec 2026, in 4 d: 3 tenants, 1 of them held". */
export function dayWords({ day, free, held, date }: StripDay): string {
  const when = day === 0 ? "within 24 h" : `in ${day} d`;
  return `${date}, ${when}: ${many(free + held, "tenant")}${held > 0 ? `, ${held} of them held` : ""}`;
}
