import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock, HOUR_MS, later } from "@/server/lib/clock";
import { ALERT_AFTER_ATTEMPTS, GIVE_UP_AFTER_ATTEMPTS } from "@/server/notice/notice";
import { sendNotice } from "@/server/notice/send-notice";
import { answersDesk } from "@/server/testing/answers-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import { acknowledgeCase } from "./acknowledge-case";
import type { Officer } from "./act-on-case";
import { addToGrievance } from "./add-to-grievance";
import { answerForm } from "./answer.queries";
import { grievanceDetail } from "./case.queries";
import { closeCase } from "./close-case";
import { decideCase } from "./decide-case";
import type { Told } from "./decision";
import { escalateGrievances } from "./escalate-grievances";
import { writeToPerson } from "./write-to-person";

let world: World;
let desk: ReturnType<typeof answersDesk>;
let farah: Officer;
beforeAll(async () => {
  world = await testWorld();
  desk = answersDesk(world);
  farah = await desk.officer();
});
afterAll(() => world.end());

const REASONS = "We looked at the records of May, and every letter of yours was answered on the day it came.";
const bounce = () => Promise.reject(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
const later451 = () => Promise.reject(Object.assign(new Error("later"), { responseCode: 451 }));
const mailOf = async (number: number, kind: string) => (await desk.mailsOf(number)).findLast((mail) => mail.kind === kind);
/** The worker tries, and the other server says no each time. */
async function refused(number: number, kind: string, times = GIVE_UP_AFTER_ATTEMPTS, sendMail: () => Promise<never> = bounce) {
  const { id } = await mailOf(number, kind);
  for (let attempt = 0; attempt < times; attempt += 1) await expect(sendNotice({ ...world.console, sendMail }, id)).rejects.toThrow();
}
const sent = async (number: number, kind: string) =>
  sendNotice({ ...world.console, sendMail: async () => {} }, (await mailOf(number, kind)).id);
const alertsOf = (id: string) => desk.sql("SELECT kind, request_id FROM console.alert WHERE grievance_id = $1 AND ended_at IS NULL", [id]);
const decide = async (grievanceId: string, more: object = {}) =>
  decideCase(world.console, farah, {
    ...{ grievanceId, outcome: "refused", text: REASONS, seenVersion: (await desk.rowOf(grievanceId)).version },
    ...more,
  });
async function decided() {
  const { id, number } = await desk.complaint(await world.given.tenant());
  await sent(number, "grievance_received");
  const before = await desk.rowOf(id);
  await decide(id);
  return { id, number, before };
}

describe("an answer that no mailbox takes", () => {
  test("is told after five tries, and the case and its form say so", async () => {
    const { id, number } = await decided();
    await refused(number, "grievance_decided", ALERT_AFTER_ATTEMPTS - 1);
    expect(await alertsOf(id)).toEqual([]);
    await refused(number, "grievance_decided", 1);
    expect(await alertsOf(id)).toEqual([{ kind: "notice_undeliverable", request_id: null }]);
    expect((await grievanceDetail(world.console, farah, id)).undeliveredSince).toBeInstanceOf(Date);
    expect(await answerForm(world.console, farah, id)).toMatchObject({ isUndelivered: true });
    expect(await desk.rowOf(id)).toMatchObject({ state: "answered" });
    await sent(number, "grievance_decided");
    expect(await alertsOf(id)).toEqual([]);
  });

  test("counts as not given once it is given up: the case is open with its old clock, is escalated, and is answered anew", async () => {
    const { id, number, before } = await decided();
    await refused(number, "grievance_decided");
    const { answer_due_at, received_at } = before;
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", answered_at: null, outcome: "refused", answer_due_at, received_at });
    expect((await desk.eventsOf(id)).at(-1)).toMatchObject({
      ...{ type: "grievance.reopened", actor_kind: "system" },
      payload: { grievanceId: id, because: "not_delivered" },
    });
    expect(await alertsOf(id)).toHaveLength(1);
    const past = later(answer_due_at as Date, 1);
    expect((await grievanceDetail({ ...world.console, clock: fixedClock(past) }, farah, id)).case.clock.isOverdue).toBe(true);
    await escalateGrievances({ ...world.console, clock: fixedClock(past) });
    const steps = await desk.sql("SELECT step FROM console.grievance_escalation WHERE grievance_id = $1 ORDER BY step", [id]);
    expect(steps).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }]);
    const { now } = await answerForm(world.console, farah, id);
    await decide(id, { told: { by: "telephone", at: now } });
    expect(await desk.rowOf(id)).toMatchObject({ state: "answered", answered_at: expect.any(Date) });
    expect(await alertsOf(id)).toEqual([]);
    // Its own mail comes back as well: the person was told by then, so the answer stands.
    await refused(number, "grievance_decided");
    expect(await desk.rowOf(id)).toMatchObject({ state: "answered", answered_at: expect.any(Date) });
  });

  test("takes back no answer that was given before it or after it", async () => {
    const { id, number } = await decided();
    await sent(number, "grievance_decided");
    const { answered_at } = await desk.rowOf(id);
    await desk.sql("UPDATE console.grievance SET state = 'open' WHERE id = $1", [id]);
    await decide(id);
    await refused(number, "grievance_decided");
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", answered_at });
    const other = await decided();
    const { id: first } = await mailOf(other.number, "grievance_decided");
    await desk.sql("UPDATE console.grievance SET state = 'open' WHERE id = $1", [other.id]);
    await decide(other.id);
    for (let attempt = 0; attempt < GIVE_UP_AFTER_ATTEMPTS; attempt += 1)
      await expect(sendNotice({ ...world.console, sendMail: bounce }, first)).rejects.toThrow();
    expect(await desk.rowOf(other.id)).toMatchObject({ state: "answered" });
  });

  test("opens a case that was closed because it was answered, and none that was closed for another reason", async () => {
    for (const [because, state] of [
      ["answered_and_settled", "open"],
      ["withdrawn_by_person", "closed"],
    ] as const) {
      const { id, number } = await decided();
      await closeCase(world.console, farah, { grievanceId: id, because, seenVersion: (await desk.rowOf(id)).version, text: REASONS });
      await refused(number, "grievance_decided");
      expect(await desk.rowOf(id)).toMatchObject({ state });
      expect(await alertsOf(id)).toHaveLength(1);
    }
  });

  test("is tried on, and stands, while the other server only says later", async () => {
    const { id, number } = await decided();
    await refused(number, "grievance_decided", GIVE_UP_AFTER_ATTEMPTS, later451);
    expect(await desk.rowOf(id)).toMatchObject({ state: "answered" });
    expect(await alertsOf(id)).toHaveLength(1);
  });
});

