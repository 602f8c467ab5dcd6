import type { Db } from "@/server/lib/db";
import { logger } from "@/server/lib/logger";
import type { ObjectStore } from "@/server/lib/object-store";
import { checkLedger } from "./check-ledger";
import { LedgerTrouble, sentenceFor } from "./ledger";

const EVERY_MS = 15_000;

export interface LedgerWatch {
  /** Why nothing may be served or done on this database now; null when it may. Answered from memory once it is known. */
  refusal(): Promise<string | null>;
  stop(): void;
}

/**
 * Looks at mark and ledger when a process starts and every 15 seconds after that, so that a restore under a running process
 * is noticed too. What was found good stays good while database or ledger merely cannot be reached: a database that does
 * not answer serves nobody anyway. Until it was found good once, nothing is served.
 */
export function watchLedger(db: Db, store: ObjectStore, everyMs = EVERY_MS): LedgerWatch {
  let known: { refusal: string | null } | null = null;
  let looking: Promise<string | null> | null = null;

  const look = async (): Promise<string | null> => {
    try {
      const refusal = sentenceFor(await checkLedger(db, store));
      if (refusal && refusal !== known?.refusal) logger.error(`Refusing to serve. ${refusal}`);
      if (!refusal && known?.refusal) logger.info("The database has followed its erasure ledger; serving again.");
      known = { refusal };
      return refusal;
    } catch (error) {
      const isDamaged = error instanceof LedgerTrouble && error.cause === undefined;
      logger.error(
        { err: error },
        isDamaged ? "refusing to serve: the erasure ledger is damaged" : "the erasure ledger could not be compared",
      );
      if (isDamaged) known = { refusal: `${error.message}. Bring back the erasure ledger from where it is kept.` };
      return known ? known.refusal : "The erasure ledger could not be read yet, and without it nobody is served.";
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
    stop: () => clearInterval(timer),
  };
}
