// long: how the desk answers, from the decision to the closing and to whom it passes something on, on one real database.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock, HOUR_MS, later } from "@/server/lib/clock";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { sendNotice } from "@/server/notice/send-notice";
import { answersDesk } from "@/server/testing/answers-desk";
import { outcomeOf, testWorld, type World } from "@/server/testing/world";
import type { Officer } from "./act-on-case";
import { addToGrievance } from "./add-to-grievance";
import { grievanceDetail } from "./case.queries";
import { closeCase } from "./close-case";
import { decideCase } from "./decide-case";
import type { Told } from "./decision";
import { mergeCase } from "./merge-case";
import { openEndUserCase } from "./open-end-user-case";
import { previewAnswer } from "./preview-answer";
import { routeToTenant } from "./route-to-tenant";
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

const WHY = "हमने रिकॉर्ड देखे। आपके पत्र 3 मई को पहुँचे थे।\n\nजवाब उसी दिन <भेजा> गया था & मिल गया था।";
const decide = (grievanceId: string, seenVersion = 1, more: object = {}) =>
  decideCase(world.console, farah, { grievanceId, outcome: "refused", text: WHY, seenVersion, ...more });
type Mail = Parameters<typeof prepareNotice>[1];
const asSent = async (number: number, kind: string) => {
  const notice = (await desk.mailsOf(number)).find((one) => one.kind === kind);
  if (!notice) throw new Error(`there is no ${kind}`);
  const prepared = await prepareNotice(world.console, {
    ...{ kind: notice.kind, language: notice.language, params: notice.params, subjectId: notice.subject_id },
    ...{ tenantId: notice.tenant_id, requestId: null, toAddress: notice.to_address },
  } as Mail);
  if (prepared === "void") throw new Error("nothing is sent");
  return { ...prepared, to: notice.to_address };
};

