import type { Db } from "@/server/lib/db";
import type { ObjectStore } from "@/server/lib/object-store";
import { judgeLedger, type Standing } from "./ledger";
import { followLedger, readEntry, readMark } from "./read-ledger";

/** Counting further would tell nobody anything new. */
const ENOUGH = 1_000;

/**
 * Is this database as young as its erasure ledger (P6)? One row and two objects where all is well. Throws LedgerTrouble
 * when the ledger cannot be read, and whatever the database says when it does not answer.
 */
export async function checkLedger(db: Db, store: ObjectStore): Promise<Standing> {
  const mark = await readMark(db);
  const atMark = await readEntry(store, mark.number);
  const beyond: { isOurs: boolean }[] = [];
  for await (const { entry } of followLedger(store, mark)) {
    // A replay brings certificates back before its very end; until then its entry is not followed.
    const ours = await db.deletionCertificate.count({ where: { sha256: entry.certificateSha256 } });
    const open = await db.erasureReplay.count({ where: { ledgerNumber: entry.number, finishedAt: null } });
    beyond.push({ isOurs: ours > 0 && open === 0 });
    if (beyond.length === ENOUGH) break;
  }
  return judgeLedger(mark, atMark, beyond);
}
