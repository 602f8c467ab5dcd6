/*
 *  placed ──agree──▶ agreed ──ask release──▶ release asked ──release──▶ released
 *     ├──decline──▶ declined        ▲                │
 *     └──48 h────▶ lapsed           └──────48 h──────┘
 *
 *  A hold holds from the instant it is placed, because what is erased cannot be brought back. It stops the purge of its
 *  classes, not the clock (H3), and opens no seal. The database holds the same rule in console.is_held(); a test compares them.
 */
import { HOUR_MS, later } from "@/server/lib/clock";
import { AFTER_HOLD_HOURS } from "@/server/policy/retention";
import { classesKeptBy, ERASE_CLASSES, EVERYTHING } from "@/server/retention/inventory";

/** Of a hold, what the question "may this be deleted?" needs. */
export type HoldFacts = { scope: string[]; heldClasses: string[]; releasedAt: Date | null };

/** What of a tenant's data may not be deleted at an instant. */
export type Held = {
  /** No class at all may go, now existing or not. */
  everything: boolean;
  /** The classes that may not go, when it is not everything. */
  classes: string[];
  /** When all of it becomes free by itself; null while an open hold stands, and when nothing is held. */
  until: Date | null;
};

export const NOTHING_HELD: Held = { everything: false, classes: [], until: null };

/** When a hold that has ended stops holding: at once, or, if the data was due by then, after the owner's fresh 48 hours (H3). */
export function holdsUntil(releasedAt: Date, purgeDueAt: Date | null): Date {
  return purgeDueAt && purgeDueAt <= releasedAt ? later(releasedAt, AFTER_HOLD_HOURS * HOUR_MS) : releasedAt;
}

/** Which classes may not be deleted at `now`. `purgeDueAt` is that of the tenant's open deactivation; null when it has none. @keeps D4.3 */
export function heldClasses(holds: readonly HoldFacts[], purgeDueAt: Date | null, now: Date): Held {
  const holding = holds.filter(({ releasedAt }) => {
    if (!releasedAt) return true;
    const until = holdsUntil(releasedAt, purgeDueAt);
    return until > releasedAt && now < until;
  });
  if (holding.length === 0) return NOTHING_HELD;
  const everything = holding.some((hold) => hold.scope.includes(EVERYTHING));
  const ends = holding.map((hold) => hold.releasedAt && holdsUntil(hold.releasedAt, purgeDueAt).getTime());
  return {
    everything,
    classes: everything ? [] : [...new Set(holding.flatMap(classesKeptBy))].sort(),
    until: ends.includes(null) ? null : new Date(Math.max(...ends.map(Number))),
  };
}

export const isHeld = (held: Held, className: string): boolean => held.everything || held.classes.includes(className);
export const anythingHeld = (held: Held): boolean => held.everything || held.classes.length > 0;

/** Nothing of what a purge deletes may go: then it does not begin. Otherwise the classes outside the holds go on time. */
export const nothingMayGo = (held: Held): boolean => ERASE_CLASSES.every(({ name }) => isHeld(held, name));
