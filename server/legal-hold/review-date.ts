import { DAY_MS } from "@/server/lib/clock";
import { HOLD_REMINDER_DAYS, HOLD_REVIEW_DAYS } from "@/server/policy/retention";
import type { RefusalCode } from "./refusals";

// India has one zone and no summer time.
const INDIA_MS = 5.5 * 3_600_000;

/** The day it is in India, as the database keeps dates: midnight in UTC. */
export const dayInIndia = (at: Date): Date => new Date(Math.floor((at.getTime() + INDIA_MS) / DAY_MS) * DAY_MS);

const addDays = (day: Date, days: number): Date => new Date(day.getTime() + days * DAY_MS);

/** The last day a review may lie on when it is set now (H1). */
export const latestReview = (now: Date): Date => addDays(dayInIndia(now), HOLD_REVIEW_DAYS);

/** Why a hold cannot be reviewed on that day; null when it can: after today, and at most 90 days ahead. */
export function refuseReviewOn(reviewOn: Date, now: Date): RefusalCode | null {
  if (reviewOn <= dayInIndia(now)) return "review_not_ahead";
  return reviewOn > latestReview(now) ? "review_too_far" : null;
}

/** Reviews up to this day are close enough, or past, to remind people of them. */
export const remindUpTo = (now: Date): Date => addDays(dayInIndia(now), HOLD_REMINDER_DAYS);
