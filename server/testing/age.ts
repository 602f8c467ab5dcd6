import type pg from "pg";

/** What belongs to a request and carries an instant: [table, the column that names the request or its deactivation, instants]. */
const AGES: readonly (readonly [table: string, of: "id" | "request_id" | "deactivation_id", instants: readonly string[]])[] = [
  ["deletion_request", "id", ["received_at", "state_changed_at", "due_at"]],
  ["deactivation", "request_id", ["deactivated_at", "purge_due_at", "digest_taken_at"]],
  ["seal_digest", "deactivation_id", ["taken_at"]],
  ["return_comparison", "deactivation_id", ["started_at", "finished_at"]],
  ["probe_receipt", "deactivation_id", ["observed_at"]],
  ["inbound_mail", "request_id", ["received_at", "examined_at"]],
  ["verification", "request_id", ["decided_at"]],
  ["confirmation", "request_id", ["created_at", "expires_at", "confirmed_at", "ended_at"]],
  ["return_request", "request_id", ["received_at", "ended_at"]],
  ["notice", "request_id", ["created_at", "send_after", "claimed_at", "sent_at"]],
];

/**
 * Moves a request and everything around it `days` × 24 hours into the past, so that a journey need not wait: the data is
 * aged, never the machine's clock. Needs a superuser, because the countdown is immutable by trigger. The visitors' book
 * and the tenant's own rows keep their instants: the one is never rewritten, the others are sealed and fingerprinted.
 */
export async function ageRequest(pool: pg.Pool, requestId: string, days: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    for (const [table, of, instants] of AGES) {
      const moves = instants.map((instant) => `${instant} = ${instant} - $2 * interval '24 hours'`).join(", ");
      const whose =
        of === "deactivation_id" ? "deactivation_id IN (SELECT id FROM console.deactivation WHERE request_id = $1)" : `${of} = $1`;
      const { rowCount } = await client.query(`UPDATE console.${table} SET ${moves} WHERE ${whose}`, [requestId, days]);
      if (table === "deletion_request" && rowCount !== 1) throw new Error(`there is no request ${requestId}`);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