describe("a decision (G3)", () => {
  test("commits outcome, words, mail and event together, and its words stand in the message alone", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.complaint(tenant);
    const { messageId } = await decide(id);
    expect(await desk.rowOf(id)).toMatchObject({ state: "answered", outcome: "refused", decided_by: farah.id, version: 2 });
    expect((await desk.wordsOf(id)).at(-1)).toMatchObject({ id: messageId, author: "officer", author_id: farah.id, body: WHY });
    const mail = (await desk.mailsOf(number)).at(-1);
    expect(mail).toMatchObject({ kind: "grievance_decided", to_address: tenant.owner.email, language: "hi" });
    expect(mail.params).toEqual({ grievanceNumber: number, messageId, outcome: "refused" });
    const event = (await desk.eventsOf(id)).at(-1);
    expect(event).toMatchObject({ type: "grievance.decided", actor_id: farah.id, tenant_id: tenant.id });
    expect(event.payload).toEqual({ grievanceId: id, outcome: "refused", again: false });
    expect(JSON.stringify(await desk.sql("SELECT * FROM console.notice WHERE tenant_id = $1", [tenant.id]))).not.toContain("रिकॉर्ड");
  });

  // proves: D7.5
  test("reaches the person in their language with the reasons, the contact, the Board and the number; safely, paragraph by paragraph", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    await decide(id);
    const { subject, text, html, to } = await asSent(number, "grievance_decided");
    expect(to).toContain("@");
    expect(subject).toContain(`GR-${number}`);
    for (const said of ["हम आपकी बात नहीं मान सके", WHY, "डेटा संरक्षण बोर्ड", "शिकायत संपर्क", `/account/rights/${id}`])
      expect(text).toContain(said);
    expect(html).toContain("आपके पत्र 3 मई को पहुँचे थे।</p>");
    expect(html).toContain("&#60;भेजा&#62; गया था &#38; मिल");
    expect(html).not.toContain("<भेजा>");
  });

  test("is seen beforehand exactly as it will be read, but for whom it greets", async () => {
    const owner = { name: "Zephyrine Quillfeather" };
    const { id, number } = await desk.complaint(await world.given.tenant({ owner }));
    const seen = await previewAnswer(world.console, farah, id, { act: "decide", outcome: "refused", text: WHY });
    expect(await desk.wordsOf(id)).toHaveLength(1);
    await decide(id);
    const { subject, text, to } = await asSent(number, "grievance_decided");
    expect(text).toContain(owner.name);
    expect(seen).toMatchObject({ subject, text: text.replaceAll(owner.name, "Z••• Q•••"), language: "hi" });
    expect(seen.to).not.toBe(to);
  });

  test("needs reasons where somebody is refused, in part or in whole, and what was done where they are right", async () => {
    const { id } = await desk.complaint(await world.given.tenant());
    for (const outcome of ["partly", "refused"] as const)
      expect(await outcomeOf(decide(id, 1, { outcome, text: "No." }))).toEqual({ refused: "desk_reasons_short" });
    expect(await outcomeOf(decide(id, 1, { outcome: "upheld", text: "Yes." }))).toEqual({ refused: "desk_done_short" });
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", outcome: null });
    await decide(id, 1, { outcome: "upheld", text: "We called you back." });
  });

  test("does not pass over what the person added meanwhile", async () => {
    const tenant = await world.given.tenant();
    const { id } = await desk.complaint(tenant);
    await addToGrievance(world.console, { id: tenant.owner.id, tenantId: tenant.id }, { grievanceId: id, text: "One more thing." });
    expect(await outcomeOf(decide(id, 1))).toEqual({ refused: "desk_changed" });
    await decide(id, 2);
  });

  test("is made once, and after it was opened again a new one is a new message; the first answer is what the period is measured by", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.complaint(tenant);
    const both = await Promise.all([outcomeOf(decide(id)), outcomeOf(decide(id))]);
    expect(both.filter((one) => "refused" in one)).toHaveLength(1);
    const { answered_at } = await desk.rowOf(id);
    await addToGrievance(world.console, { id: tenant.owner.id, tenantId: tenant.id }, { grievanceId: id, text: "I do not agree." });
    await decide(id, 3, { outcome: "upheld" });
    expect(await desk.rowOf(id)).toMatchObject({ outcome: "upheld", answered_at });
    expect((await desk.mailsOf(number)).filter(({ kind }) => kind === "grievance_decided")).toHaveLength(2);
    expect((await desk.eventsOf(id)).at(-1)?.payload).toMatchObject({ again: true });
  });

  test("to whom no mail reaches is written down with how and when they were told", async () => {
    const { id, number } = await desk.stranger({ email: null });
    const at = new Date((await desk.rowOf(id)).received_at.getTime() + 1_000);
    expect(await outcomeOf(decide(id))).toEqual({ refused: "desk_no_address" });
    for (const wrong of [new Date(at.getTime() - HOUR_MS), new Date(at.getTime() + 24 * HOUR_MS)])
      expect(await outcomeOf(decide(id, 1, { told: { by: "telephone", at: wrong } }))).toEqual({ refused: "desk_told_when" });
    await decide(id, 1, { told: { by: "telephone", at } });
    expect((await desk.wordsOf(id)).at(-1)).toMatchObject({ told_by: "telephone", told_at: at });
    expect(await desk.mailsOf(number)).toEqual([]);
  });

  test("is not mailed once its words were erased", async () => {
    const { id, number } = await desk.stranger({ email: "sunita@home.example" });
    await decide(id);
    await desk.sql("DELETE FROM console.grievance_message WHERE grievance_id = $1", [id]);
    await expect(asSent(number, "grievance_decided")).rejects.toThrow("nothing is sent");
  });
});

