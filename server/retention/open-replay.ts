import { databaseClock } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import type { Env } from "@/server/lib/env";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { openLedger } from "./open-ledger";
import type { Replaying } from "./replay-erasures";

/** The two database roles and the ledger that a replay works with. `formerUrls`: where this console was called by its owners before APP_URL. */
export function openReplay(
  settings: Env,
  formerUrls: readonly string[],
): { that: Pick<Replaying, "purge" | "replay" | "ledger" | "ours">; close: () => Promise<void> } {
  const ledger = openLedger(settings);
  const ours = { keys: openSigningKeys(settings.SIGNING_KEY_FILE).published, urls: [settings.APP_URL, ...formerUrls] };
  const purge = openDb("callmissed_purge", settings.DATABASE_URL, 2, STATEMENT_LIMIT_MS.job);
  const replay = openDb("callmissed_replay", settings.DATABASE_URL, 2, STATEMENT_LIMIT_MS.job);
  return {
    that: { purge: { db: purge, clock: databaseClock }, replay: { db: replay, clock: databaseClock }, ledger, ours },
    close: async () => void (await Promise.all([purge.$disconnect(), replay.$disconnect()])),
  };
}
