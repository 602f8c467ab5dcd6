import { type CodeStatus, refuseNewCode } from "@/server/owner/code-status";
import { type Act, type Actor, codeWaitedFor, decide, type Facts, refuseReturn } from "./lifecycle";
import { REFUSALS, type RefusalCode } from "./refusals";

const ACTS = [
  "verify",
  "propose_verification",
  "reject",
  "withdraw",
  "deactivate",
  "reactivate",
  "propose_return",
] as const satisfies readonly Act[];
export type DecisionView = { allowed: boolean; code: RefusalCode | null; because: string | null };

/** What each act would meet, asked of the same `decide` that the verbs ask. */
export function decisionsFor(facts: Facts, actor: Actor, now: Date) {
  return Object.fromEntries(
    ACTS.map((act) => {
      const decision = decide(facts, act, actor, now);
      return [
        act,
        decision.allowed
          ? { allowed: true, code: null, because: null }
          : { allowed: false, code: decision.because, because: REFUSALS[decision.because].replace("{table}", facts.differsIn ?? "") },
      ];
    }),
  ) as Record<(typeof ACTS)[number], DecisionView>;
}

/** Whether another one-time code may be sent now, and if not, why. */
export function codeDecision(facts: Facts, newest: CodeStatus | null): DecisionView {
  const waits = codeWaitedFor(facts);
  const code = "because" in waits ? waits.because : refuseNewCode(newest?.purpose === waits.purpose ? newest : null);
  return { allowed: code === null, code, because: code && REFUSALS[code] };
}

/** Whether the owner's wish to come back can be written down by hand now, and if not, why. */
export function lodgeReturnDecision(facts: Facts, now: Date): DecisionView {
  const code = refuseReturn(facts, now);
  return { allowed: code === null, code, because: code && REFUSALS[code] };
}
