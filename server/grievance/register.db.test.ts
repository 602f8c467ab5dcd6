// long: the register in every form it is shown and taken along in, over one set of cases.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/server/lib/clock";
import type { Role } from "@/server/operator/permissions";
import { pdfWords } from "@/server/testing/pdf-words";
import { testWorld, type World } from "@/server/testing/world";
import { exportRegister } from "./export-register";
import { handleRegister } from "./handle-register";
import { type AskedRegister, REGISTER_CHANNELS, REGISTER_OUTCOMES, type RegisterFilter } from "./register";
import { registerCharts, registerPage } from "./register.queries";
import { deskToday } from "./today.queries";

const NOW = new Date("2026-11-22T10:00:00.000Z");
const CASES = 230;
const KINDS = ["grievance", "correction", "access", "consent", "end_user"] as const;
const STATES = ["open", "answered", "closed"] as const;

let world: World;
let officer: { id: string; name: string };
beforeAll(async () => {
  world = await testWorld();
  world.console.clock = fixedClock(NOW);
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db;
  officer = await world.given.operator("grievance_officer");
  await sql("UPDATE console.operator SET name = $2 WHERE id = $1", [officer.id, "=Farah"]);
  const { id: tenantId, owner } = await world.given.tenant();
  // Every mixture of kind, way, state and outcome, some open again after they were answered, some closed without an answer, over 200 days; hours are odd, so that days in India and elsewhere differ.
  await sql(
    `INSERT INTO console.grievance (id, kind, channel, handed_in, lodged_by, topic, tenant_id, member_id, language, state, received_at, acknowledged_at,
       answer_due_at, answered_at, closed_at, closed_because, outcome, decided_at, decided_by, state_changed_at)
     SELECT gen_random_uuid(), (ARRAY['grievance','correction','access','consent','end_user'])[1 + i % 5]::console."GrievanceKind",
       (ARRAY['mail','dashboard','operator'])[1 + i % 3]::console."RequestChannel", h.way, CASE WHEN h.way IS NOT NULL THEN $3::uuid END,
       'other', $1, $2, 'en', s.state::console."GrievanceState", r.at, CASE WHEN i % 7 > 0 THEN r.at + (i % 60) * interval '1 hour' END,
       r.at + interval '720 hours', CASE WHEN s.state = 'closed' AND i % 4 = 3 THEN NULL WHEN s.state <> 'open' OR i % 5 = 0 THEN r.at + (i % 100) * interval '24 hours' END,
       CASE WHEN s.state = 'closed' THEN CASE WHEN i % 4 = 3 THEN r.at + interval '61 hours' ELSE r.at + interval '2400 hours' END END,
       CASE WHEN s.state = 'closed' THEN CASE WHEN i % 4 = 3 THEN 'not_ours' ELSE 'answered_and_settled' END END,
       o.outcome::console."GrievanceOutcome", CASE WHEN o.outcome IS NOT NULL THEN r.at END, CASE WHEN o.outcome IS NOT NULL THEN $3::uuid END, r.at
     FROM generate_series(0, $5::int - 1) i, LATERAL (SELECT (ARRAY['open','answered','closed'])[1 + (i / 2) % 3] AS state) s,
       LATERAL (SELECT $4::timestamptz - (i * 21 + 1) * interval '1 hour' AS at) r,
       LATERAL (SELECT CASE WHEN i % 3 = 2 THEN (ARRAY['telephone','paper','in_person',NULL])[1 + i % 4] END AS way) h,
       LATERAL (SELECT CASE WHEN s.state <> 'open' OR i % 5 = 0 THEN (ARRAY['upheld','partly','refused',NULL])[1 + i % 4] END AS outcome) o`,
    [tenantId, owner.id, officer.id, NOW, CASES],
  );
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const actor = () => ({ kind: "operator", id: officer.id }) as const;

async function fileOf(asked: AskedRegister, format: "csv" | "pdf"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await exportRegister(world.console, actor(), asked, format)).parts) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function allPages(asked: AskedRegister) {
  const names: string[] = [];
  for (let after: Parameters<typeof registerPage>[2] = null; ; ) {
    const page: Awaited<ReturnType<typeof registerPage>> = await registerPage(world.console, asked, after);
    names.push(...page.items.map(({ name }) => name));
    if (!page.next) return { names, totals: page.totals, filter: page.filter };
    after = page.next;
  }
}

/** The same question, asked in words of its own. */
async function countBySql(filter: RegisterFilter): Promise<number> {
  const channel =
    "CASE WHEN channel = 'mail' THEN 'mail' WHEN channel = 'dashboard' THEN 'self_service' WHEN handed_in IS NULL THEN 'by_hand' ELSE handed_in END";
  const [row] = await sql(
    `SELECT count(*)::int AS cases FROM console.grievance WHERE to_char(received_at AT TIME ZONE 'Asia/Kolkata', 'YYYY-MM-DD') BETWEEN $1 AND $2
       AND ($3::text IS NULL OR kind::text = $3) AND ($4::text IS NULL OR ${channel} = $4) AND ($5::text IS NULL OR state::text = $5)
       AND ($6::text IS NULL OR (state <> 'open' AND outcome::text = $6) OR ($6 = 'none' AND (state = 'open' OR outcome IS NULL))) AND (NOT $7 OR (state = 'open' AND answer_due_at <= $8))`,
    [filter.from, filter.to, filter.kind, filter.channel, filter.state, filter.outcome, filter.isOverdue ?? false, NOW],
  );
  return row.cases;
}

/** Always the same at random: a failure can be looked at again. */
function dice(seed: number) {
  let state = seed;
  const roll = (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
  return { roll, maybe: <Value>(values: readonly Value[]) => (roll(3) === 0 ? values[roll(values.length)] : undefined) };
}
const dayBefore = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString().slice(0, 10);

describe("the register of a period", () => {
  test.each(Array.from({ length: 14 }, (_, seed) => [seed + 1]))(
    "adds up to the same on screen, in its CSV, in its PDF and in the database, each case once (period and filter %i)",
    async (seed) => {
      const { roll, maybe } = dice(seed * 7_919);
      const asked: AskedRegister = {
        from: dayBefore(seed === 1 ? 300 : 20 + roll(200)),
        to: dayBefore(seed === 1 ? 0 : roll(20)),
        ...(seed === 1
          ? {}
          : {
              kind: maybe(KINDS),
              channel: maybe(REGISTER_CHANNELS),
              state: maybe(STATES),
              outcome: maybe(REGISTER_OUTCOMES),
              isOverdue: maybe([true] as const),
            }),
      };
      const { names, totals, filter } = await allPages(asked);
      const wanted = await countBySql(filter);
      const overdue = await countBySql({ ...filter, isOverdue: true });
      expect({ shown: names.length, distinct: new Set(names).size, total: totals.cases }).toEqual({
        shown: wanted,
        distinct: wanted,
        total: wanted,
      });
      for (const sums of [totals.byKind, totals.byChannel, totals.byState, totals.byOutcome])
        expect(Object.values(sums).reduce((one, other) => one + other, 0)).toBe(wanted);

      const [lines = "", foot = ""] = (await fileOf(asked, "csv")).toString("utf8").split("\r\n\r\n");
      expect(lines.split("\r\n").slice(1).filter(Boolean)).toHaveLength(wanted);
      expect(foot).toContain(`Cases,${wanted}\r\n`);
      expect(foot).toContain(`Overdue,${overdue}\r\n`);
      expect(totals.overdue).toBe(overdue);

      const words = pdfWords(await fileOf(asked, "pdf"));
      expect(words).toContain(`Cases ${wanted}\n`);
      expect(new Set(words.match(/^GR-\d+$/gm) ?? []).size).toBe(wanted);
      if (seed === 1) {
        expect(wanted).toBe(CASES);
        expect(overdue).toBeGreaterThan(0);
        expect(overdue).toBeLessThan(wanted);
      }
    },
  );

  test("begins and ends with the day in India, to the millisecond", async () => {
    const { id: tenantId, owner } = await world.given.tenant();
    for (const at of ["2020-03-01T18:29:59.999Z", "2020-03-01T18:30:00.000Z", "2020-03-02T18:29:59.999Z", "2020-03-02T18:30:00.000Z"])
      await sql(
        `INSERT INTO console.grievance (id, kind, channel, topic, tenant_id, member_id, language, received_at, answer_due_at, state_changed_at)
         VALUES ($3, 'grievance', 'dashboard', 'other', $1, $2, 'en', $4, $4::timestamptz + interval '720 hours', $4)`,
        [tenantId, owner.id, randomUUID(), at],
      );
    const { totals } = await registerPage(world.console, { from: "2020-03-02", to: "2020-03-02" }, null);
    expect(totals.cases).toBe(2);
  });

  test("charts show the same cases: every week, and every case with an instant in exactly one column", async () => {
    const asked = { from: dayBefore(300), to: dayBefore(0) };
    const charts = await registerCharts(world.console, asked, 20);
    const sum = (columns: { cases: number }[]) => columns.reduce((total, { cases }) => total + cases, 0);
    const [facts] = await sql(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'open')::int AS open, count(acknowledged_at)::int AS acknowledged, (count(answered_at) FILTER (WHERE state <> 'open'))::int AS answered,
         count(*) FILTER (WHERE state = 'open' AND acknowledged_at IS NULL AND received_at <= $2::timestamptz - interval '24 hours')::int AS unacknowledged_late,
         count(*) FILTER (WHERE state = 'open' AND received_at <= $2::timestamptz - interval '480 hours')::int AS unanswered_late,
         count(*) FILTER (WHERE state <> 'open' AND answered_at <= received_at + interval '480 hours')::int AS in_time, count(*) FILTER (WHERE acknowledged_at <= received_at + interval '24 hours')::int AS soon
       FROM console.grievance WHERE received_at > $1`,
      ["2025-01-01", NOW],
    );
    expect([sum(charts.weeks), sum(charts.age), sum(charts.acknowledged), sum(charts.answered)]).toEqual([
      facts.all,
      facts.open,
      facts.acknowledged,
      facts.answered,
    ]);
    expect(sum(charts.answered.filter(({ upTo }) => upTo !== null && upTo <= 20))).toBe(facts.in_time);
    expect(sum(charts.acknowledged.filter(({ upTo }) => upTo !== null && upTo <= 24))).toBe(facts.soon);
    const all = (without: Record<string, number>) => Object.values(without).reduce((total, cases) => total + cases, 0);
    expect(sum(charts.acknowledged) + all(charts.unacknowledged)).toBe(facts.all);
    expect(sum(charts.answered) + all(charts.unanswered)).toBe(facts.all);
    expect([charts.unacknowledged.late, charts.unanswered.late]).toEqual([facts.unacknowledged_late, facts.unanswered_late]);
    expect(Math.min(facts.unacknowledged_late, facts.unanswered_late)).toBeGreaterThan(0);
    expect(charts.weeks.every(({ monday }) => new Date(monday).getUTCDay() === 1)).toBe(true);
  });

  test("counts the days of a case that was closed without an answer up to its closing, on screen and in its files alike, whenever they are made", async () => {
    const asked: AskedRegister = { from: dayBefore(300), to: dayBefore(5), state: "closed", outcome: "none" };
    const { items } = await registerPage(world.console, asked, null);
    const without = items.filter(({ answeredAt }) => answeredAt === null);
    expect(without.length).toBeGreaterThan(3);
    expect(new Set(without.map(({ days }) => days))).toEqual(new Set([2]));
    const linesOf = async () => (await fileOf(asked, "csv")).toString("utf8").split("\r\n\r\n")[0];
    const wordsOf = async () => pdfWords(await fileOf(asked, "pdf")).replaceAll(/issued at .*|Issued at .*/g, "");
    const before = [await linesOf(), await wordsOf()];
    expect(before[0]).toMatch(new RegExp(`${without[0]?.name},.*,2,closed,,,`));
    world.console.clock = fixedClock(new Date(NOW.getTime() + 400 * 86_400_000));
    try {
      expect([await linesOf(), await wordsOf()]).toEqual(before);
      const charts = await registerCharts(world.console, asked, 20);
      expect([charts.unanswered, charts.age.every(({ cases }) => cases === 0)]).toEqual([
        { waiting: 0, late: 0, over: without.length },
        true,
      ]);
    } finally {
      world.console.clock = fixedClock(NOW);
    }
  });

  test("says of a case that was decided and is open again neither its old outcome nor that it is answered", async () => {
    const { items, totals } = await registerPage(world.console, { from: dayBefore(300), to: dayBefore(0), state: "open" }, null);
    const again = items.filter(({ isOpenAgain }) => isOpenAgain);
    expect(again.length).toBeGreaterThan(0);
    expect(items.every(({ outcome, answeredAt }) => outcome === null && answeredAt === null)).toBe(true);
    expect(totals.byOutcome).toEqual({ none: totals.cases });
    expect((await fileOf({ from: dayBefore(300), to: dayBefore(0) }, "csv")).toString()).toContain(",open again,,");
  });

  test("its pages are read by an index, not by sorting everything", async () => {
    const plan = await sql(
      "EXPLAIN SELECT id FROM console.grievance WHERE received_at >= '2026-01-01' AND received_at < '2026-12-01' ORDER BY received_at DESC, id DESC LIMIT 51",
    );
    expect(JSON.stringify(plan)).toMatch(/Index (Only )?Scan Backward/);
  });
});

test("what the officer is told today are the open cases that are late, run out within a week, or were not acknowledged within 24 hours", async () => {
  const [facts] = await sql(
    `SELECT count(*) FILTER (WHERE answer_due_at <= $1)::int AS overdue, count(*) FILTER (WHERE answer_due_at > $1 AND answer_due_at <= $2)::int AS "runningOut",
       count(*) FILTER (WHERE acknowledged_at IS NULL AND received_at <= $3)::int AS unacknowledged FROM console.grievance WHERE state = 'open'`,
    [NOW, new Date(NOW.getTime() + 168 * 3_600_000), new Date(NOW.getTime() - 24 * 3_600_000)],
  );
  expect(await deskToday(world.console)).toEqual(facts);
  for (const counted of Object.values(facts)) expect(counted).toBeGreaterThan(0);
});

describe("taking the register along", () => {
  const as = (role: Role | null) => async () => {
    const operator = role && (await world.given.operator(role));
    return {
      deps: world.console,
      operator: operator && { ...operator, role, authenticatedAt: null },
      member: null,
      callId: "call",
    } as never;
  };
  const take = (query: string, role: Role | null = "auditor") =>
    handleRegister(new Request(`http://localhost/api/grievances/register?${query}`), undefined, as(role));

  test("is for who may, is written down with how many cases and of when, and is no formula in a spreadsheet", async () => {
    const before = await sql("SELECT count(*)::int AS taken FROM console.audit_event WHERE type = 'register.exported'");
    const response = await take("format=csv&from=2026-06-01&to=2026-06-30&kind=&state=answered");
    expect(response.headers.get("content-disposition")).toContain("grievances-2026-06-01-to-2026-06-30.csv");
    const text = await response.text();
    expect(text).toContain("'=Farah");
    expect(text).not.toMatch(/,=Farah/);
    expect(text).toContain("state: answered");
    const taken = await sql("SELECT payload FROM console.audit_event WHERE type = 'register.exported' ORDER BY id DESC");
    expect(taken).toHaveLength(before[0].taken + 1);
    expect(taken[0].payload).toEqual({ cases: text.match(/^GR-/gm)?.length, format: "csv", from: "2026-06-01", to: "2026-06-30" });
    expect((await take("format=csv", "support_agent")).status).toBe(403);
    expect((await take("format=csv", null)).status).toBe(401);
    for (const wrong of ["", "format=xml", "format=csv&from=yesterday", "format=pdf&state=lost"])
      expect((await take(wrong)).status, wrong).toBe(400);
  });

  test("on paper names period, filter and instant, and on each page which of how many it is", async () => {
    const words = pdfWords(Buffer.from(await (await take("format=pdf&from=2026-01-01&to=2026-11-22")).arrayBuffer()));
    for (const line of ["Register of grievances, 2026-01-01 to 2026-11-22", "issued at 2026-11-22 15:30 IST", "all cases", "Totals"])
      expect(words).toContain(line);
    const pages = [...words.matchAll(/page (\d+) of (\d+)/g)];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map(([, at, of]) => `${at} of ${of}`)).toEqual(pages.map((_, at) => `${at + 1} of ${pages.length}`));
  });
});
