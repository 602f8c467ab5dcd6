import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideCase } from "@/server/grievance/decide-case";
import { erasePeople } from "@/server/grievance/erase-people";
import { noteCase } from "@/server/grievance/note-case";
import { newId } from "@/server/lib/ids";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { PROVEN_CASES_A_DAY } from "@/server/policy/grievance";
import { answersDesk } from "@/server/testing/answers-desk";
import { testWorld, type World } from "@/server/testing/world";
import { eraseUnmatched } from "./erase-unmatched";
import { unexamined } from "./examine-letter";
import { readWishes } from "./intent";
import type { Examination } from "./letter";
import { processLetter } from "./process-letter";
import { storeLetter } from "./store-letter";

let world: World;
let desk: ReturnType<typeof answersDesk>;
let farah: { kind: "operator"; id: string };
beforeAll(async () => {
  world = await testWorld();
  desk = answersDesk(world);
  farah = await desk.officer();
});
afterAll(() => world.end());

let made = 0;
/** A genuine letter, with the intent that the examiners would read from its words. */
function written(from: string, text: string, over: Partial<Examination> = {}): Examination {
  made += 1;
  const subject = over.subject ?? "Calls";
  return {
    ...{ ...unexamined("unexaminable"), from, fromName: "Sunita", sender: "passed", reasons: [], addressedToSupport: true, subject, text },
    ...{ ...readWishes(subject, text, false), messageId: `<n${made}@e.example>`, signatureHashes: [`n${made}`.padStart(64, "0")] },
    ...over,
  };
}
async function arrive(letter: Examination) {
  const delivery = { peerIp: "203.0.113.7", helo: "mail.example", mailFrom: null, recipients: ["support@callmissed.com"] };
  const { letterId } = await storeLetter(world.console, { ...delivery, raw: Uint8Array.from(Buffer.from(`letter ${made}`)) });
  await processLetter({ ...world.console, examine: async () => letter }, letterId);
  const [row] = await desk.sql(
    "SELECT outcome, grievance_id, tenant_id, about_tenant_id, request_id FROM console.inbound_mail WHERE id = $1",
    [letterId],
  );
  return { letterId, outcome: row.outcome as string, grievanceId: row.grievance_id as string, row };
}
const kindsOf = async (number: number) => (await desk.mailsOf(number)).map(({ kind }) => kind);
const age = (table: string, columns: string[], id: string, hours: number, by = "id") =>
  desk.sql(
    `WITH off AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE console.${table} SET ${columns
      .map((column) => `${column} = ${column} - interval '${hours} hours'`)
      .join(", ")} FROM off WHERE ${by} = $1`,
    [id],
  );
const BOT = "आपका बॉट मुझे रोज़ कॉल करता है।";

