import type { Ask } from "./read-trail";
import { type Fault, waitingDatedBack, waitingLong } from "./trail-fault";

/** What waits for its link. `since` is the oldest one's instant. */
export type Waiting = { total: number; since: Date | null };

type Row = { total: string; since: string | null; longId: string | null; longSince: string | null; bentId: string | null };

const ms = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::bigint::text`;
// An event was written at most as long before it began to wait as the longest transaction takes; an hour is far more.
const WAITING = `SELECT count(*)::text AS total, ${ms("min(w.at)")} AS since,
  min(w.event_id) FILTER (WHERE w.at < clock_timestamp() - interval '10 minutes')::text AS "longId",
  ${ms("min(w.at) FILTER (WHERE w.at < clock_timestamp() - interval '10 minutes')")} AS "longSince",
  min(w.event_id) FILTER (WHERE e.at NOT BETWEEN w.at - interval '1 hour' AND w.at + interval '1 hour')::text AS "bentId"
  FROM console.audit_waiting w LEFT JOIN console.audit_event e ON e.id = w.event_id`;

/**
 * What waits for its link is not protected by the chain yet, so it may do so for ten minutes at most, and its event may not say that it
 * is older than the waiting. Events that are gone while their number waits are found with the trail itself.
 */
export async function judgeWaiting(ask: Ask): Promise<Waiting & { faults: Fault[] }> {
  const [row] = await ask<Row>(WAITING);
  const faults: Fault[] = [];
  if (row?.bentId) faults.push(waitingDatedBack(Number(row.bentId)));
  if (row?.longId) faults.push(waitingLong(Number(row.longId), new Date(Number(row.longSince))));
  return { total: Number(row?.total ?? 0), since: row?.since ? new Date(Number(row.since)) : null, faults };
}