describe("another mail of the desk that no mailbox takes", () => {
  test("that a case has arrived: the desk is told, until it says how else the person was", async () => {
    const { id, number } = await desk.stranger({ email: "gone@nowhere.example", isProven: true });
    await acknowledgeCase(world.console, farah, id, "mail");
    await refused(number, "grievance_acknowledged");
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", acknowledged_at: null });
    expect(await alertsOf(id)).toHaveLength(1);
    await acknowledgeCase(world.console, farah, id, "post");
    expect(await alertsOf(id)).toEqual([]);
  });

  test("a message: a later one that arrives ends it, an earlier one and one to our own staff do not", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    const words = { grievanceId: id, text: "When did you write?" };
    await writeToPerson(world.console, farah, words);
    await refused(number, "grievance_message");
    await sent(number, "grievance_received");
    expect(await alertsOf(id)).toHaveLength(1);
    const { answer_due_at } = await desk.rowOf(id);
    await escalateGrievances({ ...world.console, clock: fixedClock(answer_due_at) });
    await sent(number, "grievance_escalated");
    expect(await alertsOf(id)).toHaveLength(1);
    await writeToPerson(world.console, farah, words);
    await sent(number, "grievance_message");
    expect(await alertsOf(id)).toEqual([]);
  });

  test("that it is closed: not said again where an earlier one had been given up", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    await refused(number, "grievance_received");
    await closeCase(world.console, farah, { grievanceId: id, because: "not_ours", seenVersion: 1, text: REASONS });
    expect(await alertsOf(id)).toEqual([]);
    await refused(number, "grievance_closed");
    expect(await alertsOf(id)).toEqual([]);
  });
});

describe("a question", () => {
  const ask = (grievanceId: string, told: Told | null = null) =>
    writeToPerson(world.console, farah, { grievanceId, text: "Which number did they call from?", told });
  const noReply = async (grievanceId: string, inHours: number) => {
    const clock = fixedClock(later(new Date(), inHours * HOUR_MS));
    const seenVersion = (await desk.rowOf(grievanceId)).version;
    return outcomeOf(closeCase({ ...world.console, clock }, farah, { grievanceId, because: "no_reply", seenVersion }));
  };

  test("that was written and never sent closes nothing for want of a reply; sent, it does after seven days", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    await ask(id);
    expect(await noReply(id, 900)).toEqual({ refused: "desk_nothing_asked" });
    await sent(number, "grievance_message");
    expect(await noReply(id, 167)).toEqual({ refused: "desk_nothing_asked" });
    expect(await noReply(id, 169)).toEqual({ value: undefined });
  });

  test("closes nothing while mails come back; told by telephone it does after seven days, though its own mail comes back too", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    await ask(id);
    await refused(number, "grievance_message", ALERT_AFTER_ATTEMPTS);
    expect(await noReply(id, 900)).toEqual({ refused: "desk_not_reached" });
    await ask(id, { by: "telephone", at: (await answerForm(world.console, farah, id)).now });
    await refused(number, "grievance_message");
    expect(await alertsOf(id)).toEqual([]);
    expect(await noReply(id, 167)).toEqual({ refused: "desk_nothing_asked" });
    expect(await noReply(id, 169)).toEqual({ value: undefined });
  });

  test("told on a day before the person wrote again is not what they left unanswered", async () => {
    const tenant = await world.given.tenant();
    const { id } = await desk.complaint(tenant);
    const { now: at } = await answerForm(world.console, farah, id);
    await addToGrievance(world.console, { id: tenant.owner.id, tenantId: tenant.id }, { grievanceId: id, text: "One thing more." });
    await ask(id, { by: "telephone", at });
    expect(await noReply(id, 900)).toEqual({ refused: "desk_nothing_asked" });
  });
});

test("the database takes an answer back only with the case open again, and never moves it", async () => {
  const { id } = await decided();
  const set = (change: string) => desk.sql(`UPDATE console.grievance SET ${change} WHERE id = $1`, [id]);
  await expect(set("answered_at = answered_at - interval '1 hour'")).rejects.toThrow(/its clock, stand/);
  await expect(set("state = 'closed', closed_at = now(), closed_because = 'not_ours', answered_at = NULL")).rejects.toThrow(/stand/);
  await expect(set("state = 'open', answered_at = NULL, answer_due_at = answer_due_at + interval '1 hour'")).rejects.toThrow(/stand/);
  await set("state = 'open', answered_at = NULL");
});
