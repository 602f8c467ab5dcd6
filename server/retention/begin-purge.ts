import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { actOnRequest } from "@/server/deletion/act-on-request";
import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { NotFound } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { endConfirmations } from "@/server/owner/end-confirmations";
import { writeSignal } from "@/server/signal/write-signal";
import { countClass } from "./count-class";
import { ERASE_CLASSES } from "./inventory";

/**
 * The point of no return (L7, D§3 "Permanent deletion"): after the window and without a hold, the request enters
 * `purging`, the plan with its counts is written down, and the job is queued, in one transaction. Throws `window_open`,
 * `held`, or the state's own refusal. After it the only move is to finish.
 */
export async function beginPurge(deps: Deps, requestId: string): Promise<void> {
  const system = { kind: "system" } as const;
  await actOnRequest(deps, system, requestId, null, "begin_purge", async ({ tx, now, request, owner, move }) => {
    const { tenantId } = request;
    if (!tenantId || !owner) throw new NotFound("tenant");
    await move({ dueAt: request.dueAt });
    await tx.purgeRun.create({ data: { requestId, tenantId, startedAt: now, heartbeatAt: now }, select: { requestId: true } });
    // Held back until the recount proves it: the last use of the address (P8).
    await writeNotice(tx, {
      kind: "purged",
      subjectId: requestId,
      tenantId,
      requestId,
      toAddress: owner.email,
      language: (await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { language: true } })).language,
      params: { purgedAt: null },
      at: now,
      heldBack: true,
    });
    await endConfirmations(tx, requestId, now);
    await tx.returnRequest.updateMany({ where: { requestId, endedAt: null }, data: { endedAt: now, endedBecause: "window_closed" } });
    await writeSignal(tx, "purge_started", requestId, tenantId, now);
    await recordAuditEvent(tx, "purge.started", system, { tenantId, requestId }, {});
    await enqueueJob(tx, "purge-tenant", { requestId }, { key: `purge:${requestId}` });
  });
}

/** Counts every class once and writes the plan; a plan that stands is left alone, so that progress is never reset. */
export async function planPurge(deps: Deps, requestId: string, tenantId: string): Promise<void> {
  if ((await deps.db.purgeStep.count({ where: { requestId } })) === ERASE_CLASSES.length) return;
  const plan: { requestId: string; position: number; className: string; before: bigint }[] = [];
  for (const [position, entry] of ERASE_CLASSES.entries()) {
    plan.push({ requestId, position, className: entry.name, before: BigInt(await countClass(deps.db, entry, tenantId, requestId)) });
  }
  const before = (name: string) => plan.find((step) => step.className === name)?.before ?? 0n;
  // Rows that point to objects, and a store without any: that is the wrong store, and "nothing left" would be untrue of the right one.
  for (const [rows, objects] of POINTS_TO) {
    if (before(rows) > 0n && before(objects) === 0n) throw new Error("the object store holds nothing of what rows point to");
  }
  await deps.db.purgeStep.createMany({ data: plan, skipDuplicates: true });
}

const POINTS_TO = [
  ["recording", "objects_recordings"],
  ["knowledge_file", "objects_knowledge"],
] as const;
