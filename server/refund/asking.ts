import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "@/server/lib/clock";
import type { RefundState, Trouble } from "./refund";

/** After the first, second, … time that a gateway was asked and had not settled it. */
const PAUSES_MS = [MINUTE_MS / 2, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS] as const;
const LAST_PAUSE_MS = HOUR_MS;

/** Nobody has known for this long what the gateway did: a person is told, and it goes on being asked. */
export const UNKNOWN_TOO_LONG_MS = DAY_MS;
/** Banks take up to a week; a refund that its gateway calls pending for longer is somebody's business too. */
export const PENDING_TOO_LONG_MS = 7 * DAY_MS;
/** A grant is paid out within moments; after this long without a payout something is broken. */
export const NOT_BEGUN_TOO_LONG_MS = HOUR_MS;
/** How long a refund waits whose gateway this console has no credentials for. */
export const NOT_SET_UP_PAUSE_MS = HOUR_MS;

/** When a gateway that was asked `attempts` times is asked again. */
export const nextAskAt = (attempts: number, now: Date): Date => later(now, PAUSES_MS[attempts - 1] ?? LAST_PAUSE_MS);

/** Since when an unsettled refund waits too long. */
export function tooLongFrom(refund: { state: RefundState; submittedAt: Date | null; stateChangedAt: Date }): Date {
  if (refund.state === "pending") return later(refund.stateChangedAt, PENDING_TOO_LONG_MS);
  return later(refund.submittedAt ?? refund.stateChangedAt, UNKNOWN_TOO_LONG_MS);
}

/** What only the age of a refund says, whatever became of asking (a settlement that always fails would never say it): nobody pays it, or nobody knows. */
export function waitsTooLong(refund: Waiting, now: Date): "not_begun" | "unknown_too_long" | null {
  if (refund.state === "granted")
    return later(refund.grantedAt ?? refund.stateChangedAt, NOT_BEGUN_TOO_LONG_MS) <= now ? "not_begun" : null;
  if (refund.state === "submitted" || refund.state === "pending") return tooLongFrom(refund) <= now ? "unknown_too_long" : null;
  return refund.askingSince && later(refund.askingSince, UNKNOWN_TOO_LONG_MS) <= now ? "unknown_too_long" : null;
}

type Waiting = { state: RefundState; grantedAt: Date | null; submittedAt: Date | null; stateChangedAt: Date; askingSince: Date | null };

/** What one question to a gateway found when it was asked, and wrote down about the next one. */
export type Claim = { version: number; nextAskAt: Date | null };

/**
 * When the gateway is to be asked although an answer has settled the refund: somebody wanted to know more, or was told
 * otherwise, after this question was put. `claim` is null where the gateway spoke of itself: then only what is not due is done with.
 */
export function stillToAsk({ nextAskAt }: { nextAskAt: Date | null }, claim: Claim | null, now: Date): Date | null {
  if (!nextAskAt) return null;
  const isDone = claim ? nextAskAt.getTime() === claim.nextAskAt?.getTime() : nextAskAt > now;
  return isDone ? null : nextAskAt;
}

/** How grave a trouble is: one that is graver is never hidden by another. The first row is over as soon as it goes on, the next two take a person. */
const GRAVITY: Record<Trouble, 1 | 2 | 3 | 4> = {
  unknown_too_long: 1,
  gateway_not_set_up: 1,
  not_authorised: 1,
  not_begun: 1,
  no_longer_payable: 2,
  refused: 2,
  failed: 2,
  reversed: 2,
  amount_differs: 3,
  conflict: 3,
  paid_after_all: 4,
  paid_twice: 4,
};
export const isGraver = (one: Trouble, other: Trouble): boolean => GRAVITY[one] > GRAVITY[other];

/** Is this trouble over as soon as the gateway gives a straight answer? Where nothing was paid a person has to say what is done about that. */
export const endsByItself = (trouble: Trouble, state: RefundState): boolean =>
  GRAVITY[trouble] === 1 || (GRAVITY[trouble] === 3 && state !== "failed" && state !== "reversed");

/** The one key of a refund's job: at most one waits in the queue. */
export const jobKey = (refundId: string): string => `payout:${refundId}`;
