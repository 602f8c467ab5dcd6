import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { findReturnOrder } from "@/server/grievance/find-order";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { firstDifference, type TableDigest } from "@/server/platform/digest";
import { readDigest, readSealedTables } from "@/server/platform/read-digest";
import { lockRequest } from "./act-on-request";
import { isFresh } from "./comparison";
import { endAlert, raiseAlert } from "./raise-alert";

const system = { kind: "system" } as const;
type About = { id: string; tenantId: string; requestId: string };

/**
 * Compares a sealed tenant with what it was, while its owner waits to come back (L5). One statement per table and no lock
 * meanwhile: what is sealed cannot change between them. Progress is written after each table; a difference raises an alert
 * and an equal comparison ends it. A run that is still fresh is left alone; one that a killed worker left begins again.
 * @keeps D6.3 D6.4
 */
export async function compareReturn(deps: Deps, deactivationId: string): Promise<void> {
  const deactivation = await deps.db.deactivation.findUnique({
    where: { id: deactivationId },
    select: { id: true, tenantId: true, requestId: true },
  });
  if (!deactivation) return;
  const tables = await readSealedTables(deps.db);
  const startedAt = await begin(deps, deactivation, tables.length);
  if (!startedAt) return;
  const taken: TableDigest[] = [];
  for (const tableName of tables) {
    taken.push(await readDigest(deps.db, deactivation.tenantId, tableName));
    if (!(await noteProgress(deps, deactivation, startedAt, taken))) return;
  }
  await finish(deps, deactivation, startedAt, taken);
}

/** When this comparison started; null when none is needed, or there is nothing to come back to (any more). */
async function begin(deps: Deps, about: About, tables: number): Promise<Date | null> {
  return deps.db.$transaction(async (tx) => {
    const waiting = await findWaiting(tx, about);
    if (!waiting) return null;
    const now = await deps.clock.now(tx);
    const { comparison, askedAt } = waiting;
    if (comparison?.finishedAt && isFresh(comparison.finishedAt, askedAt, now)) return null;
    const afresh = { startedAt: now, tables, tablesDone: 0, rows: 0n, finishedAt: null, differsIn: null };
    await tx.returnComparison.upsert({
      where: { deactivationId: about.id },
      create: { deactivationId: about.id, ...afresh },
      update: afresh,
      select: { deactivationId: true },
    });
    return now;
  });
}

/** The open wish to come back, or the officer's order, and what is compared so far, under the tenant's lock, which is held for this moment only. */
async function findWaiting(tx: Tx, { id, requestId }: About) {
  await lockRequest(tx, requestId);
  const deactivation = await tx.deactivation.findUnique({
    where: { id },
    select: {
      endedAt: true,
      digestTakenAt: true,
      comparison: true,
      request: { select: { state: true, returnRequests: { where: { endedAt: null }, select: { receivedAt: true } } } },
    },
  });
  const askedAt = deactivation?.request.returnRequests[0]?.receivedAt ?? (await findReturnOrder(tx, requestId))?.orderedAt;
  if (!deactivation?.digestTakenAt || deactivation.endedAt || deactivation.request.state !== "retained" || !askedAt) return null;
  return { comparison: deactivation.comparison, askedAt };
}

const isStillOurs = async (tx: Tx, about: About, startedAt: Date): Promise<boolean> =>
  (await findWaiting(tx, about))?.comparison?.startedAt.getTime() === startedAt.getTime();

/** Writes the newest table down. False: the tenant came back, the window closed or another comparison took over. */
async function noteProgress(deps: Deps, about: About, startedAt: Date, taken: TableDigest[]): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    if (!(await isStillOurs(tx, about, startedAt))) return false;
    const newest = taken.at(-1) as TableDigest;
    const found = { rows: BigInt(newest.rows), digest: newest.digest, takenAt: await deps.clock.now(tx) };
    const key = { deactivationId: about.id, moment: "returning" as const, tableName: newest.tableName };
    await tx.sealDigest.upsert({
      where: { deactivationId_moment_tableName: key },
      create: { ...key, ...found },
      update: found,
      select: { tableName: true },
    });
    await tx.returnComparison.update({
      where: { deactivationId: about.id },
      data: { tablesDone: taken.length, rows: BigInt(taken.reduce((sum, table) => sum + table.rows, 0)) },
      select: { deactivationId: true },
    });
    return true;
  });
}

async function finish(deps: Deps, about: About, startedAt: Date, taken: TableDigest[]): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    if (!(await isStillOurs(tx, about, startedAt))) return;
    const stored = await tx.sealDigest.findMany({ where: { deactivationId: about.id, moment: "sealed" } });
    const differsIn = firstDifference(
      stored.map((row) => ({ ...row, rows: Number(row.rows) })),
      taken,
    );
    const now = await deps.clock.now(tx);
    await tx.returnComparison.update({
      where: { deactivationId: about.id },
      data: { finishedAt: now, differsIn },
      select: { deactivationId: true },
    });
    const { tenantId, requestId } = about;
    const open = await tx.alert.count({ where: { kind: "return_differs", requestId, endedAt: null } });
    if (differsIn && open === 0) await recordAuditEvent(tx, "tenant.return_differs", system, { tenantId, requestId }, { table: differsIn });
    if (differsIn) await raiseAlert(tx, "return_differs", { requestId }, now);
    else await endAlert(tx, "return_differs", { requestId }, now);
  });
}
