// long: every verb of a case on one real database, side by side.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock, HOUR_MS } from "@/server/lib/clock";
import { newId } from "@/server/lib/ids";
import { maskEmail } from "@/server/lib/mask";
import { NotFound } from "@/server/lib/refusal";
import { beginPurge } from "@/server/retention/begin-purge";
import { purgeTenant } from "@/server/retention/purge-tenant";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { addToGrievance } from "./add-to-grievance";
import { askSummary } from "./ask-summary";
import { grievanceDetail } from "./case.queries";
import { openCorrection } from "./open-correction";
import { openGrievance } from "./open-grievance";
import { listOwnCases, ownCase, ownProfile } from "./own.queries";
import { listGrievances } from "./queries";
import { ownSummary } from "./summary.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const asOwner = ({ id: tenantId, owner }: GivenTenant) => ({ id: owner.id, tenantId, email: owner.email, language: "hi" });
const complain = (tenant: GivenTenant, text = "Nobody answered my letters.") =>
  openGrievance(world.console, asOwner(tenant), { kind: "grievance", topic: "conduct", text });
/** As the desk will: its own verbs come with the officer's screens. */
const moveTo = (id: string, state: "answered" | "closed") =>
  sql(
    "UPDATE console.grievance SET state = $2::console.\"GrievanceState\", answered_at = coalesce(answered_at, now()), closed_at = CASE WHEN $2 = 'closed' THEN now() END, closed_because = CASE WHEN $2 = 'closed' THEN 'answered' END WHERE id = $1",
    [id, state],
  );
const later = (hours: number) => ({ ...world.console, clock: fixedClock(new Date(Date.now() + hours * HOUR_MS)) });

