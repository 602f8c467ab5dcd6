import { Prisma } from "@/prisma/generated/client";
import type { Queryable } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { boundsOf, REGISTER_CHANNELS, REGISTER_OUTCOMES, type RegisterFilter, type RegisterRow } from "./register";

type Reading = Pick<Tx, "$queryRaw"> & Queryable;
export type RegisterPlace = { at: Date; id: string };

const CHANNEL = Prisma.sql`CASE g.channel::text WHEN 'mail' THEN 'mail' WHEN 'dashboard' THEN 'self_service' ELSE coalesce(g.handed_in, 'by_hand') END`;
/** What was decided of a case that is open again is not its outcome any more, nor the earlier answer what it waits for. */
const OUTCOME = Prisma.sql`CASE WHEN g.state <> 'open' THEN g.outcome::text END`;
const isOverdue = (now: Date) => Prisma.sql`(g.state = 'open' AND g.answer_due_at <= ${now})`;

/** The cases of a period that a filter leaves, as a condition on `g`. Every read of the register uses this one and no other. */
export function registerWhere(filter: RegisterFilter, now: Date): Prisma.Sql {
  const { since, until } = boundsOf(filter);
  const parts = [Prisma.sql`g.received_at >= ${since} AND g.received_at < ${until}`];
  if (filter.kind) parts.push(Prisma.sql`g.kind = ${filter.kind}::console."GrievanceKind"`);
  if (filter.state) parts.push(Prisma.sql`g.state = ${filter.state}::console."GrievanceState"`);
  if (filter.channel) parts.push(Prisma.sql`${CHANNEL} = ${filter.channel}`);
  if (filter.outcome) parts.push(Prisma.sql`coalesce(${OUTCOME}, 'none') = ${filter.outcome}`);
  if (filter.isOverdue) parts.push(isOverdue(now));
  return Prisma.join(parts, " AND ");
}

/** One page of the register in the order of arrival, from a place on; newest first where that is asked for. */
export function findRegisterRows(
  db: Reading,
  filter: RegisterFilter,
  now: Date,
  page: { after: RegisterPlace | null; most: number; isNewestFirst: boolean },
): Promise<RegisterRow[]> {
  const { after, most, isNewestFirst } = page;
  const beyond = isNewestFirst ? Prisma.sql`<` : Prisma.sql`>`;
  const from = after ? Prisma.sql`AND (g.received_at, g.id) ${beyond} (${after.at}, ${after.id}::uuid)` : Prisma.empty;
  const order = isNewestFirst ? Prisma.sql`g.received_at DESC, g.id DESC` : Prisma.sql`g.received_at, g.id`;
  return db.$queryRaw<RegisterRow[]>(Prisma.sql`
    SELECT g.id, g.number, g.kind::text AS kind, g.topic, ${CHANNEL} AS channel, g.state::text AS state, ${OUTCOME} AS outcome,
      g.state = 'open' AND (g.outcome IS NOT NULL OR g.answered_at IS NOT NULL) AS "isOpenAgain",
      g.received_at AS "receivedAt", g.acknowledged_at AS "acknowledgedAt", CASE WHEN g.state <> 'open' THEN g.answered_at END AS "answeredAt",
      CASE WHEN g.state = 'closed' THEN g.closed_at END AS "closedAt", g.answer_due_at AS "answerDueAt", ${isOverdue(now)} AS "isOverdue", o.name AS officer
    FROM console.grievance g LEFT JOIN console.operator o ON o.id = coalesce(g.decided_by, g.assignee_id)
    WHERE ${registerWhere(filter, now)} ${from} ORDER BY ${order} LIMIT ${most}`);
}

export type RegisterTotals = {
  cases: number;
  overdue: number;
  byKind: Record<string, number>;
  byChannel: Record<string, number>;
  byState: Record<string, number>;
  byOutcome: Record<string, number>;
};

/** What the lines add up to, counted by the database over all of them, however many pages they are. */
export async function countRegister(db: Reading, filter: RegisterFilter, now: Date): Promise<RegisterTotals> {
  const groups = await db.$queryRaw<{ kind: string; channel: string; state: string; outcome: string; cases: number; overdue: number }[]>(
    Prisma.sql`
      SELECT g.kind::text AS kind, ${CHANNEL} AS channel, g.state::text AS state, coalesce(${OUTCOME}, 'none') AS outcome,
        count(*)::int AS cases, (count(*) FILTER (WHERE ${isOverdue(now)}))::int AS overdue
      FROM console.grievance g WHERE ${registerWhere(filter, now)} GROUP BY 1, 2, 3, 4`,
  );
  const by = (part: "kind" | "channel" | "state" | "outcome", order: readonly string[]) => {
    const sums = new Map<string, number>();
    for (const group of groups) sums.set(group[part], (sums.get(group[part]) ?? 0) + group.cases);
    return Object.fromEntries([...sums].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
  };
  return {
    cases: groups.reduce((sum, { cases }) => sum + cases, 0),
    overdue: groups.reduce((sum, { overdue }) => sum + overdue, 0),
    byKind: by("kind", ["grievance", "correction", "access", "consent", "end_user"]),
    byChannel: by("channel", REGISTER_CHANNELS),
    byState: by("state", ["open", "answered", "closed"]),
    byOutcome: by("outcome", REGISTER_OUTCOMES),
  };
}
