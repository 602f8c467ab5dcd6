import { raiseAlert } from "@/server/deletion/raise-alert";
import type { Deps } from "@/server/lib/deps";
import { checkFinishable } from "./check-erasable";
import { countClass } from "./count-class";
import type { Run } from "./erase-class";
import { ERASE_CLASSES, type EraseClass } from "./inventory";
import { issueCertificate } from "./issue-certificate";
import { notBefore } from "./purge-pace";
import { endingWith, recordFailureOf, unlessFinished } from "./record-trouble";

/**
 * Counts every class afresh and writes what it finds beside the step; returns the sum (P4). Class by class, each in a short
 * transaction of its own, because a tenant may be huge. Earlier counts are forgotten first, so the proof at the end rests
 * on this recount alone. A survivor opens its own class again and no other. Null, and nothing written, when another runner
 * has finished the purge: its proof stands as it is.
 */
export async function recount(deps: Deps, requestId: string): Promise<number | null> {
  const run = await deps.db.purgeRun.findUniqueOrThrow({ where: { requestId }, select: { requestId: true, tenantId: true } });
  const forgotten = await unlessFinished(deps, requestId, (tx) =>
    tx.purgeStep.updateMany({ where: { requestId }, data: { survivors: null } }),
  );
  if (!forgotten) return null;
  let sum = 0;
  for (const entry of ERASE_CLASSES) {
    const survivors = await recordFailureOf(deps, run, entry, () => recountClass(deps, run, entry));
    if (survivors === null) return null;
    sum += survivors;
  }
  return (await prove(deps, requestId, sum)) && sum;
}

async function recountClass(deps: Deps, { requestId, tenantId }: Run, entry: EraseClass): Promise<number | null> {
  const survivors = await countClass(deps.db, entry, tenantId, requestId);
  const written = await unlessFinished(deps, requestId, (tx) =>
    tx.purgeStep.update({
      where: { requestId_className: { requestId, className: entry.name } },
      data: { survivors: BigInt(survivors), failureCode: null, ...(survivors > 0 ? { finishedAt: null } : {}) },
      select: { className: true },
    }),
  );
  return written && survivors;
}

/** Everything at zero and everything counted: only together are they the proof. A step that another worker is counting now breaks it. */
async function prove(deps: Deps, requestId: string, sum: number): Promise<true | null> {
  return unlessFinished<true>(deps, requestId, async (tx) => {
    const now = await deps.clock.now(tx);
    const run = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, include: { steps: true } });
    if (sum > 0) {
      await tx.purgeRun.update({ where: { requestId }, data: { fault: "survivors" }, select: { requestId: true } });
      await raiseAlert(tx, "purge_incomplete", { requestId }, now);
      return true;
    }
    await checkFinishable(deps, tx, run);
    const isCounted = (name: string) => run.steps.some((step) => step.className === name && step.survivors === 0n && step.finishedAt);
    const open = ERASE_CLASSES.filter(({ name }) => !isCounted(name));
    if (open.length > 0 || run.steps.some((step) => step.survivors !== 0n))
      throw new Error(`the recount is not of one piece: ${open.map(({ name }) => name).join(", ")}`);
    const verifiedAt = notBefore(run.startedAt, now);
    await tx.purgeRun.update({ where: { requestId }, data: { verifiedAt }, select: { requestId: true } });
    await endingWith("cannot_certify", issueCertificate(tx, requestId, verifiedAt));
    return true;
  });
}
