/** A step of a purge as a person sees it. */
export type StepStatus = "done" | "failed" | "held" | "stopped" | "running" | "waiting";

type Step = { startedAt: Date | null; finishedAt: Date | null; failureCode: string | null };

/** What to call a step now. A failure is shown even on a finished step: the recount could not look at it. */
export function statusOf(step: Step, { isHeld, isStopped }: { isHeld: boolean; isStopped: boolean }): StepStatus {
  if (step.failureCode) return "failed";
  if (step.finishedAt) return "done";
  if (isHeld) return "held";
  if (!step.startedAt) return "waiting";
  return isStopped ? "stopped" : "running";
}

/** Rows a second while it was at work, the pauses left out; null before anything can be said. */
export const speedOf = (done: number, workedMs: number): number | null => (done > 0 && workedMs > 0 ? (done * 1_000) / workedMs : null);
