/*
 *  asked ──agree (as many as needed)──▶ agreed
 *    ├──decline──▶ declined
 *    ├──edit────▶ edited · outgrown · over · stale
 *    ├──access or role ends──▶ maker_left · checker_left
 *    └──48 h────▶ lapsed (nobody writes it down; the clock says so)
 */
import type { ApprovalKind } from "@/prisma/generated/enums";
import { REFUSALS } from "./refusals";

export const APPROVAL_VIEWS = ["waiting", "mine", "history"] as const;
export type ApprovalView = (typeof APPROVAL_VIEWS)[number];

export type ApprovalFacts = {
  kind: ApprovalKind;
  makerId: string;
  expiresAt: Date;
  endedAt: Date | null;
  agreedBy: readonly string[];
  /** Whoever asked, or agreed before, and works here no longer, or may no longer; null while all do. */
  left: "maker_left" | "checker_left" | null;
  /** Whoever else had a hand in it: who wrote the wish down, lodged the request, stopped the purges. */
  shapedBy: readonly string[];
};

/** Why this person is not the second one for it; null when they may be. The room that hears the word says the same, and more. */
export function whyNotAgree(facts: ApprovalFacts, me: { id: string; kinds: readonly ApprovalKind[] }, now: Date): string | null {
  if (facts.endedAt) return "This is over.";
  if (facts.expiresAt <= now) return "48 hours have passed without an answer. It has to be asked for again.";
  if (facts.left) return REFUSALS[facts.left];
  if (facts.makerId === me.id) return "You asked for this yourself. A colleague has to agree (A3).";
  if (facts.shapedBy.includes(me.id)) return "You had a hand in this yourself. Another colleague has to agree (A3).";
  if (facts.agreedBy.includes(me.id)) return "You have agreed already. Another person has to.";
  return me.kinds.includes(facts.kind) ? null : "Your role is not the second person for this.";
}

/** Kinds that a second person declines here, because their own room has no word for it; the others have one. */
export const DECLINED_HERE: readonly ApprovalKind[] = ["verify_request", "verify_return", "release_hold", "correct_address"];

/** The hashed text with the free text put in again that does not stand with the question. Null where nothing was kept. */
export function fillParams(params: string | null, withheld: Record<string, string | null>): Record<string, unknown> | null {
  if (params === null) return null;
  const filled = Object.entries(JSON.parse(params) as Record<string, unknown>).map(([key, value]) => [
    key,
    value === null ? (withheld[key] ?? null) : value,
  ]);
  return Object.fromEntries(filled);
}
