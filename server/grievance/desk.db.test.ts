// long: what officers do with a case besides answering it, on one real database.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseUnmatched } from "@/server/inbound-mail/erase-unmatched";
import { DAY_MS, fixedClock, later } from "@/server/lib/clock";
import { newId } from "@/server/lib/ids";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { answersDesk } from "@/server/testing/answers-desk";
import type { GivenTenant } from "@/server/testing/given";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { acknowledgeCase } from "./acknowledge-case";
import type { Officer } from "./act-on-case";
import { assignCase } from "./assign-case";
import { grievanceDetail } from "./case.queries";
import { decideCase } from "./decide-case";
import { erasePeople } from "./erase-people";
import { escalateGrievances } from "./escalate-grievances";
import { type CaseLinks, linkCase } from "./link-case";
import { mergeCase } from "./merge-case";
import { noteCase } from "./note-case";
import { openGrievance } from "./open-grievance";
import { listGrievances } from "./queries";
import { reopenCase } from "./reopen-case";
import { type TakeDown, takeDown } from "./take-down";
import { writeToPerson } from "./write-to-person";

let world: World;
let officer: Officer;
let other: Officer;
let agent: Officer;
beforeAll(async () => {
  world = await testWorld();
  const asActor = async (role: "grievance_officer" | "support_agent") => ({
    kind: "operator" as const,
    id: (await world.given.operator(role)).id,
  });
  [officer, other, agent] = [await asActor("grievance_officer"), await asActor("grievance_officer"), await asActor("support_agent")];
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
const caseOf = async (id: string) => (await sql("SELECT * FROM console.grievance WHERE id = $1", [id]))[0];
const complain = (tenant: GivenTenant, topic: "conduct" | "deletion" = "conduct") =>
  openGrievance(
    world.console,
    { id: tenant.owner.id, tenantId: tenant.id, email: tenant.owner.email, language: "en" },
    { kind: "grievance", topic, text: "Nobody answered my letters." },
  );
const nobody = { name: null, email: null, phone: null, postal: null };
const wish = (over: Partial<TakeDown> = {}): TakeDown => ({
  formId: newId(),
  kind: "grievance",
  topic: "conduct",
  words: "The line was cut twice.",
  language: "en",
  handedIn: "telephone",
  person: { ...nobody, name: "Sunil", phone: "+91 98450 12345" },
  ...over,
});
/** Written down, and the case that it became. */
async function taken(over: Partial<TakeDown> = {}) {
  const { number } = await takeDown(world.console, agent, wish(over));
  return (await sql("SELECT * FROM console.grievance WHERE number = $1", [number]))[0];
}
const noticesOf = async (id: string) => (await sql("SELECT kind FROM console.notice WHERE subject_id = $1", [id])).map(({ kind }) => kind);
/** Makes a case older by hours, as time does; what was promised moves along. */
const age = (id: string, hours: number) =>
  sql(
    "ALTER TABLE console.grievance DISABLE TRIGGER USER; UPDATE console.grievance SET received_at = received_at - interval '1 hour' * " +
      `${hours}, answer_due_at = answer_due_at - interval '1 hour' * ${hours} WHERE id = '${id}'; ALTER TABLE console.grievance ENABLE TRIGGER USER`,
  );
const actsOn = (tenantId: string, operatorId: string) =>
  sql(
    "INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ('tenant.deactivated', 'operator', $1, $2, '{}')",
    [operatorId, tenantId],
  );

describe("a complaint written down by hand", () => {
  test("is a case with who said it and how it came; whoever wrote it down gets its number and nothing else", async () => {
    const answer = await takeDown(world.console, agent, wish());
    expect(Object.keys(answer)).toEqual(["number"]);
    const [found] = await sql("SELECT * FROM console.grievance WHERE number = $1", [answer.number]);
    expect(found).toMatchObject({
      channel: "operator",
      handed_in: "telephone",
      lodged_by: agent.id,
      tenant_id: null,
      acknowledged_at: null,
    });
    expect(found.answer_due_at - found.received_at).toBe(30 * DAY_MS);
  });

  test("runs from the day on which the paper came, also where its period is over already; never ahead, and at most a year back", async () => {
    const now = new Date("2026-06-10T10:00:00.000Z");
    const at = { ...world.console, clock: fixedClock(now) };
    const when = (receivedAt: Date) => outcomeOf(takeDown(at, agent, wish({ handedIn: "paper", receivedAt })));
    expect(await when(later(now, 1))).toEqual({ refused: "desk_when" });
    expect(await when(later(now, -365 * DAY_MS - 1))).toEqual({ refused: "desk_when" });
    for (const days of [10, 91, 365]) {
      const came = later(now, -days * DAY_MS);
      const { value } = (await when(came)) as { value: { number: number } };
      const [found] = await sql("SELECT received_at, answer_due_at FROM console.grievance WHERE number = $1", [value.number]);
      expect([found.received_at, found.answer_due_at]).toEqual([came, later(came, 30 * DAY_MS)]);
    }
  });

  test("is acknowledged by mail where there is an address, and by word where the person was told", async () => {
    const byMail = await taken({ person: { ...nobody, email: "sunil@elsewhere.example" } });
    expect([await noticesOf(byMail.id), byMail.acknowledged_at]).toEqual([["grievance_acknowledged"], null]);
    const told = await taken({ told: "telephone" });
    expect(told.acknowledged_at).not.toBeNull();
    expect(await noticesOf(told.id)).toEqual([]);
  });

  // proves: D7.5
  test("may be the use of any right, also to know what is held; such a case is answered like the others", async () => {
    const tenant = await world.given.tenant();
    const asked = await taken({ kind: "access", topic: "summary", tenantId: tenant.id, words: "What do you hold about me?" });
    expect(asked).toMatchObject({ kind: "access", topic: "summary", channel: "operator", handed_in: "telephone", tenant_id: tenant.id });
    const { id: grievanceId } = asked;
    const told = { by: "telephone", at: asked.received_at } as const;
    const text = "We read out to you what we hold.";
    await decideCase(
      world.console,
      { kind: "operator", id: (await world.given.operator("grievance_officer")).id },
      {
        ...{ grievanceId, outcome: "upheld", text, seenVersion: 1, told },
      },
    );
    expect((await sql("SELECT state FROM console.grievance WHERE id = $1", [grievanceId]))[0]).toEqual({ state: "answered" });
  });

  test("sent twice is one case; about nobody, or about what there is not, it is none", async () => {
    const once = wish();
    expect(await takeDown(world.console, agent, once)).toEqual(await takeDown(world.console, agent, once));
    expect(await outcomeOf(takeDown(world.console, agent, wish({ person: nobody })))).toEqual({ refused: "desk_nobody" });
    expect(await outcomeOf(takeDown(world.console, agent, wish({ topic: "weather" })))).toEqual({ refused: "desk_topic" });
  });
});

describe("acknowledging", () => {
  test("a case that got no mail by itself: by mail once, or in another way that is written down", async () => {
    const quiet = await taken();
    expect(await outcomeOf(acknowledgeCase(world.console, officer, quiet.id, "mail"))).toEqual({ refused: "desk_no_address" });
    await acknowledgeCase(world.console, officer, quiet.id, "telephone");
    expect(await outcomeOf(acknowledgeCase(world.console, officer, quiet.id, "post"))).toEqual({ refused: "desk_acknowledged" });
    const { notes } = await grievanceDetail(world.console, officer, quiet.id);
    expect(notes.map(({ body }) => body)).toEqual(["Told on the telephone that it has arrived."]);
    const mailed = await taken({ told: null, person: { ...nobody, email: "a@elsewhere.example" } });
    expect(await outcomeOf(acknowledgeCase(world.console, officer, mailed.id, "mail"))).toEqual({ refused: "desk_acknowledging" });
  });
});

describe("assigning and linking", () => {
  test("goes to officers who work here and had no hand in it", async () => {
    const tenant = await world.given.tenant();
    const { id } = await complain(tenant);
    await assignCase(world.console, officer, id, officer.id);
    expect((await caseOf(id)).assignee_id).toBe(officer.id);
    expect(await outcomeOf(assignCase(world.console, officer, id, agent.id))).toEqual({ refused: "desk_no_officer" });
    await actsOn(tenant.id, other.id);
    expect(await outcomeOf(assignCase(world.console, officer, id, other.id))).toEqual({ refused: "desk_assignee_involved" });
    await assignCase(world.console, officer, id, null);
    expect((await caseOf(id)).assignee_id).toBeNull();
  });

  test("finds the tenant, and a request of that tenant only; a wrong tenant is put right, and the words go with it", async () => {
    const tenant = await world.given.tenant();
    const request = await world.given.receivedRequest();
    const own = await world.given.receivedRequest({ tenant });
    const { id } = await taken();
    await linkCase(world.console, officer, id, { tenantId: request.tenant.id, requestId: request.id });
    await linkCase(world.console, officer, id, { tenantId: tenant.id });
    expect(await caseOf(id)).toMatchObject({ tenant_id: tenant.id, request_id: null });
    expect(await outcomeOf(linkCase(world.console, officer, id, { requestId: request.id }))).toEqual({ refused: "desk_other_tenant" });
    await linkCase(world.console, officer, id, { requestId: own.id });
    expect(await outcomeOf(linkCase(world.console, officer, id, { requestId: own.id, refundId: null }))).toEqual({
      refused: "desk_link_same",
    });
    expect(await caseOf(id)).toMatchObject({ tenant_id: tenant.id, request_id: own.id });
    const messages = await sql("SELECT tenant_id FROM console.grievance_message WHERE grievance_id = $1", [id]);
    expect(messages).toEqual([{ tenant_id: tenant.id }]);
    const events = await sql(
      "SELECT tenant_id, payload FROM console.audit_event WHERE type = 'grievance.classified' AND payload ->> 'grievanceId' = $1",
      [id],
    );
    expect(events).toEqual([
      { tenant_id: request.tenant.id, payload: expect.objectContaining({ wasTenantId: request.tenant.id, memberId: null }) },
    ]);
    // Once something was sent in the name of that tenant, it stands.
    await writeToPerson(world.console, other, { grievanceId: id, text: "Which number was it?", told: { by: "telephone", at: new Date() } });
    expect(await outcomeOf(linkCase(world.console, officer, id, { tenantId: request.tenant.id }))).toEqual({ refused: "desk_link_stands" });
  });

  test("says what a case is and whose, until it is answered; whoever asked on their own pages is who they are", async () => {
    const [tenant, neighbour] = [await world.given.tenant(), await world.given.tenant()];
    const link = (id: string, links: CaseLinks) => outcomeOf(linkCase(world.console, officer, id, links));
    const { id } = await taken();
    expect(await link(id, { memberId: tenant.owner.id })).toEqual({ refused: "desk_not_of_tenant" });
    await linkCase(world.console, officer, id, { tenantId: tenant.id, memberId: tenant.owner.id });
    await linkCase(world.console, officer, id, { kind: "correction", topic: "person_name" });
    expect(await caseOf(id)).toMatchObject({ kind: "correction", topic: "person_name", member_id: tenant.owner.id, version: 3 });
    expect(await link(id, { kind: "consent", topic: "person_name" })).toEqual({ refused: "desk_topic" });
    expect(await link(id, { memberId: neighbour.owner.id })).toEqual({ refused: "desk_not_of_tenant" });
    await sql("UPDATE console.grievance SET state = 'answered', answered_at = now() WHERE id = $1", [id]);
    expect(await link(id, { kind: "grievance", topic: "other" })).toEqual({ refused: "desk_link_stands" });
    await expect(world.console.db.grievance.update({ where: { id }, data: { kind: "consent" } })).rejects.toThrow("stand");
    const own = await answersDesk(world).complaint(tenant);
    expect(await link(own.id, { memberId: null })).toEqual({ refused: "desk_link_stands" });
  });
});

describe("merging and opening again", () => {
  test("the newer case closes into the older one of the same person, whose page shows the words of both", async () => {
    const tenant = await world.given.tenant();
    const [older, newer] = [await complain(tenant), await complain(tenant)];
    await age(older.id, 24);
    expect(await outcomeOf(mergeCase(world.console, officer, older.id, newer.id))).toEqual({ refused: "desk_merge_older" });
    await mergeCase(world.console, officer, newer.id, older.id);
    expect(await caseOf(newer.id)).toMatchObject({ state: "closed", closed_because: "merged", merged_into_id: older.id });
    const seen = await grievanceDetail(world.console, officer, older.id);
    expect(seen.messages.map(({ caseName }) => caseName).sort()).toEqual([`GR-${newer.number}`, null].sort());
    expect(seen.merged).toMatchObject([{ number: newer.number }]);
    expect((await grievanceDetail(world.console, officer, newer.id)).mergedInto).toMatchObject({ number: older.number });
    expect(
      await sql("SELECT 1 FROM console.notice WHERE kind = 'grievance_closed' AND tenant_id = $1", [tenant.id]),
      "nobody was told its number",
    ).toEqual([]);
  });

  test("whoever was told the number of the merged case is told where it went", async () => {
    const person = { ...nobody, email: "twice@elsewhere.example" };
    const [older, newer] = [await taken({ person }), await taken({ person, told: "telephone" })];
    await mergeCase(world.console, officer, newer.id, older.id);
    const told = await sql("SELECT params FROM console.notice WHERE kind = 'grievance_closed' AND to_address = 'twice@elsewhere.example'");
    expect(told).toEqual([{ params: { grievanceNumber: newer.number, because: "merged" } }]);
  });

  test("cases of two people are never merged", async () => {
    const [first, second] = [await world.given.tenant(), await world.given.tenant()];
    const [one, two] = [await complain(first), await complain(second)];
    expect(await outcomeOf(mergeCase(world.console, officer, two.id, one.id))).toEqual({ refused: "desk_not_same" });
    const [unknown, another] = [await taken(), await taken()];
    expect(await outcomeOf(mergeCase(world.console, officer, another.id, unknown.id))).toEqual({ refused: "desk_not_same" });
  });

  test("a merged case is opened again with its reason as a note, and its clock stands", async () => {
    const tenant = await world.given.tenant();
    const [older, newer] = [await complain(tenant), await complain(tenant)];
    await age(older.id, 24);
    await mergeCase(world.console, officer, newer.id, older.id);
    const before = await caseOf(newer.id);
    await reopenCase(world.console, officer, newer.id, "It is about another call.");
    expect(await caseOf(newer.id)).toMatchObject({
      state: "open",
      merged_into_id: null,
      closed_at: null,
      answer_due_at: before.answer_due_at,
    });
    expect(await outcomeOf(reopenCase(world.console, officer, newer.id, "Again."))).toEqual({ refused: "desk_open" });
  });
});

test("an officer who had a hand in it sees that the case is there, no word and no note, and can do nothing with it (G1)", async () => {
  const tenant = await world.given.tenant();
  const { id } = await complain(tenant);
  await noteCase(world.console, officer, id, "Ask Dev about the call.");
  await actsOn(tenant.id, other.id);
  const seen = await grievanceDetail(world.console, other, id);
  expect(seen).toMatchObject({ isInvolved: true, messages: [], notes: [], letters: [], person: null });
  expect(JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(/Nobody answered|Ask Dev/);
  const refused = { refused: "desk_involved" };
  const acts = [
    () => noteCase(world.console, other, id, "x"),
    () => assignCase(world.console, other, id, other.id),
    () => acknowledgeCase(world.console, other, id, "telephone"),
    () => linkCase(world.console, other, id, { requestId: null }),
    () => mergeCase(world.console, other, id, newId()),
    () => reopenCase(world.console, other, id, "x"),
  ];
  for (const act of acts) expect(await outcomeOf(act())).toEqual(refused);
  const tried = await sql(
    "SELECT payload ->> 'act' AS act FROM console.audit_event WHERE type = 'grievance.refused_as_involved' AND tenant_id = $1",
    [tenant.id],
  );
  expect(tried.map(({ act }) => act).sort()).toEqual(["acknowledge", "assign", "link", "merge", "note", "reopen"]);
});

describe("escalation", () => {
  const toldOf = async (id: string) =>
    (await sql(
      "SELECT to_address, params ->> 'step' AS step FROM console.notice WHERE kind = 'grievance_escalated' AND params ->> 'grievanceId' = $1",
      [id],
    )) as {
      to_address: string;
      step: string;
    }[];
  const stepsOf = async (id: string) =>
    (await sql("SELECT step FROM console.grievance_escalation WHERE grievance_id = $1 ORDER BY step", [id])).map(({ step }) => step);

  test("tells the assignee first, then every officer, at last the admins too; once per step, also by two workers at once", async () => {
    const admin = await world.given.operator("admin");
    const officers = (await sql("SELECT email FROM console.operator WHERE role = 'grievance_officer' ORDER BY email")).map(
      ({ email }) => email,
    );
    const [{ email: mine }] = (await sql("SELECT email FROM console.operator WHERE id = $1", [officer.id])) as [{ email: string }];
    const { id } = await complain(await world.given.tenant());
    await assignCase(world.console, officer, id, officer.id);
    const both = () => Promise.all([escalateGrievances(world.console), escalateGrievances(world.console)]);
    await both();
    expect(await stepsOf(id)).toEqual([]);
    const expected = [[mine], officers, [...officers, admin.email]];
    for (const step of [1, 2, 3]) {
      await age(id, 240);
      await both();
      expect(await stepsOf(id)).toEqual([1, 2, 3].slice(0, step));
      const told = (await toldOf(id)).filter((one) => one.step === String(step)).map((one) => one.to_address);
      expect(told.sort()).toEqual([...(expected[step - 1] ?? [])].sort());
    }
    const events = await sql(
      "SELECT payload ->> 'step' AS step FROM console.audit_event WHERE type = 'grievance.escalated' AND payload ->> 'grievanceId' = $1",
      [id],
    );
    expect(events.map(({ step }) => step).sort()).toEqual(["1", "2", "3"]);
  });

  test("tells every officer where the access of who looked after it ended, and the admins from the first step on where there is no officer", async () => {
    const [gone, admin] = [await world.given.operator("grievance_officer"), await world.given.operator("admin")];
    const { id } = await complain(await world.given.tenant());
    await sql("UPDATE console.grievance SET assignee_id = $2 WHERE id = $1", [id, gone.id]);
    await sql("UPDATE console.operator SET ended_at = now() WHERE id = $1", [gone.id]);
    const active = await sql("SELECT id, email FROM console.operator WHERE role = 'grievance_officer' AND ended_at IS NULL");
    await age(id, 240);
    await escalateGrievances(world.console);
    expect((await toldOf(id)).map((one) => one.to_address).sort()).toEqual(active.map(({ email }) => email).sort());
    await sql("UPDATE console.operator SET ended_at = now() WHERE id = ANY ($1)", [active.map((one) => one.id)]);
    const { id: other } = await complain(await world.given.tenant());
    try {
      for (const step of [1, 2]) {
        await age(other, 240);
        await escalateGrievances(world.console);
        expect((await toldOf(other)).filter((one) => one.step === String(step)).map((one) => one.to_address)).toContain(admin.email);
      }
    } finally {
      await sql("UPDATE console.operator SET ended_at = NULL WHERE id = ANY ($1)", [active.map((one) => one.id)]);
    }
  });

  test("tells every officer, and not only who looks after it, where those had a hand in it since", async () => {
    const tenant = await world.given.tenant();
    const { id } = await complain(tenant);
    await assignCase(world.console, officer, id, other.id);
    await actsOn(tenant.id, other.id);
    const active = await sql("SELECT email FROM console.operator WHERE role = 'grievance_officer' AND ended_at IS NULL");
    await age(id, 240);
    await escalateGrievances(world.console);
    expect((await toldOf(id)).map((one) => one.to_address).sort()).toEqual(active.map(({ email }) => email).sort());
  });

  test("of a case that nobody acknowledges: the desk is told once, after sixteen hours, unless a mail is on its way or the person was told", async () => {
    const [quiet, told] = [await taken(), await taken({ told: "telephone" })];
    const mailed = await complain(await world.given.tenant());
    const run = () => Promise.all([escalateGrievances(world.console), escalateGrievances(world.console)]);
    const all = [quiet, told, mailed].map(({ id }) => id as string);
    for (const id of all) await age(id, 15.9);
    await run();
    for (const id of all) expect(await stepsOf(id)).toEqual([]);
    for (const id of all) await age(id, 0.2);
    for (let n = 0; n < 2; n += 1) await run();
    expect([await stepsOf(quiet.id), await stepsOf(told.id), await stepsOf(mailed.id)]).toEqual([[0], [], []]);
    const officers = await sql("SELECT email FROM console.operator WHERE role = 'grievance_officer' AND ended_at IS NULL");
    const mails = await toldOf(quiet.id);
    expect(mails.map((one) => one.to_address).sort()).toEqual(officers.map(({ email }) => email).sort());
    const { items } = await listGrievances(world.console, officer.id, { state: "open", q: String(quiet.number) }, null);
    expect(items.map(({ steps }) => steps)).toEqual([0]);
    const [notice] = await sql("SELECT * FROM console.notice WHERE kind = 'grievance_escalated' AND params ->> 'grievanceId' = $1", [
      quiet.id,
    ]);
    const prepared = await prepareNotice(world.console, {
      ...{ kind: notice.kind, language: notice.language, params: notice.params, subjectId: notice.subject_id },
      ...{ tenantId: null, requestId: null, toAddress: notice.to_address },
    });
    expect(prepared).toMatchObject({
      subject: `GR-${quiet.number} is not acknowledged yet`,
      text: expect.stringContaining("within 24 hours"),
    });
    // A mail that comes back acknowledges nothing either.
    await sql("UPDATE console.notice SET attempts = 1, failure_code = '550' WHERE subject_id = $1", [mailed.id]);
    await run();
    expect(await stepsOf(mailed.id)).toEqual([0]);
    // The steps of the period stay what they are.
    await age(quiet.id, 240);
    await run();
    expect(await stepsOf(quiet.id)).toEqual([0, 1]);
  });

  test("comes at once for paper that is found after its period: the highest step, one mail to each, and no other afterwards", async () => {
    const { id } = await taken({ handedIn: "paper", receivedAt: later(new Date(), -40 * DAY_MS) });
    for (let run = 0; run < 2; run += 1) await Promise.all([escalateGrievances(world.console), escalateGrievances(world.console)]);
    expect(await stepsOf(id)).toEqual([0, 1, 2, 3]);
    const told = await toldOf(id);
    const staff = await sql("SELECT email FROM console.operator WHERE role IN ('grievance_officer', 'admin') AND ended_at IS NULL");
    expect(told.map((one) => one.to_address).sort()).toEqual(staff.map(({ email }) => email).sort());
    expect(new Set(told.map(({ step }) => step))).toEqual(new Set(["3"]));
  });

  test("writes down steps that were missed together, with one mail each; an answered case is left alone", async () => {
    const { id } = await complain(await world.given.tenant());
    const answered = await complain(await world.given.tenant());
    await sql("UPDATE console.grievance SET state = 'answered', answered_at = now() WHERE id = $1", [answered.id]);
    await age(id, 500);
    await age(answered.id, 500);
    await escalateGrievances(world.console);
    expect([await stepsOf(id), await stepsOf(answered.id)]).toEqual([[1, 2], []]);
    expect(new Set((await toldOf(id)).map(({ step }) => step))).toEqual(new Set(["2"]));
  });
});

test("the queue is asked by view, by whose it is, by kind and channel, and by number", async () => {
  const mine = await taken({ kind: "consent", topic: "data_use" });
  await assignCase(world.console, officer, mine.id, officer.id);
  const names = async (filter: Parameters<typeof listGrievances>[2]) =>
    (await listGrievances(world.console, officer.id, filter, null)).items.map(({ id }) => id);
  expect(await names({ state: "open", whose: "mine", kind: "consent" })).toEqual([mine.id]);
  expect(await names({ state: "open", whose: "unassigned" })).not.toContain(mine.id);
  expect(await names({ state: "closed", kind: "consent" })).toEqual([]);
  expect(await names({ state: "all", kind: "consent", channel: "mail" })).toEqual([]);
  expect(await names({ state: "closed", q: `gr-${mine.number}` })).toEqual([mine.id]);
  expect(await names({ state: "open", q: "Sunil" })).toEqual([]);
  const late = await taken();
  await age(late.id, 30 * 24);
  expect(await names({ state: "all", overdue: true })).toContain(late.id);
  expect(await names({ state: "all", overdue: true })).not.toContain(mine.id);
});

test("who wrote, and what, of a case without a tenant is erased 365 days after it was closed, and its line stays", async () => {
  const { id } = await taken({ person: { ...nobody, email: "old@elsewhere.example" } });
  const letter = await world.given.letter({
    from: "old@elsewhere.example",
    intent: "grievance",
    receivedAt: new Date(Date.now() - 60 * DAY_MS),
  });
  await sql("UPDATE console.inbound_mail SET grievance_id = $1 WHERE id = $2", [id, letter.id]);
  await noteCase(world.console, officer, id, "Called back.");
  await eraseUnmatched(world.purge);
  expect(await sql("SELECT 1 FROM console.inbound_mail WHERE id = $1", [letter.id]), "an open case keeps its letter").toHaveLength(1);
  const closedFor = (hours: number) =>
    sql(
      `UPDATE console.grievance SET state = 'closed', closed_because = 'answered', closed_at = now() - interval '${hours} hours' WHERE id = $1`,
      [id],
    );
  const left = async () =>
    (
      await sql(
        `SELECT (SELECT count(*)::int FROM console.grievance_person WHERE grievance_id = $1) + (SELECT count(*)::int FROM console.grievance_message WHERE grievance_id = $1)
         + (SELECT count(*)::int FROM console.grievance_note WHERE grievance_id = $1) + (SELECT count(*)::int FROM console.inbound_mail WHERE grievance_id = $1) AS left`,
        [id],
      )
    )[0].left;
  await closedFor(365 * 24 - 1);
  await erasePeople(world.purge);
  expect(await left()).toBe(4);
  await closedFor(365 * 24 + 1);

  const tenant = await world.given.tenant();
  await world.given.hold({ tenant, scope: ["correspondence"], isAgreed: true });
  await sql("UPDATE console.inbound_mail SET about_tenant_id = $2 WHERE id = $1", [letter.id, tenant.id]);
  expect(await erasePeople(world.purge), "its letter is about a tenant whose letters an order holds").toBe(0);
  expect(await left()).toBe(4);
  await sql("UPDATE console.inbound_mail SET about_tenant_id = NULL WHERE id = $1", [letter.id]);
  expect(await erasePeople(world.purge)).toBe(1);
  expect([await left(), (await caseOf(id)).state]).toEqual([0, "closed"]);
  expect(await erasePeople(world.purge)).toBe(0);
});
