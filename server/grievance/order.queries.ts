import { Prisma } from "@/prisma/generated/client";
import type { OrderKind, OrderState, RefundState, RequestState } from "@/prisma/generated/enums";
import type { Deps } from "@/server/lib/deps";
import { grievanceNumber } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { isOwnerAsking } from "./is-owner-asking";
import {
  type Executor,
  isOverdue,
  ORDER_ACTS,
  type OrderAct,
  type OrderGround,
  pauseEndsAt,
  refuseOrderAct,
  refuseRefundOrder,
  refuseRequestOrder,
} from "./order";
import { REFUSALS } from "./refusals";

export const ORDER_VIEWS = ["waiting", "mine", "open", "ended"] as const;
export type OrderView = (typeof ORDER_VIEWS)[number];
type Cursor = { at: Date; id: string } | null;
const PAGE = 50;

/** Of a case, people who carry orders out see its number and nothing that anybody wrote (G1). */
type Row = {
  id: string;
  grievanceId: string;
  caseNumber: number;
  kind: OrderKind;
  state: OrderState;
  tenantId: string | null;
  /** Null once the tenant is erased, and where nobody knows whose it is. */
  organisation: string | null;
  requestId: string | null;
  requestNumber: number | null;
  requestState: RequestState | null;
  purgeDueAt: Date | null;
  refundId: string | null;
  refundNumber: number | null;
  refundState: RefundState | null;
  holdId: string | null;
  orderedBy: string;
  orderedByName: string | null;
  orderedAt: Date;
  dueAt: Date;
  takenBy: string | null;
  takenByName: string | null;
  takenAt: Date | null;
  endedAt: Date | null;
  endedByName: string | null;
  endedBecause: string | null;
  /** Why a way back was ordered although nobody proved that the owner asks; null where that was proven, or nothing of it was ordered. */
  ground: OrderGround | null;
};

const readOrders = ({ db }: Deps, where: Prisma.Sql, order: Prisma.Sql, limit: number): Promise<Row[]> => db.$queryRaw<Row[]>`
  SELECT o.id, o.grievance_id AS "grievanceId", g.number AS "caseNumber", o.kind::text AS kind, o.state::text AS state,
    o.tenant_id AS "tenantId", t.name AS organisation, o.request_id AS "requestId", r.number AS "requestNumber", r.state::text AS "requestState",
    d.purge_due_at AS "purgeDueAt", o.refund_id AS "refundId", f.number AS "refundNumber", f.state::text AS "refundState", o.hold_id AS "holdId",
    o.ordered_by AS "orderedBy", b.name AS "orderedByName", o.ordered_at AS "orderedAt", o.due_at AS "dueAt",
    o.taken_by AS "takenBy", k.name AS "takenByName", o.taken_at AS "takenAt",
    o.ended_at AS "endedAt", e.name AS "endedByName", o.ended_because AS "endedBecause", o.ground
  FROM console.grievance_order o JOIN console.grievance g ON g.id = o.grievance_id
  LEFT JOIN platform.tenant t ON t.id = o.tenant_id
  LEFT JOIN console.deletion_request r ON r.id = o.request_id
  LEFT JOIN console.deactivation d ON d.request_id = o.request_id
  LEFT JOIN console.refund f ON f.id = o.refund_id
  LEFT JOIN console.operator b ON b.id = o.ordered_by
  LEFT JOIN console.operator k ON k.id = o.taken_by
  LEFT JOIN console.operator e ON e.id = o.ended_by
  WHERE ${where} ORDER BY ${order} LIMIT ${limit}`;

const shown = (row: Row, now: Date) => {
  const { caseNumber, ...rest } = row;
  return {
    ...rest,
    caseName: grievanceNumber(caseNumber),
    isOverdue: isOverdue(row, now),
    endsAt: row.kind === "pause_act" ? pauseEndsAt(row) : row.kind === "reactivate" ? row.purgeDueAt : null,
  };
};

const BY_DUE = Prisma.sql`o.due_at, o.id`;
const NEWEST = Prisma.sql`o.ordered_at DESC, o.id DESC`;

/** Orders for who carries them out: what is due first comes first, ended ones newest first; one page from the cursor on (keyset). */
export async function listOrders(deps: Deps, view: OrderView, actorId: string, cursor: Cursor) {
  const now = await deps.clock.now(deps.db);
  const isEnded = view === "ended";
  const where = [isEnded ? Prisma.sql`o.state <> 'open'` : Prisma.sql`o.state = 'open'`];
  if (view === "waiting") where.push(Prisma.sql`o.taken_by IS NULL`);
  if (view === "mine") where.push(Prisma.sql`o.taken_by = ${actorId}::uuid`);
  if (cursor)
    where.push(
      isEnded
        ? Prisma.sql`(o.ended_at, o.id) < (${cursor.at}, ${cursor.id}::uuid)`
        : Prisma.sql`(o.due_at, o.id) > (${cursor.at}, ${cursor.id}::uuid)`,
    );
  const rows = await readOrders(deps, Prisma.join(where, " AND "), isEnded ? Prisma.sql`o.ended_at DESC, o.id DESC` : BY_DUE, PAGE + 1);
  const last = rows[PAGE - 1];
  const at = last && (isEnded ? last.endedAt : last.dueAt);
  return {
    now,
    items: rows.slice(0, PAGE).map((row) => shown(row, now)),
    next: rows.length > PAGE && last && at ? { at, id: last.id } : null,
  };
}

