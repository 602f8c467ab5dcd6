import { type GrievanceKind, type GrievanceState, Prisma, type RequestChannel } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { grievanceNumber } from "@/server/lib/ids";
import { maskEmail, maskName } from "@/server/lib/mask";
import { numbersNamed } from "./case-numbers";
import { findInvolved } from "./find-involvement";
import { caseClock } from "./grievance";

const PAGE = 50;

export type QueueFilter = {
  state: GrievanceState | "all";
  whose?: "mine" | "unassigned";
  kind?: GrievanceKind;
  channel?: RequestChannel;
  overdue?: boolean;
  /** A number: "GR-1017", "1017". Asked for one, the other filters do not count. */
  q?: string;
};

type Row = {
  id: string;
  number: number;
  kind: GrievanceKind;
  channel: RequestChannel;
  topic: string;
  state: GrievanceState;
  language: string;
  receivedAt: Date;
  acknowledgedAt: Date | null;
  answerDueAt: Date;
  assigneeId: string | null;
  assigneeName: string | null;
  /** Null without a tenant, and once the tenant is erased. */
  organisation: string | null;
  hasTenant: boolean;
  personName: string | null;
  personEmail: string | null;
  isProven: boolean | null;
  steps: number;
  mergedIntoNumber: number | null;
};

/**
 * The desk's queue: what runs out first comes first, one page from the cursor on (keyset). At most 50 rows, each with the person's
 * address masked, and without the person for whoever had a hand in what the case is about (G1).
 */
export async function listGrievances({ db, clock }: Deps, me: string, filter: QueueFilter, cursor: { at: Date; id: string } | null) {
  const now = await clock.now(db);
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.id, g.number, g.kind::text AS kind, g.channel::text AS channel, g.topic, g.state::text AS state, g.language,
      g.received_at AS "receivedAt", g.acknowledged_at AS "acknowledgedAt", g.answer_due_at AS "answerDueAt",
      g.assignee_id AS "assigneeId", o.name AS "assigneeName", t.name AS organisation, g.tenant_id IS NOT NULL AS "hasTenant",
      p.name AS "personName", p.email AS "personEmail", p.is_proven AS "isProven", into_case.number AS "mergedIntoNumber",
      (SELECT count(*)::int FROM console.grievance_escalation e WHERE e.grievance_id = g.id AND e.step > 0) AS steps
    FROM console.grievance g
    LEFT JOIN platform.tenant t ON t.id = g.tenant_id
    LEFT JOIN console.operator o ON o.id = g.assignee_id
    LEFT JOIN console.grievance_person p ON p.grievance_id = g.id
    LEFT JOIN console.grievance into_case ON into_case.id = g.merged_into_id
    WHERE ${Prisma.join(conditions(filter, me, now, cursor), " AND ")} ORDER BY g.answer_due_at, g.id LIMIT ${PAGE + 1}`;
  const last = rows[PAGE - 1];
  const shown = rows.slice(0, PAGE);
  const involved = await findInvolved(
    db,
    shown.map(({ id }) => id),
    me,
  );
  return {
    now,
    items: shown.map(({ personEmail, personName, ...row }) => ({
      ...row,
      name: grievanceNumber(row.number),
      mergedIntoName: row.mergedIntoNumber === null ? null : grievanceNumber(row.mergedIntoNumber),
      personName: personName && !involved.has(row.id) ? maskName(personName) : null,
      personEmail: personEmail && !involved.has(row.id) ? maskEmail(personEmail) : null,
      isMine: row.assigneeId === me,
      clock: caseClock(row, now),
    })),
    next: rows.length > PAGE && last ? { at: last.answerDueAt, id: last.id } : null,
  };
}

function conditions(
  { state, whose, kind, channel, overdue, q }: QueueFilter,
  me: string,
  now: Date,
  cursor: { at: Date; id: string } | null,
) {
  const found = [Prisma.sql`TRUE`];
  if (cursor) found.push(Prisma.sql`(g.answer_due_at, g.id) > (${cursor.at}, ${cursor.id}::uuid)`);
  if (q?.trim()) {
    const numbers = numbersNamed([/^\s*\d{1,9}\s*$/.test(q) ? `GR-${q.trim()}` : q]);
    // Nothing else than a number is looked for: what people wrote is not searched.
    return [...found, numbers.length > 0 ? Prisma.sql`g.number IN (${Prisma.join(numbers)})` : Prisma.sql`FALSE`];
  }
  if (state !== "all") found.push(Prisma.sql`g.state = ${state}::console."GrievanceState"`);
  if (overdue) found.push(Prisma.sql`g.state = 'open' AND g.answer_due_at <= ${now}`);
  if (whose === "mine") found.push(Prisma.sql`g.assignee_id = ${me}::uuid`);
  if (whose === "unassigned") found.push(Prisma.sql`g.assignee_id IS NULL`);
  if (kind) found.push(Prisma.sql`g.kind = ${kind}::console."GrievanceKind"`);
  if (channel) found.push(Prisma.sql`g.channel = ${channel}::console."RequestChannel"`);
  return found;
}
