import type { Tx } from "@/server/lib/db";

export type OpenRefunds = {
  /** How many refunds are in each state in which something is still to come; of each at most `most`. */
  byState: { label: string; value: number }[];
  /** How long the longest question to a gateway has waited for its answer. */
  oldestUnansweredSeconds: number;
  troubles: { label: string; value: number }[];
  differences: number;
};

/** What the monitor reads of refunds: numbers by state and trouble, over the narrow indexes of what is open; no tenant, no amount. */
export async function countOpenRefunds(db: Tx, now: Date, most: number): Promise<OpenRefunds> {
  const states = await db.$queryRaw<{ label: string; value: number }[]>`
    SELECT s.state::text AS label, (SELECT count(*)::int FROM (
      SELECT 1 FROM console.refund r WHERE r.state = s.state LIMIT ${most}) o) AS value
    FROM unnest(ARRAY['requested', 'granted', 'submitted', 'pending']::console."RefundState"[]) AS s (state)`;
  const troubles = await db.$queryRaw<{ label: string; value: number }[]>`
    SELECT k.trouble::text AS label, count(o.trouble)::int AS value FROM unnest(enum_range(NULL::console."RefundTrouble")) AS k (trouble)
    LEFT JOIN (SELECT trouble FROM console.refund WHERE trouble IS NOT NULL ORDER BY trouble_since, id LIMIT ${most}) o ON o.trouble = k.trouble GROUP BY 1`;
  const [oldest] = await db.$queryRaw<{ since: Date | null }[]>`
    SELECT min(coalesce(CASE WHEN state IN ('submitted', 'pending') THEN submitted_at END, asking_since)) AS since
    FROM (SELECT * FROM console.refund WHERE next_ask_at IS NOT NULL ORDER BY next_ask_at, id LIMIT ${most}) o`;
  const differences = await db.refundDifference.count({ where: { endedAt: null }, take: most });
  const oldestUnansweredSeconds = oldest?.since ? Math.max(0, (now.getTime() - oldest.since.getTime()) / 1_000) : 0;
  return { byState: states, oldestUnansweredSeconds, troubles, differences };
}
