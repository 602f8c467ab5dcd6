import { databaseClock } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import type { Env } from "@/server/lib/env";
import { openLedger } from "./open-ledger";
import type { Replaying } from "./replay-erasures";

/** The two database roles and the ledger that a replay works with. */
export function openReplay(settings: Env): { that: Pick<Replaying, "purge" | "replay" | "ledger">; close: () => Promise<void> } {
  const ledger = openLedger(settings);
  const purge = openDb("callmissed_purge", settings.DATABASE_URL, 2, STATEMENT_LIMIT_MS.job);
  const replay = openDb("callmissed_replay", settings.DATABASE_URL, 2, STATEMENT_LIMIT_MS.job);
  return {
    that: { purge: { db: purge, clock: databaseClock }, replay: { db: replay, clock: databaseClock }, ledger },
    close: async () => void (await Promise.all([purge.$disconnect(), replay.$disconnect()])),
  };
}
