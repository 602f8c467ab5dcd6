import { databaseClock } from "@/server/lib/clock";
import { openOwnerDb } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { databaseUrl } from "@/server/lib/env";

/** What a command works with that only the owner of the database may run: DATABASE_URL's own login. */
export function openOwnerDeps(url = databaseUrl()): { deps: Deps; close: () => Promise<void> } {
  const db = openOwnerDb(url);
  return { deps: { db, clock: databaseClock }, close: () => db.$disconnect() };
}
