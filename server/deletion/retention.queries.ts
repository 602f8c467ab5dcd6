import type { Deps } from "@/server/lib/deps";
import { type PurgeView, purgeViews } from "./purge.queries";

/** Open deactivations by India's calendar, for the retention board's strip: day 0 is the rest of today, overdue counts as day −1.
 * `waiting`: those whose purge waits, or would, for a refund on its way, held ones left out. */
export async function retentionStrip(deps: Deps) {
  const now = await deps.clock.now(deps.db);
  const days = await deps.db.$queryRaw<{ day: number; total: number; held: number; waiting: number }[]>`
    SELECT CASE WHEN d.purge_due_at < ${now}::timestamptz THEN -1
        ELSE (d.purge_due_at AT TIME ZONE 'Asia/Kolkata')::date - (${now}::timestamptz AT TIME ZONE 'Asia/Kolkata')::date END AS day, count(*)::int AS total,
      count(*) FILTER (WHERE EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL))::int AS held,
      count(*) FILTER (WHERE console.pays_out(d.tenant_id) AND NOT EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = d.tenant_id AND h.released_at IS NULL))::int AS waiting
    FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.state = 'retained' WHERE d.ended_at IS NULL GROUP BY 1 ORDER BY 1`;
  return { now, days };
}

/** Purges under way, the longest running first: each with its classes, and when the worker last moved. */
export async function runningPurges(deps: Deps) {
  const now = await deps.clock.now(deps.db);
  const runs = await deps.db.purgeRun.findMany({
    where: { finishedAt: null },
    orderBy: { startedAt: "asc" },
    take: 50,
    include: { steps: true, request: { select: { number: true } } },
  });
  const names = await deps.db.tenant.findMany({ where: { id: { in: runs.map((run) => run.tenantId) } }, select: { id: true, name: true } });
  const views = await purgeViews(deps.db, runs, now);
  return {
    now,
    runs: runs.map((run, at) => ({
      ...(views[at] as PurgeView),
      requestId: run.requestId,
      number: run.request.number,
      organisation: names.find((tenant) => tenant.id === run.tenantId)?.name ?? null,
    })),
  };
}
