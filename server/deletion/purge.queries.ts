import { Prisma } from "@/prisma/generated/client";
import type { PurgeRunModel, PurgeStepModel } from "@/prisma/generated/models";
import type { Tx } from "@/server/lib/db";
import { speedOf, statusOf } from "@/server/retention/step-status";

/** Purges as screens show them: each class with its counts, its speed, and what it does or waits for. */
export async function purgeViews(db: Tx, runs: (PurgeRunModel & { steps: PurgeStepModel[] })[], now: Date) {
  const [switches] = await db.$queryRaw<{ stopped: boolean }[]>`SELECT console.purges_are_stopped() AS stopped`;
  const isStopped = switches?.stopped !== false;
  const held = await heldSteps(
    db,
    runs.filter((run) => !run.finishedAt).map((run) => run.requestId),
    now,
  );
  return runs.map((run) => viewOf(run, held.get(run.requestId) ?? new Set(), isStopped && !run.finishedAt));
}
export type PurgeView = ReturnType<typeof viewOf>;

function viewOf({ steps, ...run }: PurgeRunModel & { steps: PurgeStepModel[] }, held: Set<string>, isStopped: boolean) {
  const views = steps
    .toSorted((a, b) => a.position - b.position)
    .map((step) => ({
      className: step.className,
      before: Number(step.before),
      done: Number(step.done),
      survivors: step.survivors === null ? null : Number(step.survivors),
      failureCode: step.failureCode,
      startedAt: step.startedAt,
      finishedAt: step.finishedAt,
      speed: speedOf(Number(step.done), step.workedMs),
      status: statusOf(step, { isHeld: held.has(step.className), isStopped }),
    }));
  const done = views.reduce((sum, step) => sum + step.done, 0);
  return {
    startedAt: run.startedAt,
    heartbeatAt: run.heartbeatAt,
    verifiedAt: run.verifiedAt,
    finishedAt: run.finishedAt,
    // What was written down last may be over: the switch is asked now.
    fault: isStopped ? ("stopped" as const) : run.fault === "stopped" ? null : run.fault,
    forfeitedPaise: run.forfeitedPaise,
    before: views.reduce((sum, step) => sum + step.before, 0),
    done,
    speed: speedOf(
      done,
      steps.reduce((sum, step) => sum + step.workedMs, 0),
    ),
    steps: views,
  };
}

async function heldSteps(db: Tx, requestIds: string[], now: Date): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>();
  if (requestIds.length === 0) return held;
  const rows = await db.$queryRaw<{ requestId: string; className: string }[]>`
    SELECT s.request_id AS "requestId", s.class_name AS "className" FROM console.purge_step s JOIN console.purge_run p ON p.request_id = s.request_id
    WHERE s.request_id IN (${Prisma.join(requestIds.map((id) => Prisma.sql`${id}::uuid`))}) AND s.finished_at IS NULL
      AND console.is_held(p.tenant_id, s.class_name, ${now})`;
  for (const { requestId, className } of rows) held.set(requestId, (held.get(requestId) ?? new Set()).add(className));
  return held;
}