describe("a case", () => {
  // proves: D7.5
  test("has a number, a clock of 30 days, and an acknowledgement whose mail commits with it", async () => {
    const tenant = await world.given.tenant();
    const opened = await complain(tenant);
    expect(opened.number).toBeGreaterThan(1000);
    const [row] = await sql("SELECT * FROM console.grievance WHERE id = $1", [opened.id]);
    expect(row).toMatchObject({ kind: "grievance", topic: "conduct", state: "open", channel: "dashboard", language: "hi" });
    expect(row.acknowledged_at, "not before the mail was sent").toBeNull();
    expect(row.answer_due_at - row.received_at).toBe(720 * HOUR_MS);
    expect(await sql("SELECT kind, to_address, language, params FROM console.notice WHERE tenant_id = $1", [tenant.id])).toEqual([
      {
        kind: "grievance_received",
        to_address: tenant.owner.email,
        language: "hi",
        params: { grievanceNumber: opened.number, answerDueAt: row.answer_due_at.toISOString() },
      },
    ]);
    const [event] = await sql("SELECT actor_kind, actor_id, payload FROM console.audit_event WHERE tenant_id = $1", [tenant.id]);
    expect(event).toEqual({
      actor_kind: "owner",
      actor_id: tenant.owner.id,
      payload: { grievanceId: opened.id, kind: "grievance", topic: "conduct" },
    });
  });
  test("names the deletion request or the refund that it is plainly about", async () => {
    const { tenant, request } = await world.given.tenantInRetention();
    const { id } = await openGrievance(world.console, asOwner(tenant), { kind: "grievance", topic: "lock_out", text: "Why?" });
    expect(await sql("SELECT request_id FROM console.grievance WHERE id = $1", [id])).toEqual([{ request_id: request.id }]);
    const purchase = await world.given.purchase();
    const refund = await world.given.refund({ purchase });
    const owner = { ...asOwner(purchase.tenant as GivenTenant) };
    const about = await openGrievance(world.console, owner, { kind: "grievance", topic: "refund", text: "Where is it?" });
    expect(await sql("SELECT refund_id FROM console.grievance WHERE id = $1", [about.id])).toEqual([{ refund_id: refund.id }]);
  });
  test.each([
    ["", "case_text_missing"],
    [" \n\u0000 ", "case_text_missing"],
    ["x".repeat(5_001), "case_text_too_long"],
  ])("is refused for its words before anything is written", async (text, because) => {
    const tenant = await world.given.tenant();
    expect(await outcomeOf(complain(tenant, text))).toEqual({ refused: because });
    expect(await sql("SELECT 1 FROM console.grievance WHERE tenant_id = $1", [tenant.id])).toEqual([]);
  });
  test("5,000 letters fit, whatever the script", async () => {
    const tenant = await world.given.tenant();
    await complain(tenant, "क".repeat(5_000));
    expect(await sql("SELECT length(body) AS n FROM console.grievance_message WHERE tenant_id = $1", [tenant.id])).toEqual([{ n: 5_000 }]);
  });
  test("whose form is sent twice, one after the other or at once, is one case with one mail", async () => {
    const tenant = await world.given.tenant();
    const form = { kind: "grievance", topic: "conduct", text: "Nobody answered.", formId: newId() } as const;
    const send = () => openGrievance(world.console, asOwner(tenant), form);
    const first = await send();
    const again = await Promise.all([send(), send()]);
    expect(again.map(({ id, number }) => [id, number])).toEqual([first, first].map(({ id, number }) => [id, number]));
    const wish = { field: "gstin", to: "29ABCDE1234F1Z5", text: "", formId: newId() } as const;
    const correct = () => openCorrection(world.console, asOwner(tenant), wish);
    const [one, other] = await Promise.all([correct(), correct()]);
    expect(one.id).toBe(other.id);
    for (const table of ["grievance", "grievance_message", "notice"])
      expect(await sql(`SELECT count(*)::int AS n FROM console.${table} WHERE tenant_id = $1`, [tenant.id]), table).toEqual([{ n: 2 }]);
    const neighbour = await world.given.tenant();
    expect((await openGrievance(world.console, asOwner(neighbour), form)).id, "a form of somebody else's").not.toBe(first.id);
  });
  test("of two at once only one becomes the tenth", async () => {
    const tenant = await world.given.tenant();
    for (let n = 0; n < 9; n += 1) await complain(tenant);
    const outcomes = await Promise.all([outcomeOf(complain(tenant)), outcomeOf(complain(tenant))]);
    expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "case_too_many_open" }]);
    expect(await sql("SELECT count(*)::int AS n FROM console.grievance WHERE tenant_id = $1", [tenant.id])).toEqual([{ n: 10 }]);
  });
});

describe("adding to a case", () => {
  test("keeps an open one open, and opens an answered one again without touching its clock", async () => {
    const tenant = await world.given.tenant();
    const { id, answerDueAt } = await complain(tenant);
    expect(await addToGrievance(world.console, asOwner(tenant), { grievanceId: id, text: "And one more thing." })).toMatchObject({
      reopened: false,
    });
    await moveTo(id, "answered");
    expect(await addToGrievance(world.console, asOwner(tenant), { grievanceId: id, text: "No." })).toMatchObject({ reopened: true });
    expect(await sql("SELECT state, version, answer_due_at FROM console.grievance WHERE id = $1", [id])).toEqual([
      { state: "open", version: 3, answer_due_at: answerDueAt },
    ]);
  });
  test("two at once open it again once", async () => {
    const tenant = await world.given.tenant();
    const { id } = await complain(tenant);
    await moveTo(id, "answered");
    const add = () => addToGrievance(world.console, asOwner(tenant), { grievanceId: id, text: "No." });
    expect((await Promise.all([add(), add()])).map(({ reopened }) => reopened).sort()).toEqual([false, true]);
  });
  test("is refused by a closed one, and by an answered one whose period is over", async () => {
    const tenant = await world.given.tenant();
    const { id } = await complain(tenant);
    const add = (deps = world.console) => outcomeOf(addToGrievance(deps, asOwner(tenant), { grievanceId: id, text: "No." }));
    await moveTo(id, "answered");
    expect(await add(later(721))).toEqual({ refused: "case_window_over" });
    await moveTo(id, "closed");
    expect(await add()).toEqual({ refused: "case_closed" });
  });
  test("is refused after twenty messages within an hour, and possible again afterwards", async () => {
    const tenant = await world.given.tenant();
    const { id } = await complain(tenant);
    const add = (deps = world.console) => outcomeOf(addToGrievance(deps, asOwner(tenant), { grievanceId: id, text: "And." }));
    for (let n = 1; n < 20; n += 1) expect(await add()).toHaveProperty("value");
    expect(await add()).toEqual({ refused: "case_too_many_messages" });
    expect(await add(later(1.01))).toHaveProperty("value");
  });
});

