import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { countClass } from "./count-class";
import { endReplayed } from "./end-replayed";
import { eraseBatch } from "./erase-batch";
import { ERASE_CLASSES, type EraseClass } from "./inventory";
import type { LedgerEntry } from "./ledger";
import type { Ledger } from "./open-ledger";
import { OUTSIDE_TRANSACTION, outsideDeadline, removeOutside } from "./remove-outside";
import { restoreCertificate } from "./restore-certificate";

type Again = { purge: Deps; replay: Deps; ledger: Ledger; isAll: boolean; say: (line: string) => void };
/** Nobody is at the console meanwhile: as much at a time as the locks bear. */
const BATCH_ROWS = 5_000;
/** Stands for "no request": nothing is spared and nothing is kept apart. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A hold was placed on the tenant after its erasure; it stays until that is released (H2). */
export class HeldSince extends Error {
  override readonly name = "HeldSince";
}

/**
 * Erases one tenant that a restore brought back (P6): the opening is written down first, which the database asks for, then
 * every class with the purge's own hands, counted again, and what the restored database still believes is ended. Done
 * already: does nothing. Throws HeldSince.
 */
export async function eraseAgain(that: Again, tenantId: string, entry: LedgerEntry): Promise<void> {
  const { purge, replay } = that;
  const known = await replay.db.erasureReplay.findUnique({ where: { tenantId }, select: { finishedAt: true } });
  if (known?.finishedAt && !that.isAll) return;
  const startedAt = await replay.clock.now(replay.db);
  await replay.db.erasureReplay.upsert({
    where: { tenantId },
    create: { tenantId, ledgerNumber: entry.number, erasedAt: new Date(entry.erasedAt), startedAt },
    update: { finishedAt: null },
    select: { tenantId: true },
  });
  const requests = await purge.db.deletionRequest.findMany({ where: { tenantId }, select: { id: true } });
  const erased: Record<string, number> = {};
  for (const one of ERASE_CLASSES) {
    for (const requestId of one.how === "digests" ? requests.map(({ id }) => id) : [NOBODY]) {
      for (let batch = -1; batch !== 0; ) {
        batch = await eraseOnce(purge, one, tenantId, requestId);
        erased[one.name] = (erased[one.name] ?? 0) + batch;
      }
    }
  }
  for (const one of ERASE_CLASSES)
    for (const requestId of one.how === "digests" ? requests.map(({ id }) => id) : [NOBODY])
      if ((await countClass(purge.db, one, tenantId, requestId)) !== 0)
        throw new Error(`after the replay there is still something of ${one.name}`);

  await restoreCertificate(purge, that.ledger, entry, tenantId);
  await endReplayed(purge, tenantId, erased);
  await replay.db.$transaction(async (tx) => {
    const finishedAt = await replay.clock.now(tx);
    const { count } = await tx.erasureReplay.updateMany({ where: { tenantId, finishedAt: null }, data: { finishedAt } });
    const rows = Object.values(erased).reduce((sum, part) => sum + part, 0);
    if (count > 0)
      await recordAuditEvent(
        tx,
        "erasure.replayed",
        { kind: "system" },
        { tenantId, requestId: requests.at(-1)?.id ?? null },
        { ledgerNumber: entry.number, erased: rows },
      );
  });
}

/**
 * One batch under the tenant's lock, with the tenant named to the database, which lets this role delete nobody else's rows.
 * Refused by a hold that is younger than the erasure.
 */
async function eraseOnce({ db }: Deps, one: EraseClass, tenantId: string, requestId: string): Promise<number> {
  return db.$transaction(async (tx: Tx) => {
    const deadline = outsideDeadline();
    await lockTenant(tx, tenantId);
    // Objects and the key have no guard of their own: the database is asked before them as well (H2).
    const [opening] = await tx.$queryRaw<{ isOpen: boolean }[]>`SELECT console.is_replayed(${tenantId}::uuid) AS "isOpen"`;
    if (!opening?.isOpen) throw new HeldSince("a legal hold was placed on a tenant after its erasure");
    if (one.how === "objects" || one.how === "key") return removeOutside(one, tenantId, deadline);
    await tx.$executeRaw`SELECT set_config('callmissed.purging_tenant', ${tenantId}, true)`;
    return eraseBatch(tx, one, { tenantId, requestId }, BATCH_ROWS);
  }, OUTSIDE_TRANSACTION);
}