describe("a message, and a closing", () => {
  test("a question leaves the case open, and somebody without a page is told to answer the mail", async () => {
    const { id, number } = await desk.stranger({ email: "sunita@home.example" });
    await writeToPerson(world.console, farah, { grievanceId: id, text: "किस नंबर से फ़ोन आया था?" });
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", answered_at: null });
    const { text, subject, to } = await asSent(number, "grievance_message");
    expect(to).toBe("sunita@home.example");
    expect(subject).toContain(`GR-${number}`);
    expect(text).toContain("किस नंबर से");
    expect(text).not.toContain("/account");
  });

  test("closing says why in the person's language, what is not ours in the officer's words, and whom they can turn to; what was never answered is not settled", async () => {
    const { id, number } = await desk.complaint(await world.given.tenant());
    let text = "";
    const close = (because: "answered_and_settled" | "not_ours", seenVersion: number) =>
      closeCase(world.console, farah, { grievanceId: id, because, seenVersion, text });
    expect(await outcomeOf(close("answered_and_settled", 1))).toEqual({ refused: "desk_not_answered" });
    for (text of ["", "नहीं।", ` ${"न".repeat(39)} `])
      expect(await outcomeOf(close("not_ours", 1)), text).toEqual({ refused: "desk_reasons_short" });
    text = WHY;
    const seen = await previewAnswer(world.console, farah, id, { act: "close", because: "not_ours", text });
    await close("not_ours", 1);
    expect(await desk.rowOf(id)).toMatchObject({ state: "closed", closed_because: "not_ours" });
    const { text: mail } = await asSent(number, "grievance_closed");
    for (const said of ["हम इस पर फ़ैसला नहीं कर सकते", WHY, "डेटा संरक्षण बोर्ड", "शिकायत संपर्क"]) expect(mail).toContain(said);
    expect(seen.text).toContain(WHY);
    expect((await desk.wordsOf(id)).at(-1)).toMatchObject({ author: "officer", author_id: farah.id, body: WHY });
    expect(await outcomeOf(close("not_ours", 2))).toEqual({ refused: "desk_not_open" });
  });

  test("says only what is so: nothing is settled that they wrote after the answer, nor unanswered that nobody asked", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.complaint(tenant);
    const close = async (because: "answered_and_settled" | "no_reply", inHours = 0) => {
      const clock = fixedClock(later(new Date(), inHours * HOUR_MS));
      const seenVersion = (await desk.rowOf(id)).version;
      return outcomeOf(closeCase({ ...world.console, clock }, farah, { grievanceId: id, because, seenVersion }));
    };
    expect(await close("no_reply")).toEqual({ refused: "desk_nothing_asked" });
    await decide(id);
    await addToGrievance(
      world.console,
      { id: tenant.owner.id, tenantId: tenant.id },
      { grievanceId: id, text: "You overlooked the second." },
    );
    expect(await close("answered_and_settled")).toEqual({ refused: "desk_answered_before" });
    await writeToPerson(world.console, farah, { grievanceId: id, text: "Which second letter do you mean?" });
    expect(await close("no_reply"), "asked a moment ago").toEqual({ refused: "desk_nothing_asked" });
    const { id: mailId } = (await desk.mailsOf(number)).findLast(({ kind }) => kind === "grievance_message");
    await sendNotice({ ...world.console, sendMail: async () => {} }, mailId);
    expect(await close("no_reply"), "sent a moment ago").toEqual({ refused: "desk_nothing_asked" });
    expect(await close("no_reply", 169)).toEqual({ value: undefined });
  });

  test("is of nothing settled, nor unanswered, where a letter was read after our words though it had come before them", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.complaint(tenant);
    await decide(id);
    const { id: mailId } = (await desk.mailsOf(number)).findLast(({ kind }) => kind === "grievance_decided");
    await sendNotice({ ...world.console, sendMail: async () => {} }, mailId);
    const close = async (because: "answered_and_settled" | "no_reply") => {
      const clock = fixedClock(later(new Date(), 169 * HOUR_MS));
      return outcomeOf(
        closeCase({ ...world.console, clock }, farah, { grievanceId: id, because, seenVersion: (await desk.rowOf(id)).version }),
      );
    };
    await world.console.db.grievanceMessage.create({
      data: { grievanceId: id, tenantId: tenant.id, author: "person", body: "And the second?", writtenAt: later(new Date(), -HOUR_MS) },
    });
    expect(await close("answered_and_settled")).toEqual({ refused: "desk_answered_before" });
    expect(await close("no_reply")).toEqual({ refused: "desk_nothing_asked" });
  });

  test("is not for want of an answer while another open case says that it answers, or a reply was merged into it", async () => {
    const email = "sunita.twice@home.example";
    const [{ id, number }, other] = [await desk.stranger({ email, isProven: true }), await desk.stranger({ email })];
    await desk.sql("UPDATE console.grievance SET names_id = $1 WHERE id = $2", [id, other.id]);
    const close = async () =>
      outcomeOf(closeCase(world.console, farah, { grievanceId: id, because: "no_reply", seenVersion: (await desk.rowOf(id)).version }));
    await writeToPerson(world.console, farah, { grievanceId: id, text: "When did they call you?" });
    await desk.sql(
      `SET session_replication_role = replica; UPDATE console.grievance_message SET written_at = written_at - interval '169 hours' WHERE grievance_id = '${id}'; SET session_replication_role = origin`,
    );
    expect(await close()).toEqual({ refused: "desk_named" });
    expect((await grievanceDetail(world.console, farah, id)).namedBy).toEqual([{ id: other.id, number: other.number }]);
    expect((await grievanceDetail(world.console, farah, other.id)).names).toEqual({ id, number });
    await mergeCase(world.console, farah, other.id, id);
    expect(await close(), "their word is the last one").toEqual({ refused: "desk_nothing_asked" });
  });

  test("to whom no mail reaches is written down with how and when they were told", async () => {
    const { id } = await desk.stranger({ email: null });
    const close = (told: Told | null) =>
      closeCase(world.console, farah, { grievanceId: id, because: "not_ours", seenVersion: 1, text: WHY, told });
    expect(await outcomeOf(close(null))).toEqual({ refused: "desk_no_address" });
    const at = (await desk.rowOf(id)).received_at;
    expect(await outcomeOf(close({ by: "telephone", at: new Date(at.getTime() - 1) }))).toEqual({ refused: "desk_told_when" });
    await close({ by: "telephone", at });
    expect((await desk.wordsOf(id)).at(-1)).toMatchObject({ author: "officer", body: WHY, told_by: "telephone", told_at: at });
    expect(await desk.rowOf(id)).toMatchObject({ state: "closed", closed_because: "not_ours" });
  });

  test("withdrawn is what the person wrote again, or what an officer notes of how they said so; the note is not sent", async () => {
    const tenant = await world.given.tenant();
    const close = async (id: string, text?: string) =>
      outcomeOf(
        closeCase(world.console, farah, {
          grievanceId: id,
          because: "withdrawn_by_person",
          seenVersion: (await desk.rowOf(id)).version,
          text,
        }),
      );
    const silent = await desk.complaint(tenant);
    for (const text of [undefined, "Withdrawn."]) expect(await close(silent.id, text)).toEqual({ refused: "desk_not_withdrawn" });
    const note = "Asha called on Monday and withdrew it.";
    expect(await close(silent.id, note)).toEqual({ value: undefined });
    expect(await desk.sql("SELECT body, author_id FROM console.grievance_note WHERE grievance_id = $1", [silent.id])).toEqual([
      { body: note, author_id: farah.id },
    ]);
    expect(await desk.wordsOf(silent.id)).toHaveLength(1);
    expect((await asSent(silent.number, "grievance_closed")).text).not.toContain("Monday");
    const wrote = await desk.complaint(tenant);
    await addToGrievance(world.console, { id: tenant.owner.id, tenantId: tenant.id }, { grievanceId: wrote.id, text: "Leave it." });
    expect(await close(wrote.id)).toEqual({ value: undefined });
  });
});

