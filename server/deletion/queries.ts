import { Prisma } from "@/prisma/generated/client";
import { dayStartInIndia, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { parseRequestNumber } from "@/server/lib/ids";
import { maskEmail } from "@/server/lib/mask";
import { matchingTenants } from "@/server/platform/search-tenants";
import { HOLD_REMINDER_DAYS } from "@/server/policy/retention";
import { listOpenAlerts } from "./alert.queries";
import { LIVE_STATES, type State } from "./lifecycle";
import { DEFAULT_STATES, type ListCursor, type ListFilter } from "./list-filter";

/** One line of the request list. Names are null once a tenant is erased, or when nobody could be recognised. */
export type RequestRow = {
  id: string;
  number: number;
  state: State;
  version: number;
  channel: "mail" | "dashboard" | "operator";
  receivedAt: Date;
  stateChangedAt: Date;
  dueAt: Date;
  deactivatedAt: Date | null;
  purgeDueAt: Date | null;
  tenantId: string | null;
  organisation: string | null;
  ownerEmail: string | null;
  /** The organisation is only claimed: the letter's sender could not be believed. */
  claimed: boolean;
  held: boolean;
  returnAsked: boolean;
  codeConfirmed: boolean;
  alerts: number;
  assigneeId: string | null;
  assigneeName: string | null;
  /** Whose request for a second person is waiting for an answer. */
  proposedBy: string | null;
};

const PAGE = 50;

/** The request list, due-soonest first, owners masked (A2), one page from the cursor on. At most 50 rows; `next` is null on the last page. */
export async function listRequests(
  deps: Deps,
  filter: ListFilter,
  cursor: ListCursor | null,
  operator: { id: string; byAddress: boolean },
) {
  const now = await deps.clock.now(deps.db);
  const where = [...conditions(filter, now, operator)];
  if (cursor) where.push(Prisma.sql`(r.due_at, r.id) > (${cursor.dueAt}, ${cursor.id}::uuid)`);
  const rows = await deps.db.$queryRaw<RequestRow[]>`
    SELECT r.id, r.number, r.state::text AS state, r.version, r.channel::text AS channel, r.received_at AS "receivedAt",
      r.state_changed_at AS "stateChangedAt", r.due_at AS "dueAt", d.deactivated_at AS "deactivatedAt", d.purge_due_at AS "purgeDueAt",
      r.tenant_id AS "tenantId", t.name AS organisation, o.email AS "ownerEmail", r.tenant_id IS NULL AS claimed,
      EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = r.tenant_id AND h.released_at IS NULL) AS held,
      EXISTS (SELECT 1 FROM console.return_request b WHERE b.request_id = r.id AND b.ended_at IS NULL) AS "returnAsked",
      EXISTS (SELECT 1 FROM console.confirmation c WHERE c.request_id = r.id AND c.purpose = 'deletion' AND c.confirmed_at IS NOT NULL) AS "codeConfirmed",
      (SELECT count(*)::int FROM console.alert a WHERE a.request_id = r.id AND a.ended_at IS NULL) AS alerts,
      r.assignee_id AS "assigneeId", op.name AS "assigneeName",
      (SELECT p.maker_id FROM console.approval p WHERE p.subject_id = r.id AND p.ended_at IS NULL LIMIT 1) AS "proposedBy"
    FROM (SELECT * FROM console.deletion_request r WHERE ${Prisma.join(where, " AND ")} ORDER BY r.due_at, r.id LIMIT ${PAGE + 1}) r
    LEFT JOIN console.deactivation d ON d.request_id = r.id
    LEFT JOIN platform.tenant t ON t.id = coalesce(r.tenant_id, r.claimed_tenant_id)
    LEFT JOIN platform.team_member o ON o.tenant_id = t.id AND o.role = 'owner'
    LEFT JOIN console.operator op ON op.id = r.assignee_id
    ORDER BY r.due_at, r.id`;
  const items = rows.slice(0, PAGE).map((row) => ({ ...row, ownerEmail: row.ownerEmail && maskEmail(row.ownerEmail) }));
  const last = items.at(-1);
  return { items, next: rows.length > PAGE && last ? { dueAt: last.dueAt, id: last.id } : null, now };
}

function* conditions(filter: ListFilter, now: Date, operator: { id: string; byAddress: boolean }): Generator<Prisma.Sql> {
  const states = filter.state.length > 0 ? filter.state : filter.q ? null : DEFAULT_STATES;
  if (states) yield Prisma.sql`r.state IN (${Prisma.join(states.map((state) => Prisma.sql`${state}::console."RequestState"`))})`;
  if (filter.due || filter.day !== undefined) yield Prisma.sql`r.state = 'retained'`;
  if (filter.day !== undefined) yield onDay(filter.day, now);
  if (filter.held) yield Prisma.sql`EXISTS (SELECT 1 FROM console.legal_hold h WHERE h.tenant_id = r.tenant_id AND h.released_at IS NULL)`;
  if (filter.due === "24h") yield Prisma.sql`r.due_at >= ${now} AND r.due_at < ${later(now, 86_400_000)}`;
  if (filter.due === "7d") yield Prisma.sql`r.due_at >= ${now} AND r.due_at < ${later(now, 7 * 86_400_000)}`;
  if (filter.due === "overdue") yield Prisma.sql`r.due_at < ${now}`;
  if (filter.mine) yield Prisma.sql`r.assignee_id = ${operator.id}::uuid`;
  if (filter.channel) yield Prisma.sql`r.channel = ${filter.channel}::console."RequestChannel"`;
  if (filter.returning) yield Prisma.sql`EXISTS (SELECT 1 FROM console.return_request b WHERE b.request_id = r.id AND b.ended_at IS NULL)`;
  if (filter.q) yield searched(filter.q, operator.byAddress);
  if (!states && !filter.due && !filter.q) yield Prisma.sql`true`;
}

const onDay = (day: number, now: Date): Prisma.Sql =>
  day < 0
    ? Prisma.sql`r.due_at < ${now}`
    : Prisma.sql`r.due_at >= ${day === 0 ? now : dayStartInIndia(now, day)} AND r.due_at < ${dayStartInIndia(now, day + 1)}`;

/** By number when it reads like one; otherwise by part of the organisation's name or of an e-mail address (trigram indexes). */
function searched(q: string, byAddress: boolean): Prisma.Sql {
  const number = parseRequestNumber(q);
  if (number !== null) return Prisma.sql`r.number = ${number}`;
  const tenants = matchingTenants(q, byAddress);
  // As an array the tenants are looked up once and each request by its index; as a join the planner may scan instead.
  return Prisma.sql`r.id IN (SELECT b.id FROM unnest(ARRAY(${tenants})) AS found (id) JOIN console.deletion_request b ON b.tenant_id = found.id
    UNION SELECT c.id FROM unnest(ARRAY(${tenants})) AS found (id) JOIN console.deletion_request c ON c.claimed_tenant_id = found.id)`;
}

/** What needs a human now, for the front page. Totals come from counters, the rest from narrow partial indexes. Alerts of the desk are for its officers. */
export async function todayCounts(deps: Deps, operatorId: string, ofDesk: boolean) {
  const now = await deps.clock.now(deps.db);
  const [totals, due, alerts, mine, holds] = await Promise.all([
    deps.db.$queryRaw<{ state: State; total: number }[]>`
      SELECT state::text, sum(total)::int AS total FROM console.request_counter GROUP BY state`,
    deps.db.$queryRaw<{ within24h: number; within7d: number; overdue: number; held: number; returning: number }[]>`
      SELECT count(*) FILTER (WHERE d.purge_due_at >= ${now} AND d.purge_due_at < ${later(now, 86_400_000)})::int AS within24h,
        count(*) FILTER (WHERE d.purge_due_at >= ${now})::int AS within7d,
        count(*) FILTER (WHERE d.purge_due_at < ${now})::int AS overdue,
        (SELECT count(DISTINCT b.id)::int FROM console.legal_hold h JOIN console.deletion_request b ON b.tenant_id = h.tenant_id
          WHERE h.released_at IS NULL AND b.state IN ('received', 'verified', 'retained', 'purging')) AS held,
        (SELECT count(*)::int FROM console.return_request WHERE ended_at IS NULL) AS returning
      FROM console.deactivation d JOIN console.deletion_request r ON r.id = d.request_id AND r.state = 'retained'
      WHERE d.ended_at IS NULL AND d.purge_due_at < ${later(now, 7 * 86_400_000)}`,
    listOpenAlerts(deps, { ofDesk }),
    deps.db.deletionRequest.count({ where: { assigneeId: operatorId, state: { in: [...LIVE_STATES] } } }),
    deps.db.$queryRaw<{ toAgree: number; toReview: number }[]>`
      SELECT count(*) FILTER (WHERE h.agreed_at IS NULL OR EXISTS (SELECT 1 FROM console.approval a WHERE a.kind = 'release_hold'
          AND a.subject_id = h.id AND a.ended_at IS NULL AND a.expires_at > ${now}))::int AS "toAgree",
        count(*) FILTER (WHERE h.agreed_at IS NOT NULL AND h.review_on <= (${now}::timestamptz AT TIME ZONE 'Asia/Kolkata')::date + ${HOLD_REMINDER_DAYS}::int)::int AS "toReview"
      FROM console.legal_hold h WHERE h.released_at IS NULL`,
  ]);
  return {
    now,
    byState: Object.fromEntries(totals.map((row) => [row.state, row.total])) as Partial<Record<State, number>>,
    due: due[0] ?? { within24h: 0, within7d: 0, overdue: 0, held: 0, returning: 0 },
    mine,
    holds: holds[0] ?? { toAgree: 0, toReview: 0 },
    alerts,
  };
}
