import type { Tx } from "@/server/lib/db";

/** Lines that the signing itself leaves in the book: no reason to sign again. */
export const OF_SIGNING: readonly string[] = ["audit.checkpointed", "audit.settled"];

/**
 * For how many seconds the oldest event has waited for its link, and for its signature; 0 where none waits. Asked of the database
 * alone: a line that says that a link after its own was signed says nothing.
 */
export async function findStall(db: Pick<Tx, "$queryRaw">): Promise<{ unlinkedSeconds: number; unsignedSeconds: number }> {
  const [row] = await db.$queryRaw<{ unlinked: number | null; unsigned: number | null }[]>`
    SELECT extract(epoch FROM clock_timestamp() - (SELECT min(at) FROM console.audit_waiting))::float8 AS unlinked,
      extract(epoch FROM clock_timestamp() - (
        SELECT e.at FROM console.audit_link l JOIN console.audit_event e ON e.id = l.event_id
        WHERE l.seq > coalesce((SELECT told.seq FROM console.audit_event c JOIN console.audit_link k ON k.event_id = c.id
            CROSS JOIN LATERAL (SELECT substring(c.payload::text FROM '^\\{"seq": (\\d{1,16})\\}$')::bigint AS seq) told
            WHERE c.type = 'audit.checkpointed' AND told.seq < k.seq ORDER BY c.id DESC LIMIT 1), 0)
          AND e.type <> ALL (${[...OF_SIGNING]}::text[]) ORDER BY l.seq LIMIT 1))::float8 AS unsigned`;
  return { unlinkedSeconds: Math.max(0, row?.unlinked ?? 0), unsignedSeconds: Math.max(0, row?.unsigned ?? 0) };
}