describe("a tenant's end user (V6)", () => {
  test("is routed: the owner gets the words and the address, the proven person the law's reason, and nothing is deleted", async () => {
    const tenant = await world.given.tenant({ language: "hi" });
    const letter = await world.given.letter({
      from: "sunita@home.example",
      intent: "end_user",
      outcome: "routed_end_user",
      text: "Their bot calls me.",
    });
    const { grievanceId, number } = await openEndUserCase(world.console, farah, letter.id);
    expect(await outcomeOf(openEndUserCase(world.console, farah, letter.id))).toEqual({ refused: "desk_letter_used" });
    expect(await routeToTenant(world.console, farah, { grievanceId, tenantId: tenant.id, seenVersion: 1 })).toEqual({ isPersonTold: true });
    expect(await desk.rowOf(grievanceId)).toMatchObject({ state: "closed", closed_because: "routed_to_tenant", tenant_id: tenant.id });
    const toOwner = await asSent(number, "end_user_request");
    expect(toOwner).toMatchObject({ to: tenant.owner.email });
    for (const said of ["Their bot calls me.", "sunita@home.example", "2(i)"]) expect(toOwner.text).toContain(said);
    const toPerson = await asSent(number, "end_user_routed");
    expect(toPerson.to).toBe("sunita@home.example");
    for (const said of [tenant.name, "2(i)", "Data Protection Board"]) expect(toPerson.text).toContain(said);
    expect((await desk.wordsOf(grievanceId)).map(({ tenant_id }) => tenant_id)).toEqual([tenant.id]);
    expect(await desk.sql("SELECT outcome, about_tenant_id FROM console.inbound_mail WHERE id = $1", [letter.id])).toEqual([
      { outcome: "routed_to_tenant", about_tenant_id: tenant.id },
    ]);
    expect((await desk.eventsOf(grievanceId)).map(({ type }) => type)).toEqual(["grievance.taken", "grievance.routed_to_tenant"]);
  });

  test("whose mail nobody could prove gets none by itself", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.stranger({ email: "forged@home.example" }, "end_user");
    expect(await routeToTenant(world.console, farah, { grievanceId: id, tenantId: tenant.id, seenVersion: 1 })).toEqual({
      isPersonTold: false,
    });
    expect((await desk.mailsOf(number)).map(({ kind }) => kind)).toEqual(["end_user_request"]);
    const { text } = await asSent(number, "end_user_request");
    expect(text).toContain("We have not told them");
    expect(text).not.toContain("We have told them");
  });

  test("is passed on with everything that they wrote, in its order", async () => {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.stranger({ email: "sunita@home.example", isProven: true }, "end_user");
    await desk.sql(
      "INSERT INTO console.grievance_message (id, grievance_id, author, body, written_at) VALUES (gen_random_uuid(), $1, 'person', 'My number is 98450.', now())",
      [id],
    );
    await routeToTenant(world.console, farah, { grievanceId: id, tenantId: tenant.id, seenVersion: 1 });
    const { text } = await asSent(number, "end_user_request");
    expect(text.indexOf("Their bot keeps calling me.")).toBeGreaterThan(0);
    expect(text.indexOf("My number is 98450.")).toBeGreaterThan(text.indexOf("Their bot keeps calling me."));
    expect(text).toContain("We have told them");
    expect((await asSent(number, "end_user_routed")).text).not.toContain("आज");
  });

  test("cannot be routed to a tenant that is being erased, nor by who acted on that tenant, nor may a complaint be passed on so", async () => {
    const { tenant } = await world.given.tenantInRetention({ dueInMs: -1_000 });
    await desk.sql("UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE tenant_id = $1", [tenant.id]);
    const { id } = await desk.stranger({ email: null }, "end_user");
    const route = (grievanceId: string, tenantId: string) =>
      outcomeOf(routeToTenant(world.console, farah, { grievanceId, tenantId, seenVersion: 1 }));
    expect(await route(id, tenant.id)).toEqual({ refused: "desk_tenant_gone" });
    const other = await world.given.tenant();
    expect(await route((await desk.stranger({ email: null })).id, other.id)).toEqual({ refused: "desk_not_end_user" });
    const event =
      "INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ('hold.placed', 'operator', $1, $2, '{}')";
    await desk.sql(event, [farah.id, other.id]);
    expect(await route(id, other.id)).toEqual({ refused: "desk_involved" });
    expect((await desk.eventsOf(id)).at(-1)).toMatchObject({ type: "grievance.refused_as_involved" });
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", tenant_id: null });
  });
});
