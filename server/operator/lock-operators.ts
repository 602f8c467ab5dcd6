import type { Tx } from "@/server/lib/db";

/** Whoever changes who works here waits for whoever is doing it; the database's guard of the last admin takes the same lock. */
export async function lockOperators(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('callmissed operators', 0))`;
}
