import type { GrievanceOutcome, RequestChannel } from "@/prisma/generated/enums";
import { DONE_LEAST, REASONS_LEAST } from "@/server/policy/grievance";
import type { RefusalCode } from "./refusals";

export const OUTCOMES = ["upheld", "partly", "refused"] as const satisfies readonly GrievanceOutcome[];

/** Why a case is closed by the desk without a decision of its own. "merged" is what merging writes, "account_erased" a purge as well. */
export const CLOSE_REASONS = ["answered_and_settled", "withdrawn_by_person", "no_reply", "not_ours", "account_erased"] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** How a person is told whom no mail reaches. */
export const TOLD_BY = ["telephone", "post", "in_person"] as const;
export type Told = { by: (typeof TOLD_BY)[number]; at: Date };

/** Why words are too few for an outcome; null when they may do (G3). A refusal, in part or in whole, says why; whoever is right reads what was done. */
export function refuseReasons(outcome: GrievanceOutcome, text: string): { code: RefusalCode; least: number } | null {
  const length = [...text.trim()].length;
  if (outcome === "upheld") return length < DONE_LEAST ? { code: "desk_done_short", least: DONE_LEAST } : null;
  return length < REASONS_LEAST ? { code: "desk_reasons_short", least: REASONS_LEAST } : null;
}

/** What an officer says of a case that is about no account of ours. */
export const WHOSE = "nobodys";
export type Whose = typeof WHOSE;

/** Whether it has to be said whose a case is before it ends: who wrote it down did not find its tenant, so nobody's hand in it is known (G1). */
export const asksWhose = ({ channel, tenantId }: { channel: RequestChannel; tenantId: string | null }): boolean =>
  channel === "operator" && tenantId === null;

/** Whether somebody could have been told then: not before they wrote, and not later than now. */
export const wasToldBetween = ({ at }: Told, receivedAt: Date, now: Date): boolean => at >= receivedAt && at <= now;