describe("a correction", () => {
  // proves: D7.5
  test("is a case with the field and what it should say; the profile stays as it is", async () => {
    const tenant = await world.given.tenant();
    const { id } = await openCorrection(world.console, asOwner(tenant), { field: "organisation_name", to: " Chai  Point ", text: "" });
    expect(await sql("SELECT correction_field, correction_to, body FROM console.grievance_message WHERE grievance_id = $1", [id])).toEqual([
      { correction_field: "organisation_name", correction_to: "Chai Point", body: "" },
    ]);
    expect((await ownProfile(world.console, asOwner(tenant))).profile.organisation_name).toBe(tenant.name);
  });
  test("to what it says already is refused", async () => {
    const tenant = await world.given.tenant();
    const wish = { field: "person_name", to: tenant.owner.name, text: "" } as const;
    expect(await outcomeOf(openCorrection(world.console, asOwner(tenant), wish))).toEqual({ refused: "correction_same" });
  });
});

describe("the summary", () => {
  test("has to be asked for, is a case that is answered at once, and for a day the same case answers", async () => {
    const tenant = await world.given.tenant();
    expect(await ownSummary(world.console, asOwner(tenant))).toBeNull();
    const ask = () => askSummary(world.console, asOwner(tenant));
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual(second);
    expect(await sql("SELECT kind, state FROM console.grievance WHERE tenant_id = $1", [tenant.id])).toEqual([
      { kind: "access", state: "answered" },
    ]);
    expect((await askSummary(later(24.01), asOwner(tenant))).id).not.toBe(first.id);
  });
  test("counts what is there, of this tenant only, and reads no content even of a sealed one", async () => {
    const { tenant } = await world.given.tenantInRetention({ isFilled: true });
    await world.given.oneRowInEveryTable(await world.given.tenant());
    await askSummary(world.console, asOwner(tenant));
    const summary = await ownSummary(world.console, asOwner(tenant));
    const counts = Object.fromEntries(summary?.groups.flatMap(({ counts: some }) => some.map(({ name, total }) => [name, total])) ?? []);
    expect(counts).toMatchObject({ message: 1, recording: 1, knowledge_file: 1, team_member: 2, refund: 1, grievance: 2, consent: 1 });
    expect(Object.values(counts).every((total) => total < 10)).toBe(true);
  });
});

describe("nothing of another tenant is reachable (S4)", () => {
  test("its cases can neither be seen nor added to, and are not told from cases that do not exist", async () => {
    const [mine, theirs] = [await world.given.tenant(), await world.given.tenant()];
    const { id } = await complain(theirs);
    for (const grievanceId of [id, newId()]) {
      await expect(ownCase(world.console, asOwner(mine), grievanceId)).rejects.toThrow(NotFound);
      await expect(addToGrievance(world.console, asOwner(mine), { grievanceId, text: "Let me in." })).rejects.toThrow(NotFound);
    }
    expect((await listOwnCases(world.console, asOwner(mine), null)).items).toEqual([]);
    expect((await ownCase(world.console, asOwner(theirs), id)).messages).toHaveLength(1);
  });
});

