import type { Deps } from "@/server/lib/deps";
import { ACKNOWLEDGE_HOURS } from "@/server/policy/grievance";

/** An open case whose period ends within so many days needs somebody today. */
const RUNNING_OUT_DAYS = 7;

/** What of the desk needs the officer today (G2): counts over the open cases, by the index the queue is read with. */
export async function deskToday({ db, clock }: Deps) {
  const now = await clock.now(db);
  const [row] = await db.$queryRaw<{ overdue: number; runningOut: number; unacknowledged: number }[]>`
    SELECT (count(*) FILTER (WHERE answer_due_at <= ${now}))::int AS overdue,
      (count(*) FILTER (WHERE answer_due_at > ${now} AND answer_due_at <= ${now}::timestamptz + make_interval(hours => ${RUNNING_OUT_DAYS * 24}::int)))::int AS "runningOut",
      (count(*) FILTER (WHERE acknowledged_at IS NULL AND received_at <= ${now}::timestamptz - make_interval(hours => ${ACKNOWLEDGE_HOURS}::int)))::int AS unacknowledged
    FROM console.grievance WHERE state = 'open'`;
  return row ?? { overdue: 0, runningOut: 0, unacknowledged: 0 };
}