describe("a letter about calls of a bot", () => {
  test.each([
    ["a complaint in Hindi", "शिकायत", `मेरी शिकायत है: ${BOT}`, "hi"],
    [
      "a complaint in English",
      "Complaint",
      "I want to file a complaint. A company's WhatsApp bot on your platform keeps messaging me. Nobody answers.",
      "en",
    ],
    ["no complaint", "Stop", "Stop calling me! Your bot keeps calling my number every day.", "en"],
  ])("%s, is a case with a number and a clock, acknowledged, and stays while it is open", async (_, subject, text, language) => {
    const from = `sunita${made}@home.example`;
    const { outcome, grievanceId, letterId } = await arrive(written(from, text, { subject, language: language as "en" | "hi" }));
    expect(outcome).toBe("opened_case");
    const found = await desk.rowOf(grievanceId);
    expect(found).toMatchObject({ kind: "end_user", topic: "own_data", state: "open", channel: "mail", language, tenant_id: null });
    expect(found.answer_due_at > found.received_at).toBe(true);
    expect(await kindsOf(found.number)).toEqual(["grievance_acknowledged"]);
    await age("inbound_mail", ["received_at"], letterId, 31 * 24);
    await eraseUnmatched(world.purge);
    expect(await desk.sql("SELECT 1 FROM console.inbound_mail WHERE id = $1", [letterId])).toHaveLength(1);
  });

  test("of a sender nobody proved is a case without any mail, for an officer to acknowledge by hand (V6)", async () => {
    const { outcome, grievanceId } = await arrive(written("forged@home.example", BOT, { sender: "inconclusive" }));
    expect(outcome).toBe("opened_case");
    const { number, kind } = await desk.rowOf(grievanceId);
    expect([kind, await kindsOf(number)]).toEqual(["end_user", []]);
  });

  test("of one of a tenant's people is a complaint of theirs, and not of an end user", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await arrive(written(tenant.owner.email, `मेरी शिकायत है: ${BOT}`, { subject: "शिकायत" }));
    expect(await desk.rowOf(grievanceId)).toMatchObject({ kind: "grievance", tenant_id: tenant.id, member_id: tenant.owner.id });
  });

  test("of a machine opens nothing and waits for a person", async () => {
    expect((await arrive(written("robot@home.example", BOT, { automatic: ["auto_reply"] }))).outcome).toBe("routed_end_user");
  });

  test("that answers a case of the sender's is added to it", async () => {
    const from = "reply@home.example";
    const first = await arrive(written(from, "I want to file a complaint about my invoice.", { subject: "A complaint" }));
    const { number, kind } = await desk.rowOf(first.grievanceId);
    expect(kind).toBe("grievance");
    const reply = written(from, "Your bot keeps calling my number, stop calling me.", { subject: `Re: GR-${number}` });
    expect(reply.intent).toBe("end_user");
    expect(await arrive(reply)).toMatchObject({ outcome: "added_to_case", grievanceId: first.grievanceId });
  });
});

describe("a proven stranger who writes again and again", () => {
  test("opens as many cases a day as one may, and goes on in the latest; nothing of it is lost", async () => {
    const from = "often@home.example";
    const cases = new Set<string>();
    for (let time = 0; time < PROVEN_CASES_A_DAY + 3; time += 1) cases.add((await arrive(written(from, BOT))).grievanceId);
    expect(cases.size).toBe(PROVEN_CASES_A_DAY);
    expect(await desk.sql("SELECT 1 FROM console.notice WHERE to_address = $1", [from])).toHaveLength(PROVEN_CASES_A_DAY);
    const [words] = await desk.sql(
      "SELECT count(*)::int AS said FROM console.grievance_message m JOIN console.grievance_person p USING (grievance_id) WHERE p.email = $1",
      [from],
    );
    expect(words.said).toBe(PROVEN_CASES_A_DAY + 3);
  });
});

describe("the address that was corrected away", () => {
  const alarm = "I did not ask for this! Somebody is taking my account.";
  async function corrected() {
    const tenant = await world.given.tenant();
    const { id, number } = await desk.correction(tenant, "person_email", `new${made}@elsewhere.example`);
    await desk.sql("UPDATE platform.team_member SET email = $2, email_changed_at = now() WHERE id = $1", [
      tenant.owner.id,
      `new${made}@elsewhere.example`,
    ]);
    const noticeId = newId();
    await desk.sql(
      `INSERT INTO console.notice (id, kind, subject_id, tenant_id, to_address, language, params, created_at, send_after)
       VALUES ($1, 'profile_corrected', gen_random_uuid(), $2, $3, 'en', $4, now(), now())`,
      [noticeId, tenant.id, tenant.owner.email, { field: "person_email", grievanceNumber: number }],
    );
    return { tenant, id, number, noticeId };
  }

  test.each(["answered", "closed"])("raises an alarm that a person must see, in the case, when it was %s", async (state) => {
    const { tenant, id, number, noticeId } = await corrected();
    await desk.sql(
      `UPDATE console.grievance SET state = $2::console."GrievanceState", answered_at = now(),
         closed_at = CASE WHEN $2 = 'closed' THEN now() END, closed_because = CASE WHEN $2 = 'closed' THEN 'answered' END WHERE id = $1`,
      [id, state],
    );
    const reply = { subject: `Re: Your profile was corrected (GR-${number})`, references: [`<notice-${noticeId}@callmissed.com>`] };
    const { outcome, grievanceId, row } = await arrive(written(tenant.owner.email, alarm, reply));
    expect([outcome, grievanceId]).toEqual(["added_to_case", id]);
    expect(row.about_tenant_id, "a purge of that tenant takes the letter along").toBe(tenant.id);
    expect(await desk.rowOf(id)).toMatchObject({ state: "open", closed_at: null });
    expect((await desk.wordsOf(id)).at(-1)?.body).toBe(alarm);
    const open = () => desk.sql("SELECT kind FROM console.alert WHERE grievance_id = $1 AND ended_at IS NULL", [id]);
    expect(await open()).toEqual([{ kind: "correction_disputed" }]);
    await noteCase(world.console, farah, id, "I called the owner back on the number of the contract.");
    expect(await open(), "once an officer acts it has been seen").toEqual([]);
  });

  test("is heard only when it was proven, and only with the mail that went to it", async () => {
    const { tenant, id, number, noticeId } = await corrected();
    const subject = `Re: GR-${number}`;
    const references = [`<notice-${noticeId}@callmissed.com>`];
    for (const over of [{ subject }, { subject, references, sender: "failed" as const }])
      expect((await arrive(written(tenant.owner.email, alarm, over))).grievanceId).not.toBe(id);
    expect((await arrive(written("thief@elsewhere.example", alarm, { subject, references }))).grievanceId).not.toBe(id);
    expect(await desk.sql("SELECT 1 FROM console.alert WHERE grievance_id = $1", [id])).toEqual([]);
  });
});

