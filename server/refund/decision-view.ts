import type { Refusal } from "@/server/lib/refusal";
import { refuseAsking, refuseEnd, refuseRetry } from "./following-up";
import { isOwnGrant, type RefundState, type Trouble } from "./refund";
import { REFUSALS, type RefusalCode } from "./refusals";

export type Decision = { allowed: boolean; code: RefusalCode | null; because: string | null };
export const REFUND_ACTS = ["propose", "edit", "decline", "agree", "refuse", "endTrouble", "tryAgain", "askNow"] as const;
export type RefundAct = (typeof REFUND_ACTS)[number];

export type DecisionFacts = {
  state: RefundState;
  trouble: Trouble | null;
  troublesHad: Trouble[];
  shapedBy: readonly string[];
  gatewayRefundId: string | null;
  isRetried: boolean;
  /** What keeps it from being asked for again: another refund of its purchase waits for a decision. */
  askedAlready: Refusal | null;
  /** What the engine says against exactly these amounts, while it is requested. */
  against: Refusal | null;
  /** What keeps every amount from being paid back. */
  againstAny: Refusal | null;
  /** The officer ordered a pause (G4). */
  isPaused: boolean;
  approval: { makerId: string; agreedBy: string[] } | null;
};

/** What each act on a refund would meet, asked before it is offered. The verbs ask again, under the tenant's lock. */
export function refundDecisions(facts: DecisionFacts, actorId: string): Record<RefundAct, Decision> {
  const open = onRequested(facts) ?? paused(facts);
  const met: Record<RefundAct, Met> = {
    propose: open ?? (facts.approval ? "already_proposed" : facts.against),
    edit: open ?? facts.againstAny,
    decline: facts.state === "granted" ? paused(facts) : open,
    agree: open ?? refuseCheck(facts, actorId) ?? (facts.approval?.agreedBy.includes(actorId) ? "already_agreed" : facts.against),
    refuse: open ?? refuseCheck(facts, actorId),
    endTrouble: refuseEnd(facts),
    tryAgain: facts.isRetried ? "retried_already" : (refuseRetry(facts) ?? paused(facts) ?? facts.askedAlready),
    askNow: refuseAsking(facts),
  };
  return Object.fromEntries(REFUND_ACTS.map((act) => [act, decisionOf(met[act])])) as Record<RefundAct, Decision>;
}

type Met = RefusalCode | Refusal | null;

const onRequested = ({ state }: DecisionFacts): RefusalCode | null => (state === "requested" ? null : "refund_not_requested");

const paused = ({ isPaused }: DecisionFacts): RefusalCode | null => (isPaused ? "paused_by_order" : null);

function refuseCheck({ approval, shapedBy }: DecisionFacts, actorId: string): RefusalCode | null {
  if (isOwnGrant(shapedBy, approval?.makerId, actorId)) return "own_grant";
  return approval ? null : "not_proposed";
}

function decisionOf(met: Met): Decision {
  const code = met === null ? null : typeof met === "string" ? met : (met.code as RefusalCode);
  const facts = met !== null && typeof met !== "string" ? met.facts : {};
  const because = code && REFUSALS[code].replace(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? ""));
  return { allowed: code === null, code, because };
}
