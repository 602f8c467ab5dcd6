import { later, MINUTE_MS } from "@/server/lib/clock";
import { CODE_ATTEMPTS, CODE_PAUSE_MINUTES } from "@/server/policy/retention";

/** How long after a code was sent the next one may be. */
export const CODE_APART_SECONDS = 60;

/** What is stored about a code. */
export type StoredOwnerCode = { createdAt: Date; expiresAt: Date; attempts: number; usedAt: Date | null; endedAt: Date | null };

/**
 * Why no new code may be sent now; null when one may. `recent` are the codes of the same asker and purpose, newest first. A code that was
 * used holds nobody up; five tries without success, be they of one code or of several, pause for 15 minutes after the last of these
 * codes that still counts has ended (V3).
 */
export function refuseNextCode(recent: readonly StoredOwnerCode[], now: Date): "code_just_sent" | "code_paused" | null {
  const used = recent.findIndex((code) => code.usedAt);
  const unused = used < 0 ? recent : recent.slice(0, used);
  const counting = unused.filter((code) => now < later(code.endedAt ?? code.expiresAt, CODE_PAUSE_MINUTES * MINUTE_MS));
  if (counting.reduce((sum, code) => sum + code.attempts, 0) >= CODE_ATTEMPTS) return "code_paused";
  const last = unused[0];
  return last && now < later(last.createdAt, CODE_APART_SECONDS * 1_000) ? "code_just_sent" : null;
}
