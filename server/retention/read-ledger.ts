import type { Tx } from "@/server/lib/db";
import type { ObjectStore } from "@/server/lib/object-store";
import { BEFORE_THE_FIRST, checkChain, entryPlace, LedgerTrouble, type Mark, parseEntry, type ReadEntry } from "./ledger";

/** How far this database has followed the ledger. */
export async function readMark(tx: Tx): Promise<Mark> {
  return (await tx.ledgerMark.findUnique({ where: { id: 1 }, select: { number: true, entrySha256: true } })) ?? BEFORE_THE_FIRST;
}

/** One entry; null when there is none of that number. Throws LedgerTrouble when it cannot be read. */
export async function readEntry(store: ObjectStore, number: number): Promise<ReadEntry | null> {
  if (number < 1) return null;
  const object = await store.get(entryPlace(number)).catch((cause: unknown) => {
    throw new LedgerTrouble("the erasure ledger cannot be read", { cause });
  });
  return object && parseEntry(object.data, number);
}

/** The entries after a mark, in order, each checked against the one before. Ends at the first number that is not there. */
export async function* followLedger(store: ObjectStore, from: Mark): AsyncGenerator<ReadEntry> {
  for (let previous = from; ; ) {
    const next = await readEntry(store, previous.number + 1);
    if (!next) return;
    checkChain(previous, next);
    yield next;
    previous = { number: next.entry.number, entrySha256: next.sha256 };
  }
}
