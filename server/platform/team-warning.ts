import { HOUR_MS, later } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";

/** A team is told at most once in so many hours: whoever presses twice, or in two windows, writes one letter. */
export const TEAM_WARNING_HOURS = 24;

export const mayWarnAgainAt = (warnedAt: Date): Date => later(warnedAt, TEAM_WARNING_HOURS * HOUR_MS);

/** What one person's letter of one warning is about: the same id each time it is worked out, so that each gets it exactly once. */
export function letterOfWarning(warningId: string, memberId: string): string {
  const hex = sha256Hex(`team warning ${warningId} for ${memberId}`);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
