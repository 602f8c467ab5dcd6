import { lockRequest } from "@/server/deletion/act-on-request";
import { endCases } from "@/server/grievance/end-cases";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { ERASE_CLASSES } from "./inventory";

type Request = { id: string; version: number; state: string; dueAt: Date };

/**
 * Ends what a restored database still believes about a tenant that is erased: a running window has run out and its purge
 * is done, proven by the count just taken; a request that nobody had decided is withdrawn, because there is nothing left
 * to decide; waiting codes, returns, alerts and mails end with them; so do its cases at the grievance desk, of which nobody reads a word
 * any more. Called while the replay is open, and only then.
 */
export async function endReplayed({ db, clock }: Deps, tenantId: string, erased: Record<string, number>): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockTenant(tx, tenantId);
    await endCases(tx, tenantId, await clock.now(tx));
  });
  const live = await db.deletionRequest.findFirst({
    where: { tenantId, state: { in: ["received", "verified", "retained", "purging"] } },
    select: { id: true },
  });
  if (!live) return;
  await db.$transaction(async (tx) => {
    await lockRequest(tx, live.id);
    const now = await clock.now(tx);
    let request: Request = await tx.deletionRequest.findUniqueOrThrow({
      where: { id: live.id },
      select: { id: true, version: true, state: true, dueAt: true },
    });
    if (request.state === "received" || request.state === "verified") await move(tx, request, "withdrawn", now);
    if (request.state === "retained") request = await move(tx, request, "purging", now);
    if (request.state === "purging") {
      await proveEmpty(tx, live.id, tenantId, erased, now);
      await move(tx, request, "purged", now);
      await tx.deactivation.updateMany({ where: { requestId: live.id, endedAt: null }, data: { endedAt: now, endedBecause: "purged" } });
    }
    await tx.confirmation.updateMany({ where: { requestId: live.id, endedAt: null }, data: { endedAt: now } });
    await tx.returnRequest.updateMany({
      where: { requestId: live.id, endedAt: null },
      data: { endedAt: now, endedBecause: "window_closed" },
    });
    await tx.alert.updateMany({ where: { requestId: live.id, endedAt: null }, data: { endedAt: now } });
  });
}

async function move(tx: Tx, request: Request, state: "withdrawn" | "purging" | "purged", now: Date): Promise<Request> {
  const version = request.version + 1;
  await tx.deletionRequest.update({
    where: { id: request.id, version: request.version },
    data: { state, version, stateChangedAt: now },
    select: { id: true },
  });
  return { ...request, state, version };
}

/** The run and its steps, as a purge leaves them: what this erasure found and took, and zero left. */
async function proveEmpty(tx: Tx, requestId: string, tenantId: string, erased: Record<string, number>, now: Date): Promise<void> {
  await tx.purgeRun.upsert({
    where: { requestId },
    create: { requestId, tenantId, startedAt: now, heartbeatAt: now, verifiedAt: now, finishedAt: now },
    update: { heartbeatAt: now, verifiedAt: now, finishedAt: now, fault: null },
    select: { requestId: true },
  });
  for (const [position, { name }] of ERASE_CLASSES.entries()) {
    const took = BigInt(erased[name] ?? 0);
    await tx.purgeStep.upsert({
      where: { requestId_className: { requestId, className: name } },
      create: { requestId, position, className: name, before: took, done: took, survivors: 0n, startedAt: now, finishedAt: now },
      update: { survivors: 0n, done: { increment: took }, failureCode: null, finishedAt: now },
      select: { className: true },
    });
  }
  // A class that an older version counted and this one does not know: it was erased with the others.
  await tx.purgeStep.updateMany({ where: { requestId, survivors: null }, data: { survivors: 0n, finishedAt: now } });
}
