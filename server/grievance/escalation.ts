import { HOUR_MS, later } from "@/server/lib/clock";
import { ESCALATION_STEPS, UNACKNOWLEDGED_HOURS } from "@/server/policy/grievance";

type Period = { receivedAt: Date; answerDueAt: Date };
export type EscalationStep = { step: 1 | 2 | 3; dueAt: Date };

/** When more people are told that a case is still open (G2): at a third, two thirds and eight ninths of its period, which is 30, 60 and 80 days of 90. */
export function escalationSteps({ receivedAt, answerDueAt }: Period): EscalationStep[] {
  const period = answerDueAt.getTime() - receivedAt.getTime();
  return ESCALATION_STEPS.map(({ step, ninths }) => ({ step, dueAt: later(receivedAt, Math.round((period * ninths) / 9)) }));
}

/** Before the steps of its period comes one of its first day: nobody has told the person yet that it has arrived (G2). */
export const UNACKNOWLEDGED_STEP = 0;
export const unacknowledgedDueAt = (receivedAt: Date): Date => later(receivedAt, UNACKNOWLEDGED_HOURS * HOUR_MS);

/** The steps that are due by `now`. Due at an instant means: due from that instant on. */
export const dueSteps = (period: Period, now: Date): EscalationStep[] => escalationSteps(period).filter(({ dueAt }) => dueAt <= now);
