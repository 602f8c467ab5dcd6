import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { matchingTenants } from "@/server/platform/search-tenants";
import type { RefundReason, RefundState, Trouble } from "./refund";
import { REFUSALS, type RefusalCode } from "./refusals";

export const QUEUE_VIEWS = ["to_decide", "to_approve", "at_gateway", "needs_person", "done"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];
/** Where the last page ended. `rank` puts what this person can approve before what only others can. */
export type QueueCursor = { rank: number; at: Date; id: string };

/** One line of the queue. The organisation is null once its tenant is erased. */
export type RefundRow = {
  id: string;
  number: number;
  state: RefundState;
  trouble: Trouble | null;
  amountPaise: bigint;
  reason: RefundReason;
  channel: "mail" | "dashboard" | "operator";
  gateway: "cashfree" | "razorpay";
  tenantId: string;
  organisation: string | null;
  requestedAt: Date;
  stateChangedAt: Date;
  troubleSince: Date | null;
  dueAt: Date;
  /** Who proposed the grant, how many others agreed, and how many have to. */
  proposedBy: string | null;
  proposedByName: string | null;
  agreed: number;
  needed: number;
  expiresAt: Date | null;
  /** Why the person who asks cannot agree; null when they can, or when nothing is proposed. */
  cannotAgree: { code: RefusalCode; because: string } | null;
};
const PAGE = 50;

/** An approval that waits: nobody has ended it, and its 48 hours are not over. */
const OPEN_APPROVAL = (now: Date) =>
  Prisma.sql`SELECT 1 FROM console.approval o WHERE o.kind = 'grant_refund' AND o.subject_id = r.id AND o.ended_at IS NULL AND o.expires_at > ${now}`;
const REQUESTED = Prisma.sql`r.state = 'requested'`;

const whereOf: Record<QueueView, (now: Date) => Prisma.Sql> = {
  to_decide: (now) => Prisma.sql`${REQUESTED} AND NOT EXISTS (${OPEN_APPROVAL(now)})`,
  to_approve: (now) => Prisma.sql`${REQUESTED} AND EXISTS (${OPEN_APPROVAL(now)})`,
  at_gateway: () => Prisma.sql`r.state IN ('granted', 'submitted', 'pending') AND r.trouble IS NULL`,
  needs_person: () => Prisma.sql`r.trouble IS NOT NULL`,
  done: () => Prisma.sql`r.trouble IS NULL AND r.state IN ('succeeded', 'failed', 'reversed', 'declined')`,
};

/** What a view is ordered by, apart from the rank: due-soonest, longest in trouble, or newest first. */
const orderOf = (view: QueueView) => {
  if (view === "done") return { at: Prisma.sql`r.state_changed_at`, direction: Prisma.sql`DESC`, after: Prisma.sql`<` };
  const at = view === "needs_person" ? Prisma.sql`r.trouble_since` : Prisma.sql`r.due_at`;
  return { at, direction: Prisma.sql`ASC`, after: Prisma.sql`>` };
};

/** Refunds of one view of the queue, a page from the cursor on (keyset). At most 50 rows; `next` is null on the last page. */
export async function listRefunds(deps: Deps, view: QueueView, cursor: QueueCursor | null, actor: { id: string }) {
  const now = await deps.clock.now(deps.db);
  const { at, direction, after } = orderOf(view);
  const rank = view === "to_approve" ? rankFor(actor.id, now) : Prisma.sql`0`;
  // Only the waiting approvals have a rank; elsewhere the index gives the rows in order.
  const keys = view === "to_approve" ? Prisma.sql`${rank}, ${at}, r.id` : Prisma.sql`${at}, r.id`;
  const from =
    view === "to_approve"
      ? Prisma.sql`(${cursor?.rank ?? 0}::int, ${cursor?.at ?? now}, ${cursor?.id ?? null}::uuid)`
      : Prisma.sql`(${cursor?.at ?? now}, ${cursor?.id ?? null}::uuid)`;
  const order = view === "to_approve" ? Prisma.sql`${rank}, ${at}, r.id` : Prisma.sql`${at} ${direction}, r.id ${direction}`;
  const where = cursor ? Prisma.sql`${whereOf[view](now)} AND (${keys}) ${after} ${from}` : whereOf[view](now);
  const found = Prisma.sql`SELECT r.*, ${rank} AS rank, ${at} AS at FROM console.refund r WHERE ${where} ORDER BY ${order} LIMIT ${PAGE + 1}`;
  const rows = await readRows(deps, found, now, actor.id);
  // The rows come back in no promised order from the joins above them.
  const sorted = rows.toSorted(
    (a, b) =>
      a.rank - b.rank || (view === "done" ? -1 : 1) * (a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : Number(a.id !== b.id))),
  );
  const last = sorted[PAGE - 1];
  return {
    now,
    items: sorted.slice(0, PAGE).map(({ rank: _rank, at: _at, ...row }) => row),
    next: rows.length > PAGE && last ? { rank: last.rank, at: last.at, id: last.id } : null,
  };
}

/** 0 for what this person can approve, 1 for what they proposed, wrote down or approved already. */
const rankFor = (
  actorId: string,
  now: Date,
) => Prisma.sql`(CASE WHEN ${actorId}::uuid = ANY (r.shaped_by) OR EXISTS (${OPEN_APPROVAL(now)} AND (o.maker_id = ${actorId}::uuid
  OR EXISTS (SELECT 1 FROM console.approval_agreement g WHERE g.approval_id = o.id AND g.checker_id = ${actorId}::uuid))) THEN 1 ELSE 0 END)`;

