import { later, MINUTE_MS } from "@/server/lib/clock";
import { Refusal } from "@/server/lib/refusal";
import type { SignedInOperator } from "./read-operator";

/** How long ago the identity provider may have asked who somebody is, for what cannot be taken back (A2). */
export const FRESH_MINUTES = 15;

/** Whether somebody showed who they are within the last minutes. Who never did, as far as the provider says, is not fresh. */
export const isFreshAt = (authenticatedAt: Date | null | undefined, now: Date): boolean =>
  authenticatedAt != null && later(authenticatedAt, FRESH_MINUTES * MINUTE_MS) > now;

/** Until when a sign-in is fresh, so that a screen can say so before anything is typed; null: it is not. */
export const freshUntil = (authenticatedAt: Date | null | undefined): Date | null =>
  authenticatedAt == null ? null : later(authenticatedAt, FRESH_MINUTES * MINUTE_MS);

/** Throws `sign_in_again` unless the sign-in is fresh. */
export function refuseUnlessFresh({ authenticatedAt }: Pick<SignedInOperator, "authenticatedAt">, now: Date): void {
  if (!isFreshAt(authenticatedAt, now)) throw new Refusal("sign_in_again", { minutes: FRESH_MINUTES });
}
