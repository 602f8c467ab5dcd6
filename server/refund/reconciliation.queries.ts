import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";

const MOST = 200;
/** It runs once a day and has two hours for it; when none has finished for longer, nobody compares the books. */
const LATE_AFTER_MS = 26 * HOUR_MS;

/** The reconciliation's screen: when the last comparison finished and what it saw, whether one is running, and the open differences with those settled last. */
export async function showReconciliation({ db, clock }: Deps) {
  const now = await clock.now(db);
  const [last, running, open, ended] = await Promise.all([
    db.refundComparison.findFirst({ where: { finishedAt: { not: null } }, orderBy: { startedAt: "desc" } }),
    db.refundComparison.findFirst({ where: { finishedAt: null }, orderBy: { startedAt: "desc" }, select: { startedAt: true } }),
    db.refundDifference.findMany({ where: { endedAt: null }, orderBy: [{ foundAt: "desc" }, { id: "desc" }], take: MOST }),
    db.refundDifference.findMany({
      where: { endedAt: { not: null } },
      orderBy: [{ foundAt: "desc" }, { id: "desc" }],
      take: 20,
    }),
  ]);
  const rows = [...open, ...ended];
  const [numbers, tenants, people] = await Promise.all([
    db.refund.findMany({ where: { id: { in: rows.flatMap(({ refundId }) => refundId ?? []) } }, select: { id: true, number: true } }),
    db.tenant.findMany({ where: { id: { in: rows.flatMap(({ tenantId }) => tenantId ?? []) } }, select: { id: true, name: true } }),
    db.operator.findMany({ where: { id: { in: ended.flatMap(({ endedBy }) => endedBy ?? []) } }, select: { id: true, name: true } }),
  ]);
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  const nameOf = new Map([...tenants, ...people].map(({ id, name }) => [id, name]));
  const named = <Row extends { refundId: string | null; tenantId: string | null; endedBy: string | null }>(row: Row) => ({
    ...row,
    refundNumber: (row.refundId && numberOf.get(row.refundId)) || null,
    organisation: (row.tenantId && nameOf.get(row.tenantId)) || null,
    endedByName: (row.endedBy && nameOf.get(row.endedBy)) || null,
  });
  return {
    now,
    last,
    isLate: !!last?.finishedAt && last.finishedAt < later(now, -LATE_AFTER_MS),
    isRunning: running !== null && (!last || running.startedAt > last.startedAt),
    open: open.map(named),
    ended: ended.map(named),
  };
}
