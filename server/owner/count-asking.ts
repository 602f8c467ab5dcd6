import { hmacSha256 } from "@/server/lib/crypto";
import type { Db, Tx } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import type { Limit } from "./limits";

/**
 * Counts one more of something within its hour, by one atomic write: several processes and a restart count as one. False: there were as
 * many already, and this one did not count. What is counted and for whom is stored as a keyed hash only.
 */
export async function countAsking(db: Db | Tx, { what, atMost, withinMs }: Limit, who: string, now: Date): Promise<boolean> {
  const window = Math.floor(now.getTime() / withinMs);
  const bucket = hmacSha256(env().NEXTAUTH_SECRET, `rate:${what}:${window}:${who}`).toString("hex");
  const expiresAt = new Date((window + 1) * withinMs);
  const counted = await db.$queryRaw<unknown[]>`
    INSERT INTO console.rate_count AS c (bucket, tried, expires_at) VALUES (${bucket}::text, 1, ${expiresAt}::timestamptz)
    ON CONFLICT (bucket) DO UPDATE SET tried = c.tried + 1 WHERE c.tried < ${atMost}::int RETURNING c.tried`;
  return counted.length === 1;
}
