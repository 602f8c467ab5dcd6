import type { Deps } from "@/server/lib/deps";
import { checkStore } from "./check-store";
import { countClass } from "./count-class";
import type { Run } from "./erase-class";
import { ERASE_CLASSES, type EraseClass } from "./inventory";
import { recordFailureOf } from "./record-trouble";

const POINTED_TO_BY: Record<string, string> = { objects_recordings: "recording", objects_knowledge: "knowledge_file" };

/**
 * Counts every class once and writes the plan; what stands in it is left alone, so that progress is never reset. A class
 * that cannot be counted stands in the plan with what broke, and is counted at the next try, before anything is erased.
 */
export async function planPurge(deps: Deps, run: Run): Promise<void> {
  await reopenNotices(deps, run);
  const steps = await deps.db.purgeStep.findMany({ where: { requestId: run.requestId } });
  const isPlanned = (name: string) => steps.some((step) => step.className === name && (step.startedAt || !step.failureCode));
  const missing = [...ERASE_CLASSES.entries()].filter(([, entry]) => !isPlanned(entry.name));
  if (missing.length === 0) return;
  const broken: unknown[] = [];
  for (const [position, entry] of missing) {
    const step = { requestId: run.requestId, position, className: entry.name };
    try {
      const before = BigInt(await countForPlan(deps, run, entry));
      await deps.db.purgeStep.upsert({
        where: { requestId_className: { requestId: run.requestId, className: entry.name } },
        create: { ...step, before },
        update: { before, failureCode: null },
        select: { className: true },
      });
    } catch (error) {
      broken.push(error);
      await deps.db.purgeStep.createMany({ data: [{ ...step, before: 0n }], skipDuplicates: true });
      await recordFailureOf(deps, run, entry, () => Promise.reject(error)).catch(() => {}); // kept above, thrown below
    }
  }
  if (broken.length > 0) throw broken[0];
}

/** The word that the erasing goes on (H3) is spared for 48 hours; when it may go, its class has long been done. */
async function reopenNotices(deps: Deps, run: Run): Promise<void> {
  const entry = ERASE_CLASSES.find(({ name }) => name === "notice");
  if (!entry) return;
  const step = { requestId: run.requestId, className: entry.name, finishedAt: { not: null } };
  if ((await deps.db.purgeStep.count({ where: step })) === 0 || (await countClass(deps.db, entry, run.tenantId, run.requestId)) === 0)
    return;
  await deps.db.purgeStep.updateMany({ where: step, data: { finishedAt: null } });
}

async function countForPlan(deps: Deps, run: Run, entry: EraseClass): Promise<number> {
  const count = await countClass(deps.db, entry, run.tenantId, run.requestId);
  const rows = ERASE_CLASSES.find(({ name }) => name === POINTED_TO_BY[entry.name]);
  // Rows that point to objects, and none of them there: in the wrong store "nothing left" would be untrue of the right one.
  if (rows && count === 0 && (await countClass(deps.db, rows, run.tenantId, run.requestId)) > 0) await checkStore(deps.db, run.tenantId);
  return count;
}
