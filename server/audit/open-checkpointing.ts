import { databaseClock } from "@/server/lib/clock";
import { openDb, STATEMENT_LIMIT_MS } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";

/** What a checkpoint taken by hand works with: the console's role, and jobs' patience. */
export function openCheckpointing(url: string): { deps: Deps; close: () => Promise<void> } {
  const db = openDb("callmissed_console", url, 2, STATEMENT_LIMIT_MS.job);
  return { deps: { db, clock: databaseClock }, close: () => db.$disconnect() };
}
