import { Gauge, Registry } from "prom-client";
import { findStall } from "@/server/audit/find-stall";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { countOpenRefunds } from "@/server/refund/count-open-refunds";
import { purgesUnderWay, windowsOver } from "./find-due";
import { BROKEN } from "./step-failure";

/** No list is counted further than this: a scrape must not become a scan. A gauge that stands here means "at least". */
export const COUNTED_AT_MOST = 10_000;

/**
 * The state of purges, alerts, refunds, queue and outbox in Prometheus's text format. Everything is asked anew of counters and narrow
 * indexes, so that any number of web processes tell the same; labels are kinds and classes, never a tenant.
 */
export async function takeMetrics({ db, clock }: Deps): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  const gauge = (name: string, help: string, values: { label?: string; value: number }[], labelName?: string): void => {
    const one = new Gauge({ name: `callmissed_${name}`, help, registers: [registry], labelNames: labelName ? [labelName] : [] });
    for (const { label, value } of values) one.set(labelName ? { [labelName]: label ?? "" } : {}, value);
  };
  const now = await clock.now(db);
  gauge("purge_runs", "Purges under way by what stands in their way; purged is the total", await purgeRuns(db), "state");
  const overdue = await overduePurges(db, now);
  gauge("purges_overdue", "Purges more than an hour late, held ones left out", [{ value: overdue.total }]);
  gauge("purge_oldest_overdue_seconds", "How late the latest of them is", [{ value: overdue.oldestSeconds }]);
  gauge("purges_stopped", "1 while the kill switch is thrown", [{ value: await db.purgeStop.count({ where: { resumedAt: null } }) }]);
  gauge("purge_erased_rows", "Rows and objects erased by all purges", await erasedTotals(db), "class");
  gauge("alerts_open", "What a person must look at", await openAlerts(db), "kind");
  const { unlinkedSeconds, unsignedSeconds } = await findStall(db);
  gauge("audit_oldest_unlinked_seconds", "How long the oldest event of the audit trail waits for its link", [{ value: unlinkedSeconds }]);
  gauge("audit_oldest_unsigned_seconds", "How long the oldest event of the audit trail waits for a checkpoint", [
    { value: unsignedSeconds },
  ]);
  const refunds = await countOpenRefunds(db, now, COUNTED_AT_MOST);
  gauge("refunds_open", "Refunds in which something is still to come", refunds.byState, "state");
  gauge("refund_oldest_unanswered_seconds", "How long a gateway has not settled what it is asked about", [
    { value: refunds.oldestUnansweredSeconds },
  ]);
  gauge("refund_troubles_open", "Refunds that wait for a person", refunds.troubles, "trouble");
  gauge("refund_differences_open", "Where our book of refunds and a gateway's disagree", [{ value: refunds.differences }]);
  const queue = await queueState(db);
  gauge("queue_jobs_waiting", "Jobs that are due and wait for a worker", [{ value: Number(queue.waiting) }]);
  gauge("queue_oldest_job_seconds", "How long the first of them has waited", [{ value: queue.oldestSeconds }]);
  gauge("queue_jobs_given_up", "Jobs that are not tried again by themselves", [{ value: Number(queue.givenUp) }]);
  gauge("notices_unsent", "Mails that are due and not sent", [{ value: await unsentNotices(db, now) }]);
  gauge("signal_deliveries_dead", "Signals that the platform did not take", [{ value: await deadDeliveries(db) }]);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

async function purgeRuns(db: Tx) {
  const open = await db.$queryRaw<{ state: string; total: number }[]>`
    SELECT coalesce(fault::text, 'running') AS state, count(*)::int AS total FROM console.purge_run WHERE finished_at IS NULL GROUP BY 1`;
  const [purged] = await db.$queryRaw<{ total: number }[]>`
    SELECT coalesce(sum(total), 0)::int AS total FROM console.request_counter WHERE state = 'purged'`;
  const of = (state: string) => open.find((row) => row.state === state)?.total ?? 0;
  const states = ["running", "held", "stopped", ...BROKEN, "overdue"];
  return [...states.map((label) => ({ label, value: of(label) })), { label: "purged", value: purged?.total ?? 0 }];
}

/** By the very queries of the sweep: what it finds and nobody has purged for an hour. */
async function overduePurges(db: Tx, now: Date): Promise<{ total: number; oldestSeconds: number }> {
  const before = later(now, -HOUR_MS);
  const [row] = await db.$queryRaw<{ total: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS total, min(late.since) AS oldest
    FROM ((${windowsOver(now, COUNTED_AT_MOST)}) UNION ALL (${purgesUnderWay(now, COUNTED_AT_MOST)})) late WHERE late.since < ${before}`;
  return { total: row?.total ?? 0, oldestSeconds: row?.oldest ? Math.max(0, (now.getTime() - row.oldest.getTime()) / 1_000) : 0 };
}

async function erasedTotals(db: Tx) {
  return (await db.erasedTotal.findMany()).map(({ className, rows }) => ({ label: className, value: Number(rows) }));
}

async function openAlerts(db: Tx) {
  const rows = await db.$queryRaw<{ kind: string; total: number }[]>`
    SELECT k.kind::text AS kind, count(a.kind)::int AS total FROM unnest(enum_range(NULL::console."AlertKind")) AS k (kind)
    LEFT JOIN (SELECT kind FROM console.alert WHERE ended_at IS NULL ORDER BY raised_at, id LIMIT ${COUNTED_AT_MOST}) a ON a.kind = k.kind GROUP BY 1`;
  return rows.map(({ kind, total }) => ({ label: kind, value: total }));
}

async function queueState(db: Tx) {
  const [row] = await db.$queryRaw<{ waiting: bigint; oldestSeconds: number; givenUp: bigint }[]>`
    SELECT waiting, oldest_seconds AS "oldestSeconds", given_up AS "givenUp" FROM console.queue_state()`;
  if (!row) throw new Error("the queue did not tell its state");
  return row;
}

const unsentNotices = (db: Tx, now: Date): Promise<number> =>
  db.notice.count({ where: { sentAt: null, voidedAt: null, sendAfter: { lte: now } }, take: COUNTED_AT_MOST });
const deadDeliveries = (db: Tx): Promise<number> => db.signalDelivery.count({ where: { deadAt: { not: null } }, take: COUNTED_AT_MOST });
