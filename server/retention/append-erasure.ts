import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";
import { certificatePlace, entryPlace, keyCheck, LedgerTrouble, type Mark, type ReadEntry, tenantRef, writeEntry } from "./ledger";
import { type Ledger, openLedger } from "./open-ledger";
import { followLedger, readEntry, readMark } from "./read-ledger";

/** What the ledger held beyond the database's mark, our own entry last or wherever an earlier try had put it. */
export type Appended = { number: number; since: ReadEntry[] };
/** Each turn somebody else took the number, or the store did not keep what it said it kept. */
const TURNS = 5;
type Erasure = { tenantId: string; certificate: { jws: string; sha256: string; issuedAt: Date } };

/**
 * Writes a certified purge into the erasure ledger (P6), before it is called done. Once per certificate: after a crash the
 * entry is found again. One append at a time, by a lock of the database that holds no row; the store is asked while it is
 * held because the next number is only known then. Throws LedgerTrouble when the ledger is not this database's.
 */
export async function appendErasure(deps: Deps, requestId: string, ledger: Ledger = openLedger()): Promise<Appended> {
  return deps.db.$transaction(
    async (tx) => {
      await lockLedger(tx);
      const { tenantId } = await tx.purgeRun.findUniqueOrThrow({ where: { requestId }, select: { tenantId: true } });
      const certificate = await tx.deletionCertificate.findUniqueOrThrow({ where: { requestId } });
      // Finished by another runner, or noted by another purge that moved the mark past our entry: it is not looked for again.
      if (certificate.ledgerNumber !== null) return { number: certificate.ledgerNumber, since: [] };
      return appendOnce(ledger, await readMark(tx), { tenantId, certificate });
    },
    { timeout: 50_000 },
  );
}

/** For whoever appends or moves the mark: one at a time, until the transaction ends. */
export async function lockLedger(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('callmissed erasure ledger', 0))`;
}

/** The append itself, after the mark that the caller's lock keeps still. */
export async function appendOnce({ store, key }: Ledger, mark: Mark, { tenantId, certificate }: Erasure): Promise<Appended> {
  await putOnce(store, certificatePlace(certificate.sha256), Buffer.from(certificate.jws));
  for (let turn = 0; turn < TURNS; turn += 1) {
    const since = await entriesSince(store, mark);
    const ours = since.find(({ entry }) => entry.certificateSha256 === certificate.sha256);
    if (ours) return { number: ours.entry.number, since };
    const last = since.at(-1);
    const head = last ? { number: last.entry.number, entrySha256: last.sha256 } : mark;
    const data = writeEntry({
      version: 1,
      number: head.number + 1,
      erasedAt: certificate.issuedAt.toISOString(),
      tenantRef: tenantRef(key, tenantId),
      keyCheck: keyCheck(key),
      certificateSha256: certificate.sha256,
      previousSha256: head.entrySha256,
    });
    // Taken meanwhile: by a killed worker's put that arrived late, or by another database. Read again either way.
    await putOnce(store, entryPlace(head.number + 1), data);
  }
  throw new LedgerTrouble("the erasure ledger does not keep what is written into it, or another database writes into it all the time");
}

/** Everything beyond the mark, once the mark itself stands where this database saw it. */
async function entriesSince(store: ObjectStore, mark: Mark): Promise<ReadEntry[]> {
  const atMark = await readEntry(store, mark.number);
  if (mark.number > 0 && atMark?.sha256 !== mark.entrySha256)
    throw new LedgerTrouble(`entry ${mark.number} of the erasure ledger is not the one that this database has followed`);
  const entries: ReadEntry[] = [];
  for await (const entry of followLedger(store, mark)) entries.push(entry);
  return entries;
}

/** Writes unless something stands there already. */
async function putOnce(store: ObjectStore, place: string, data: Buffer): Promise<void> {
  try {
    await store.put(place, data, { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw new LedgerTrouble("the erasure ledger cannot be written", { cause: error });
  }
}