/** How many orders are open, wait for somebody to take them, and are late; for Today. */
export async function waitingOrders(deps: Deps) {
  const now = await deps.clock.now(deps.db);
  const [row] = await deps.db.$queryRaw<{ open: number; untaken: number; overdue: number }[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE taken_by IS NULL AND kind <> 'place_hold'))::int AS untaken,
      (count(*) FILTER (WHERE due_at <= ${now} AND NOT (kind = 'pause_act' AND taken_by IS NOT NULL)))::int AS overdue
    FROM console.grievance_order WHERE state = 'open'`;
  return { open: row?.open ?? 0, untaken: row?.untaken ?? 0, overdue: row?.overdue ?? 0 };
}

type About = { requestId: string } | { refundId: string } | { tenantId: string };

/** The open orders about a request, a refund or a tenant, for its own page. */
export async function ordersAbout(deps: Deps, about: About) {
  const now = await deps.clock.now(deps.db);
  const subject =
    "requestId" in about
      ? Prisma.sql`o.request_id = ${about.requestId}::uuid`
      : "refundId" in about
        ? Prisma.sql`o.refund_id = ${about.refundId}::uuid`
        : Prisma.sql`o.tenant_id = ${about.tenantId}::uuid`;
  const rows = await readOrders(deps, Prisma.sql`o.state = 'open' AND ${subject}`, BY_DUE, PAGE);
  return { now, items: rows.map((row) => shown(row, now)) };
}

/** One order with what this person can do about it. Throws NotFound. */
export async function orderDetail(deps: Deps, orderId: string, executor: Executor) {
  const now = await deps.clock.now(deps.db);
  const [row] = await readOrders(deps, Prisma.sql`o.id = ${orderId}::uuid`, BY_DUE, 1);
  if (!row) throw new NotFound("order");
  const about = row.requestId ? { requestId: row.requestId } : { tenantId: row.tenantId };
  const keptBack = await deps.db.auditEvent.count({
    where: { ...about, type: "order.kept_an_act_back", payload: { path: ["orderId"], equals: orderId } },
  });
  return { now, order: shown(row, now), keptBack, decisions: decisionsOf(row, executor) };
}

function decisionsOf(row: Row, executor: Executor) {
  return Object.fromEntries(
    ORDER_ACTS.map((act) => {
      const code = refuseOrderAct(row, act, executor);
      return [act, { allowed: code === null, code, because: code && REFUSALS[code] }];
    }),
  ) as Record<OrderAct, { allowed: boolean; code: string | null; because: string | null }>;
}

/** For the officer's panel in a case: its orders, newest first, and what can be ordered about now, each with why not. */
export async function ordersOfCase(deps: Deps, grievanceId: string, actorId: string) {
  const { db } = deps;
  const now = await deps.clock.now(db);
  const found = await db.grievance.findUnique({ where: { id: grievanceId } });
  if (!found) throw new NotFound("grievance");
  const { tenantId, requestId, refundId } = found;
  const [isOwner, rows, tenant, requests, refunds] = await Promise.all([
    isOwnerAsking(db, found),
    readOrders(deps, Prisma.sql`o.grievance_id = ${grievanceId}::uuid`, NEWEST, PAGE),
    tenantId ? db.tenant.findUnique({ where: { id: tenantId }, select: { id: true, name: true } }) : null,
    requestId || tenantId
      ? db.deletionRequest.findMany({
          where: requestId ? { id: requestId } : { tenantId },
          orderBy: { number: "desc" },
          take: CHOICES,
          select: { id: true, number: true, state: true, deactivation: { select: { purgeDueAt: true } } },
        })
      : [],
    refundId || tenantId
      ? db.refund.findMany({
          where: refundId ? { id: refundId } : { tenantId: tenantId as string },
          orderBy: { number: "desc" },
          take: CHOICES,
          select: { id: true, number: true, state: true, amountPaise: true },
        })
      : [],
  ]);
  return {
    now,
    tenant,
    /** Whether it was proven that the tenant's owner asks; a way back needs a ground where it was not. */
    isOwner,
    items: rows.map((row) => ({ ...shown(row, now), decisions: decisionsOf(row, { id: actorId, isLead: false }) })),
    requests: requests.map(({ deactivation, ...request }) => {
      const facts = { state: request.state, purgeDueAt: deactivation?.purgeDueAt ?? null };
      const why = (kind: "pause_act" | "reactivate") => sentence(refuseRequestOrder(kind, facts, now));
      return { ...request, purgeDueAt: facts.purgeDueAt, because: { pause_act: why("pause_act"), reactivate: why("reactivate") } };
    }),
    refunds: refunds.map((refund) => ({
      ...refund,
      because: {
        pause_act: sentence(refuseRefundOrder("pause_act", refund.state)),
        review_refund: sentence(refuseRefundOrder("review_refund", refund.state)),
      },
    })),
  };
}

const CHOICES = 20;
const sentence = (code: keyof typeof REFUSALS | null): string | null => code && REFUSALS[code];
