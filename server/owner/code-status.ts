import { later, MINUTE_MS } from "@/server/lib/clock";
import { CODE_ATTEMPTS, CODE_PAUSE_MINUTES } from "@/server/policy/retention";

/** What is stored about the newest code of a purpose; the code itself is not among it. */
export type StoredCode = {
  purpose: "deletion" | "return";
  createdAt: Date;
  expiresAt: Date;
  attempts: number;
  confirmedAt: Date | null;
  endedAt: Date | null;
  endedBecause: string | null;
  isInPerson: boolean;
};

export type CodeStatus = {
  purpose: "deletion" | "return";
  sentAt: Date;
  expiresAt: Date;
  triesLeft: number;
  confirmedAt: Date | null;
  isOpen: boolean;
  /** Typed on the owner's own page, signed in there (S3). */
  isInPerson: boolean;
  /** After five wrong tries: when a new code may be sent (V3). */
  pausedUntil: Date | null;
};

/** Where a code stands at this instant; what the agent sees and what decides whether another one may be sent. */
export function codeStatus(code: StoredCode, now: Date): CodeStatus {
  const usedUp = code.attempts >= CODE_ATTEMPTS && !code.confirmedAt;
  const pausedUntil = usedUp ? later(code.endedAt ?? code.expiresAt, CODE_PAUSE_MINUTES * MINUTE_MS) : null;
  return {
    purpose: code.purpose,
    sentAt: code.createdAt,
    expiresAt: code.expiresAt,
    triesLeft: CODE_ATTEMPTS - code.attempts,
    confirmedAt: code.confirmedAt,
    isInPerson: code.isInPerson,
    isOpen: !code.confirmedAt && !code.endedAt && !usedUp && now < code.expiresAt,
    pausedUntil: pausedUntil && now < pausedUntil ? pausedUntil : null,
  };
}

/** Why no new code may be sent now; null when one may. */
export function refuseNewCode(last: CodeStatus | null): "code_paused" | "code_still_open" | null {
  if (last?.pausedUntil) return "code_paused";
  return last?.isOpen ? "code_still_open" : null;
}
