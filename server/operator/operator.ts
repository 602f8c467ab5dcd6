import type { OperatorRole } from "@/prisma/generated/enums";
import { HOUR_MS, later } from "@/server/lib/clock";

//   asked for ──▶ invited ──▶ active ──▶ ended
//              two people   signs in    one person; only two people give it back (to whoever never signed in: invited again)
export type OperatorState = "asked" | "invited" | "active" | "ended";

type Row = { subject: string | null; endedAt: Date | null };

export const operatorState = (operator: Row | null): OperatorState =>
  !operator ? "asked" : operator.endedAt ? "ended" : operator.subject ? "active" : "invited";

/** The role that counts now; null where there is none any more, or not yet. */
export const roleNow = (operator: (Row & { role: OperatorRole }) | null): OperatorRole | null =>
  operator && !operator.endedAt ? operator.role : null;

/** How long a sign-in counts. */
export const SESSION_HOURS = 12;
/** Sessions from before this instant open nothing any more, ended or not. */
export const oldestSession = (now: Date): Date => later(now, -SESSION_HOURS * HOUR_MS);

/** What somebody's role is to become, as it was asked for. E-mail and name only of an invitation. */
export type Change = {
  id: string;
  operatorId: string;
  isInvitation: boolean;
  email: string | null;
  name: string | null;
  fromRole: OperatorRole | null;
  toRole: OperatorRole;
  askedBy: string;
};

/** What a second person agrees to: this change, of somebody who has this role now. */
export const changeFacts = ({ operatorId, email, name, fromRole, toRole }: Change, now: OperatorRole | null) => ({
  operatorId,
  email,
  name,
  fromRole,
  toRole,
  roleNow: now,
});
