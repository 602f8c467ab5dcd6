import { Prisma } from "@/prisma/generated/client";
import type { Deps } from "@/server/lib/deps";
import { grievanceNumber } from "@/server/lib/ids";
import { ACKNOWLEDGE_HOURS, MOST_ANSWER_DAYS } from "@/server/policy/grievance";
import { countRegister, findRegisterRows, type RegisterPlace, registerWhere } from "./find-register";
import { ACKNOWLEDGE_STEPS, AGE_DAYS, type AskedRegister, answerSteps, daysTaken, periodOf, type RegisterFilter } from "./register";

const PAGE = 50;

/** One page of the register, newest first, by keyset; with what all of its lines add up to. */
export async function registerPage({ db, clock }: Deps, asked: AskedRegister, after: RegisterPlace | null) {
  const now = await clock.now(db);
  const filter = { ...asked, ...periodOf(asked, now) };
  const [rows, totals] = await Promise.all([
    findRegisterRows(db, filter, now, { after, most: PAGE + 1, isNewestFirst: true }),
    countRegister(db, filter, now),
  ]);
  const last = rows[PAGE - 1];
  return {
    now,
    filter,
    totals,
    items: rows.slice(0, PAGE).map((row) => ({ ...row, name: grievanceNumber(row.number), days: daysTaken(row, now) })),
    next: rows.length > PAGE && last ? { at: last.receivedAt, id: last.id } : null,
  };
}

/** A column of a distribution: up to so many hours or days, from the one before it on; null is all above. */
export type Column = { upTo: number | null; cases: number };

/** What the charts show of the same cases: aggregates of the database, a few dozen numbers whatever the period. */
export async function registerCharts({ db, clock }: Deps, asked: AskedRegister, targetDays: number) {
  const now = await clock.now(db);
  const filter = { ...asked, ...periodOf(asked, now) };
  const steps = answerSteps(targetDays);
  const rows = await db.$queryRaw<{ chart: Chart; week: string | null; bucket: number; cases: number }[]>(
    Prisma.sql`
      WITH chosen AS MATERIALIZED (
        SELECT g.received_at, g.acknowledged_at, CASE WHEN g.state <> 'open' THEN g.answered_at END AS answered_at, g.state
        FROM console.grievance g WHERE ${registerWhere(filter, now)}
      )
      SELECT 'week' AS chart, to_char(date_trunc('week', received_at AT TIME ZONE 'Asia/Kolkata'), 'YYYY-MM-DD') AS week, 0 AS bucket, count(*)::int AS cases
        FROM chosen GROUP BY 2
      UNION ALL SELECT 'age', NULL, ${bucket(Prisma.sql`${now}::timestamptz`, AGE_DAYS, 86_400)}, count(*)::int FROM chosen WHERE state = 'open' GROUP BY 3
      UNION ALL SELECT 'acknowledged', NULL, ${bucket(Prisma.sql`acknowledged_at`, ACKNOWLEDGE_STEPS, 3_600)}, count(*)::int FROM chosen WHERE acknowledged_at IS NOT NULL GROUP BY 3
      UNION ALL SELECT 'answered', NULL, ${bucket(Prisma.sql`answered_at`, steps, 86_400)}, count(*)::int FROM chosen WHERE answered_at IS NOT NULL GROUP BY 3
      UNION ALL SELECT 'unacknowledged', NULL, ${missing(now, ACKNOWLEDGE_HOURS * 3_600)}, count(*)::int FROM chosen WHERE acknowledged_at IS NULL GROUP BY 3
      UNION ALL SELECT 'unanswered', NULL, ${missing(now, targetDays * 86_400)}, count(*)::int FROM chosen WHERE answered_at IS NULL GROUP BY 3`,
  );
  const casesOf = (chart: Chart, bucket: number) => rows.find((row) => row.chart === chart && row.bucket === bucket)?.cases ?? 0;
  const columns = (chart: Chart, ends: readonly number[]): Column[] =>
    [...ends, null].map((upTo, at) => ({ upTo, cases: casesOf(chart, at) }));
  const withoutOf = (chart: Chart): Without => ({ waiting: casesOf(chart, 0), late: casesOf(chart, 1), over: casesOf(chart, 2) });
  return {
    weeks: weeksOf(
      filter,
      rows.filter(({ chart }) => chart === "week"),
    ),
    age: columns("age", AGE_DAYS),
    acknowledged: columns("acknowledged", ACKNOWLEDGE_STEPS),
    unacknowledged: withoutOf("unacknowledged"),
    answered: columns("answered", steps),
    unanswered: withoutOf("unanswered"),
    targetDays,
    ceilingDays: MOST_ANSWER_DAYS,
  };
}

type Chart = "week" | "age" | "acknowledged" | "answered" | "unacknowledged" | "unanswered";
/** Cases without the instant that a distribution is of: open and within the target, open and past it, and ended without it. */
export type Without = Record<"waiting" | "late" | "over", number>;

/** The place of a case without an instant: 0 waits, 1 waits past the target, 2 ended without. */
const missing = (now: Date, seconds: number): Prisma.Sql =>
  Prisma.sql`(CASE WHEN state <> 'open' THEN 2 WHEN extract(epoch FROM ${now}::timestamptz - received_at) >= ${seconds}::int THEN 1 ELSE 0 END)`;

/** The place of a span among its ends: 0 is up to the first one, exactly on an end included. */
function bucket(end: Prisma.Sql, ends: readonly number[], seconds: number): Prisma.Sql {
  const span = Prisma.sql`extract(epoch FROM ${end} - received_at)`;
  const above = ends.map((upTo) => Prisma.sql`(${span} > ${upTo * seconds}::int)::int`);
  return Prisma.sql`(${Prisma.join(above, " + ")})`;
}

/** Every week of the period by India's calendar, from its Monday on, those without a case among them. */
function weeksOf({ from, to }: Pick<RegisterFilter, "from" | "to">, found: { week: string | null; cases: number }[]) {
  const weeks: { monday: string; cases: number }[] = [];
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  for (; day.toISOString().slice(0, 10) <= to; day.setUTCDate(day.getUTCDate() + 7)) {
    const monday = day.toISOString().slice(0, 10);
    weeks.push({ monday, cases: found.find(({ week }) => week === monday)?.cases ?? 0 });
  }
  return weeks;
}
