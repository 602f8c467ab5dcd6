import type { Db } from "@/server/lib/db";
import { within } from "@/server/lib/deadline";
import { logger } from "@/server/lib/logger";
import type { ObjectStore } from "@/server/lib/object-store";
import { checkLedger } from "./check-ledger";
import { LedgerTrouble, sentenceFor } from "./ledger";
import { readMark } from "./read-ledger";

const EVERY_MS = 15_000;
/** A frozen database is one that is away; whoever asks meanwhile must not hang with it. */
const DATABASE_WITHIN_MS = 5_000;
/** Nobody can say now whether this database may be served. */
export const NOT_COMPARED = "The erasure ledger could not be read yet, and without it nobody is served.";

export interface LedgerWatch {
  /** Why nothing may be served or done on this database now; null when it may. Answered from memory once it is known. */
  refusal(): Promise<string | null>;
  /** The same, looked up now whatever is remembered. */
  refusalNow(): Promise<string | null>;
  stop(): void;
}

/**
 * Looks at mark and ledger when a process starts and every 15 seconds after that, so that a restore under a running process
 * is noticed too. What was found good stays good while the ledger alone cannot be reached. A database that was away may be
 * another one when it is back: whatever is known of it is forgotten, and the next one who asks looks again before anything
 * is served. Until it was found good once, nothing is served.
 */
export function watchLedger(db: Db, store: ObjectStore, everyMs = EVERY_MS): LedgerWatch {
  let known: { refusal: string | null } | null = null;
  let looking: Promise<string | null> | null = null;

  const look = async (): Promise<string | null> => {
    try {
      await within(DATABASE_WITHIN_MS, readMark(db));
      const refusal = sentenceFor(await checkLedger(db, store));
      if (refusal && refusal !== known?.refusal) logger.error(`Refusing to serve. ${refusal}`);
      if (!refusal && known?.refusal) logger.info("The database has followed its erasure ledger; serving again.");
      known = { refusal };
      return refusal;
    } catch (error) {
      const isLedger = error instanceof LedgerTrouble;
      const isDamaged = isLedger && error.cause === undefined;
      // The sentences of LedgerTrouble name entries by number and hold nobody's data.
      logger.error(
        { err: error, ...(isLedger ? { because: error.message } : {}) },
        isDamaged ? "refusing to serve: the erasure ledger is damaged" : "the erasure ledger could not be compared",
      );
      if (isDamaged) known = { refusal: `${error.message}. Bring back the erasure ledger from where it is kept.` };
      if (!isLedger) known = null;
      return known ? known.refusal : NOT_COMPARED;
    }
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void lookOnce(), everyMs);
  timer.unref();
  return {
    refusal: async () => (known ? known.refusal : lookOnce()),
    refusalNow: async () => {
      await looking; // begun earlier, it may have seen the database as it was before
      return lookOnce();
    },
    stop: () => clearInterval(timer),
  };
}