describe("while an account ends", () => {
  test("cases are taken during retention, and not once the purge has begun", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30 });
    const { id } = await complain(tenant);
    await beginPurge(world.purge, request.id);
    expect(await outcomeOf(complain(tenant))).toEqual({ refused: "rights_ended" });
    expect(await outcomeOf(addToGrievance(world.console, asOwner(tenant), { grievanceId: id, text: "Wait." }))).toEqual({
      refused: "rights_ended",
    });
    expect(await outcomeOf(askSummary(world.console, asOwner(tenant)))).toEqual({ refused: "rights_ended" });
  });
  test("the purge takes every word and keeps the line of the register", async () => {
    const { tenant, request } = await world.given.tenantInRetention({ deactivatedDaysAgo: 30 });
    const { id, number } = await complain(tenant, "Words about myself");
    await beginPurge(world.purge, request.id);
    await purgeTenant(world.purge, request.id);
    expect(await sql("SELECT state FROM console.deletion_request WHERE id = $1", [request.id])).toEqual([{ state: "purged" }]);
    expect(await sql("SELECT 1 FROM console.grievance_message WHERE grievance_id = $1", [id])).toEqual([]);
    expect(await sql("SELECT number, kind, topic FROM console.grievance WHERE id = $1", [id])).toEqual([
      { number, kind: "grievance", topic: "conduct" },
    ]);
    const queue = await listGrievances(world.console, newId(), { state: "closed" }, null);
    expect(queue.items.find((item) => item.id === id)).toMatchObject({ state: "closed", organisation: null });
  });
});

test("staff see enough of an address to tell people apart, and not enough to write to", async () => {
  const tenant = await world.given.tenant();
  const { id } = await complain(tenant);
  const officer = { kind: "operator", id: (await world.given.operator("grievance_officer")).id } as const;
  const seen = await grievanceDetail(world.console, officer, id);
  expect(seen.person).toMatchObject({ name: tenant.owner.name, email: maskEmail(tenant.owner.email) });
  expect(JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(tenant.owner.email);
});

test("the queue shows what runs out first, page by page, without leaving one out", async () => {
  await sql(
    `INSERT INTO console.grievance (id, kind, channel, topic, language, received_at, answer_due_at, state_changed_at)
     SELECT gen_random_uuid(), 'grievance', 'mail', 'other', 'en', now(), now() + (n % 7 + 1) * interval '1 hour', now() FROM generate_series(1, 120) n`,
  );
  const seen: { id: string; at: number }[] = [];
  let cursor: { at: Date; id: string } | null = null;
  do {
    const page: Awaited<ReturnType<typeof listGrievances>> = await listGrievances(world.console, newId(), { state: "open" }, cursor);
    seen.push(...page.items.map((item) => ({ id: item.id, at: item.answerDueAt.getTime() })));
    cursor = page.next;
  } while (cursor);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(await sql("SELECT count(*)::int AS n FROM console.grievance WHERE state = 'open'")).toEqual([{ n: seen.length }]);
});

test("a page of the queue is read by an index, whatever the view: of all states, of one officer, and of what is open", async () => {
  await sql(
    `INSERT INTO console.grievance (id, kind, channel, topic, language, received_at, answer_due_at, state_changed_at, state, closed_at, closed_because, assignee_id)
     SELECT gen_random_uuid(), 'grievance', 'mail', 'other', 'en', now(), now() + n * interval '1 minute', now(), 'closed', now(), 'not_ours',
       ('00000000-0000-4000-8000-00000000000' || n % 8)::uuid FROM generate_series(1, 4000) n`,
  );
  await sql("ANALYZE console.grievance");
  const mine = "assignee_id = '00000000-0000-4000-8000-000000000003'";
  for (const [where, index] of [
    ["TRUE", "grievance_answer_due_at_id_idx"],
    [mine, "grievance_assignee_id_answer_due_at_id_idx"],
    [`${mine} AND (answer_due_at, id) > (now(), '00000000-0000-4000-8000-000000000000')`, "grievance_assignee_id_answer_due_at_id_idx"],
    ["state = 'open'", "grievance_state_answer_due_at_id_idx"],
  ]) {
    const plan = JSON.stringify(await sql(`EXPLAIN SELECT * FROM console.grievance WHERE ${where} ORDER BY answer_due_at, id LIMIT 51`));
    expect(plan, where).toContain(`using ${index}`);
    expect(plan, where).not.toContain("Sort");
  }
});
