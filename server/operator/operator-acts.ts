import type { OperatorState } from "./operator";
import type { RefusalCode } from "./refusals";

export const OPERATOR_ACTS = ["agree", "decline", "withdraw", "ask_role", "end_sessions", "end_access"] as const;
export type OperatorAct = (typeof OPERATOR_ACTS)[number];

/** Everything a decision about somebody who works here looks at. */
export type OperatorFacts = {
  id: string;
  state: OperatorState;
  /** Without them nobody who signs in could invite anybody. */
  isLastAdmin: boolean;
  openSessions: number;
  /** Who asked for what waits for a second person; null when nothing does. */
  askedBy: string | null;
};

/** Why somebody cannot do this to an operator now; null when it can be done. The verb throws with it, the screen explains with it. */
export function refuseAct(operator: OperatorFacts, act: OperatorAct, actorId: string): RefusalCode | null {
  const { id, state, isLastAdmin, openSessions, askedBy } = operator;
  if (act === "agree" || act === "decline") {
    if (!askedBy) return "change_over";
    if (askedBy === actorId) return "own_change";
    return id === actorId ? "own_role" : null;
  }
  if (act === "withdraw") return !askedBy ? "change_over" : askedBy === actorId ? null : "not_your_change";
  if (act === "ask_role") {
    if (askedBy) return "change_waits";
    return isLastAdmin ? "last_admin" : null;
  }
  if (act === "end_sessions") return openSessions === 0 ? "no_sessions" : null;
  if (state === "ended" || state === "asked") return "no_access";
  if (isLastAdmin) return "last_admin";
  return id === actorId ? "own_access" : null;
}