type RawRow = Omit<RefundRow, "cannotAgree"> & { rank: number; at: Date; isShaper: boolean; isMaker: boolean; hasAgreed: boolean };

async function readRows(deps: Deps, found: Prisma.Sql, now: Date, actorId: string) {
  const rows = await deps.db.$queryRaw<RawRow[]>`
    SELECT r.id, r.number, r.state::text AS state, r.trouble::text AS trouble, r.amount_paise AS "amountPaise", r.reason::text AS reason,
      r.channel::text AS channel, r.gateway::text AS gateway, r.tenant_id AS "tenantId", t.name AS organisation, r.requested_at AS "requestedAt",
      r.state_changed_at AS "stateChangedAt", r.trouble_since AS "troubleSince", r.due_at AS "dueAt", coalesce(a.maker_id, r.maker_id) AS "proposedBy",
      p.name AS "proposedByName", coalesce(g.agreed, 0) AS agreed, coalesce(a.needed, r.checkers_needed)::int AS needed, a.expires_at AS "expiresAt",
      ${actorId}::uuid = ANY (r.shaped_by) AS "isShaper", coalesce(a.maker_id = ${actorId}::uuid, false) AS "isMaker",
      coalesce(g.mine, false) AS "hasAgreed", r.rank, r.at
    FROM (${found}) r
    LEFT JOIN console.approval a ON a.kind = 'grant_refund' AND a.subject_id = r.id AND a.ended_at IS NULL AND a.expires_at > ${now}
    LEFT JOIN LATERAL (SELECT count(*)::int AS agreed, bool_or(y.checker_id = ${actorId}::uuid) AS mine
      FROM console.approval_agreement y WHERE y.approval_id = a.id) g ON true
    LEFT JOIN platform.tenant t ON t.id = r.tenant_id
    LEFT JOIN console.operator p ON p.id = coalesce(a.maker_id, r.maker_id)`;
  return rows.map(({ isShaper, isMaker, hasAgreed, ...row }) => ({
    ...row,
    cannotAgree: refusedTo(row, { isShaper, isMaker, hasAgreed }),
  }));
}

function refusedTo(row: { expiresAt: Date | null }, who: { isShaper: boolean; isMaker: boolean; hasAgreed: boolean }) {
  const code = row.expiresAt === null ? null : who.isShaper || who.isMaker ? "own_grant" : who.hasAgreed ? "already_agreed" : null;
  return code && { code, because: REFUSALS[code] };
}

/** How many refunds wait in each view, how many of the proposals wait for this very person, and how many differences are open. Few rows are open at any time; the indexes hold only those. */
export async function refundCounts(deps: Deps, actor: { id: string }) {
  const now = await deps.clock.now(deps.db);
  const [rows, differences] = await Promise.all([
    deps.db.$queryRaw<Record<"toDecide" | "toApprove" | "mineToApprove" | "atGateway" | "needsPerson", number>[]>`
      SELECT (SELECT count(*)::int FROM console.refund r WHERE ${whereOf.to_decide(now)}) AS "toDecide",
        (SELECT count(*)::int FROM console.refund r WHERE ${whereOf.to_approve(now)}) AS "toApprove",
        (SELECT count(*)::int FROM console.refund r WHERE ${whereOf.to_approve(now)} AND ${rankFor(actor.id, now)} = 0) AS "mineToApprove",
        (SELECT count(*)::int FROM console.refund r WHERE ${whereOf.at_gateway(now)}) AS "atGateway",
        (SELECT count(*)::int FROM console.refund r WHERE ${whereOf.needs_person(now)}) AS "needsPerson"`,
    deps.db.refundDifference.count({ where: { endedAt: null } }),
  ]);
  const counts = rows[0] ?? { toDecide: 0, toApprove: 0, mineToApprove: 0, atGateway: 0, needsPerson: 0 };
  return { now, ...counts, differences };
}

/** Refunds by what people have in their hands: a number, the gateway's or the bank's reference, the organisation. At most 8, newest first. */
export async function findRefunds(deps: Deps, q: string, actor: { id: string; seesAddresses: boolean }) {
  const now = await deps.clock.now(deps.db);
  if (q.length < 2) return { now, items: [] };
  const number = /^(?:rf[-\s]?)?(\d{1,9})$/i.exec(q)?.[1];
  // One branch for each thing that people have in their hands, so that each uses its own index: one condition with OR would read every refund there is.
  const newest = Prisma.sql`ORDER BY r.requested_at DESC, r.id DESC LIMIT 8`;
  const where = (fits: Prisma.Sql) => Prisma.sql`(SELECT r.* FROM console.refund r WHERE ${fits} ${newest})`;
  const branches = [where(Prisma.sql`r.gateway_reference = ${q}`), where(Prisma.sql`r.bank_reference = ${q}`)];
  if (number) branches.push(where(Prisma.sql`r.number = ${Number(number)}`));
  else
    branches.push(Prisma.sql`(SELECT r.* FROM (${matchingTenants(q, actor.seesAddresses)}) m (id)
      CROSS JOIN LATERAL (SELECT r.* FROM console.refund r WHERE r.tenant_id = m.id ${newest}) r ${newest})`);
  const found = Prisma.sql`SELECT r.*, 0 AS rank, r.requested_at AS at FROM (${Prisma.join(branches, " UNION ")}) r ${newest}`;
  const rows = await readRows(deps, found, now, actor.id);
  return {
    now,
    items: rows.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(({ rank: _rank, at: _at, ...row }) => row),
  };
}
