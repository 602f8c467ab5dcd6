import { later } from "@/server/lib/clock";
import { ESCALATION_STEPS } from "@/server/policy/grievance";

type Period = { receivedAt: Date; answerDueAt: Date };
export type EscalationStep = { step: 1 | 2 | 3; dueAt: Date };

/** When more people are told that a case is still open (G2): at a third, two thirds and eight ninths of its period, which is 30, 60 and 80 days of 90. */
export function escalationSteps({ receivedAt, answerDueAt }: Period): EscalationStep[] {
  const period = answerDueAt.getTime() - receivedAt.getTime();
  return ESCALATION_STEPS.map(({ step, ninths }) => ({ step, dueAt: later(receivedAt, Math.round((period * ninths) / 9)) }));
}

/** The steps that are due by `now`. Due at an instant means: due from that instant on. */
export const dueSteps = (period: Period, now: Date): EscalationStep[] => escalationSteps(period).filter(({ dueAt }) => dueAt <= now);