describe("what is kept of a case without a tenant", () => {
  test("its mails stay as long as its person, unsent ones too: replies find their thread by them", async () => {
    const from = "late@home.example";
    const { grievanceId } = await arrive(written(from, BOT));
    const [notice] = await desk.sql("SELECT id FROM console.notice WHERE subject_id = $1", [grievanceId]);
    await age("notice", ["created_at"], notice.id, 31 * 24);
    await eraseUnmatched(world.purge);
    const reply = written(from, "Are you there?", { subject: "Hello", references: [`<notice-${notice.id}@callmissed.com>`] });
    expect((await arrive(reply)).grievanceId).toBe(grievanceId);
  });

  test("an answered one loses person, words and mails 365 days after, like a closed one", async () => {
    const { grievanceId } = await arrive(written("year@home.example", BOT));
    const { number } = await desk.rowOf(grievanceId);
    await decideCase(world.console, farah, {
      ...{ grievanceId, outcome: "refused", seenVersion: 1 },
      text: "We looked at this very long and very carefully, and cannot agree.",
    });
    const times = ["received_at", "answer_due_at", "state_changed_at", "answered_at", "decided_at"];
    await age("grievance", times, grievanceId, 364 * 24);
    await erasePeople(world.purge);
    expect(await kindsOf(number)).not.toEqual([]);
    await age("grievance", times, grievanceId, 25);
    expect(await erasePeople(world.purge)).toBe(1);
    expect([await desk.wordsOf(grievanceId), await kindsOf(number)]).toEqual([[], []]);
    expect(await desk.sql("SELECT 1 FROM console.grievance_person WHERE grievance_id = $1", [grievanceId])).toEqual([]);
    expect((await desk.rowOf(grievanceId)).state).toBe("answered");
  });
});

test("an acknowledgement calls nothing a complaint, and promises no day that is over", async () => {
  const due = (hours: number) => new Date(Date.parse("2026-06-01T00:00:00Z") + hours).toISOString();
  for (const language of ["en", "hi"])
    for (const kind of ["grievance_acknowledged", "grievance_received"] as const) {
      const mail = async (answerDueAt: string) => {
        const of = { kind, language, subjectId: newId(), tenantId: null, requestId: null, toAddress: "a@b.example" };
        const written = await prepareNotice(world.console, { ...of, params: { grievanceNumber: 1, answerDueAt } });
        return written === "void" ? "" : `${written.subject}\n${written.text}`;
      };
      const [late, inTime] = [await mail(due(0)), await mail("2199-01-01T00:00:00Z")];
      expect(late).toMatch(language === "en" ? /late/ : /देर/);
      expect(inTime).toMatch(/at the latest|मिल जाएगा/);
      expect(inTime).not.toMatch(/your complaint|आपकी शिकायत/);
      expect(late).not.toMatch(/at the latest|मिल जाएगा/);
    }
});
