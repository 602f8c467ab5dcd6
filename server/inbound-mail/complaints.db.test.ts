// long: how a complaint by mail becomes a case, and who gets into which thread, read from top to bottom.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFiles } from "@/server/grievance/attachment-files.adapter";
import { handleHandedIn } from "@/server/grievance/handle-handed-in";
import { handleLetterFile } from "@/server/grievance/handle-letter-file";
import { keepLetterFiles } from "@/server/grievance/keep-letter-files";
import { linkCase } from "@/server/grievance/link-case";
import { ownCases } from "@/server/grievance/own-cases";
import { lookIntoLetter } from "@/server/grievance/read-letter-file";
import { env } from "@/server/lib/env";
import { sendNotice } from "@/server/notice/send-notice";
import { craftPng } from "@/server/testing/crafted-files";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { eraseUnmatched } from "./erase-unmatched";
import { unexamined } from "./examine-letter";
import type { Examination } from "./letter";
import { processLetter } from "./process-letter";
import { reexamineLetter } from "./reexamine-letter";
import { storeLetter } from "./store-letter";

let world: World;
beforeAll(async () => {
  world = await testWorld();
  (globalThis as { consoleDb?: unknown }).consoleDb = world.console.db; // the process's pool, which nobody has opened here
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
let made = 0;

/** What the examiners say of a genuine complaint; a test changes what it is about. */
function examined(from: string, over: Partial<Examination> = {}): Examination {
  made += 1;
  return {
    ...unexamined("unexaminable"),
    from,
    fromName: "Asha Menon",
    sender: "passed",
    reasons: [{ code: "dkim_passed", sentence: "Signed." }],
    addressedToSupport: true,
    intent: "grievance",
    messageId: `<c${made}@elsewhere.example>`,
    signatureHashes: [`c${made}`.padStart(64, "0")],
    subject: "A complaint",
    text: "I complain: nobody answered me.\n\nOn Monday, 2 March 2026, support wrote:\n> We are sorry.",
    ...over,
  };
}

async function arrive(letter: Examination, raw: string | Buffer = `complaint ${made}`) {
  const delivery = {
    raw: Uint8Array.from(Buffer.from(raw as string)),
    peerIp: "203.0.113.7",
    helo: "mail.example",
    mailFrom: null,
    recipients: ["support@callmissed.com"],
  };
  const { letterId } = await storeLetter(world.console, delivery);
  await processLetter({ ...world.console, examine: async () => letter }, letterId);
  const [row] = await sql("SELECT outcome, grievance_id, tenant_id FROM console.inbound_mail WHERE id = $1", [letterId]);
  return { letterId, outcome: row.outcome as string, grievanceId: row.grievance_id as string, tenantId: row.tenant_id as string | null };
}
const caseOf = async (id: string) => (await sql("SELECT * FROM console.grievance WHERE id = $1", [id]))[0];
const wordsOf = async (id: string) =>
  (await sql("SELECT author, body FROM console.grievance_message WHERE grievance_id = $1 ORDER BY written_at, id", [id])).map(
    (row) => `${row.author}: ${row.body}`,
  );
const personOf = async (id: string) => (await sql("SELECT * FROM console.grievance_person WHERE grievance_id = $1", [id]))[0];
const noticesOf = (id: string) => sql("SELECT id, kind, to_address FROM console.notice WHERE subject_id = $1", [id]);
/** Answered, or closed, as the desk does it. */
const moveTo = (id: string, state: "answered" | "closed") =>
  sql(
    "UPDATE console.grievance SET state = $2::console.\"GrievanceState\", answered_at = coalesce(answered_at, now()), closed_at = CASE WHEN $2 = 'closed' THEN now() END, closed_because = CASE WHEN $2 = 'closed' THEN 'answered' END WHERE id = $1",
    [id, state],
  );
const elsewhere = () => `someone${made}@elsewhere.example`;
const complaintOf = async (tenant: GivenTenant) => arrive(examined(tenant.owner.email));

describe("a complaint by mail", () => {
  test("of a proven owner opens a case of their tenant, with their own words, and says that it has arrived", async () => {
    const tenant = await world.given.tenant();
    const { outcome, grievanceId, tenantId, letterId } = await complaintOf(tenant);
    expect([outcome, tenantId]).toEqual(["opened_case", tenant.id]);
    const found = await caseOf(grievanceId);
    expect(found).toMatchObject({ kind: "grievance", channel: "mail", state: "open", tenant_id: tenant.id, member_id: tenant.owner.id });
    const [letter] = await sql("SELECT received_at FROM console.inbound_mail WHERE id = $1", [letterId]);
    expect(found.received_at, "the clock runs from the letter's arrival").toEqual(letter.received_at);
    expect(await wordsOf(grievanceId), "what it quotes is left out").toEqual(["person: I complain: nobody answered me."]);
    expect(await noticesOf(grievanceId)).toMatchObject([{ kind: "grievance_received", to_address: tenant.owner.email }]);
    const [event] = await sql("SELECT actor_kind, payload FROM console.audit_event WHERE type = 'grievance.taken' AND tenant_id = $1", [
      tenant.id,
    ]);
    expect(event).toEqual({
      actor_kind: "system",
      payload: { grievanceId, channel: "mail", handedIn: null, kind: "grievance", topic: "other" },
    });
  });

  test("of a team member is theirs: told how to add by answering, and not shown to the owner", async () => {
    const tenant = await world.given.tenant();
    const member = await world.given.member({ tenant });
    const { grievanceId } = await arrive(examined(member.email));
    expect(await caseOf(grievanceId)).toMatchObject({ tenant_id: tenant.id, member_id: member.id });
    expect(await noticesOf(grievanceId)).toMatchObject([{ kind: "grievance_acknowledged", to_address: member.email }]);
    expect(await world.console.db.grievance.count({ where: ownCases({ id: tenant.owner.id, tenantId: tenant.id }) })).toBe(0);
  });

  test("of somebody proven whom nobody knows opens a case without a tenant, and counts as acknowledged once the mail was sent", async () => {
    const from = elsewhere();
    const { grievanceId, tenantId } = await arrive(examined(from, { language: "hi", subject: "शिकायत", text: "मेरी शिकायत है।" }));
    expect(tenantId).toBeNull();
    expect(await caseOf(grievanceId)).toMatchObject({ tenant_id: null, language: "hi", acknowledged_at: null });
    expect(await personOf(grievanceId)).toMatchObject({ name: "Asha Menon", email: from, is_proven: true, tenant_id: null });
    const [notice] = await noticesOf(grievanceId);
    expect(notice.kind).toBe("grievance_acknowledged");
    await sendNotice({ ...world.console, sendMail: async () => {} }, notice.id);
    const [sent] = await sql("SELECT sent_at FROM console.notice WHERE id = $1", [notice.id]);
    expect((await caseOf(grievanceId)).acknowledged_at, "at the instant at which the mail went").toEqual(sent.sent_at);
  });

  test("whose sender nobody proved is a case as well, without a tenant and without any mail (V6)", async () => {
    const tenant = await world.given.tenant();
    for (const sender of ["failed", "inconclusive"] as const) {
      const { outcome, grievanceId, tenantId } = await arrive(examined(tenant.owner.email, { sender }));
      expect([outcome, tenantId]).toEqual(["opened_case", null]);
      expect(await personOf(grievanceId)).toMatchObject({ email: tenant.owner.email, is_proven: false });
      expect(await noticesOf(grievanceId)).toEqual([]);
    }
  });

  test("of a machine, an old one, or one written to somebody else opens nothing", async () => {
    const tenant = await world.given.tenant();
    const outcomes = [];
    for (const over of [
      { automatic: ["auto_reply" as const] },
      { addressedToSupport: false },
      { reasons: [{ code: "date_stale", sentence: "Old." }] },
    ])
      outcomes.push((await arrive(examined(tenant.owner.email, over))).outcome);
    expect(outcomes).toEqual(["queued", "queued", "queued"]);
    expect(await sql("SELECT 1 FROM console.grievance WHERE tenant_id = $1", [tenant.id])).toEqual([]);
  });

  test("that DNS kept from being proven is acknowledged when DNS answers, once", async () => {
    const from = elsewhere();
    const dnsTrouble = [{ name: "elsewhere.example", type: "TXT", code: "SERVFAIL" }];
    const unsure = examined(from, { sender: "inconclusive" });
    const { grievanceId, letterId } = await arrive({ ...unsure, facts: { ...unsure.facts, dnsTrouble } });
    for (let time = 0; time < 2; time += 1)
      await reexamineLetter({ ...world.console, examine: async () => ({ ...unsure, sender: "passed" }) }, letterId);
    expect((await personOf(grievanceId)).is_proven).toBe(true);
    expect(await noticesOf(grievanceId)).toMatchObject([{ kind: "grievance_acknowledged", to_address: from }]);
  });

  const unsureOf = (from: string, over: Partial<Examination>) => {
    const unsure = examined(from, { sender: "inconclusive", ...over });
    return { ...unsure, facts: { ...unsure.facts, dnsTrouble: [{ name: "elsewhere.example", type: "TXT", code: "SERVFAIL" }] } };
  };
  const lookAgain = (letterId: string, letter: Examination) =>
    reexamineLetter({ ...world.console, examine: async () => ({ ...letter, sender: "passed" }) }, letterId);

  test("or an answer, that DNS kept from being proven names the case, and is proven and acknowledged when DNS answers", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await complaintOf(tenant);
    const unsure = unsureOf(tenant.owner.email, { intent: "other", subject: `Re: GR-${(await caseOf(grievanceId)).number}` });
    const { letterId, grievanceId: id } = await arrive(unsure);
    for (let time = 0; time < 2; time += 1) await lookAgain(letterId, unsure);
    expect(await caseOf(id)).toMatchObject({ names_id: grievanceId, state: "open" });
    expect((await personOf(id)).is_proven).toBe(true);
    expect(await noticesOf(id)).toMatchObject([{ kind: "grievance_acknowledged", to_address: tenant.owner.email }]);
  });

  test("or a right that is used by letter, reaches the desk when DNS answers, with the clock of its arrival, once", async () => {
    const tenant = await world.given.tenant();
    const unsure = unsureOf(tenant.owner.email, { intent: "other", subject: "Consent", text: "I withdraw my consent to being counted." });
    const { letterId, outcome } = await arrive(unsure);
    expect(outcome).toBe("queued");
    await sql("UPDATE console.inbound_mail SET received_at = received_at - interval '3 hours' WHERE id = $1", [letterId]);
    for (let time = 0; time < 2; time += 1) await lookAgain(letterId, unsure);
    const [letter] = await sql("SELECT * FROM console.inbound_mail WHERE id = $1", [letterId]);
    expect(letter).toMatchObject({ outcome: "opened_case", tenant_id: tenant.id, sender: "passed" });
    const found = await caseOf(letter.grievance_id);
    expect(found).toMatchObject({ kind: "consent", tenant_id: tenant.id, member_id: tenant.owner.id, received_at: letter.received_at });
    expect(await noticesOf(found.id)).toMatchObject([{ kind: "grievance_received" }]);
  });

  test("that came again, proven, before DNS answered about the first one is taken once (V5)", async () => {
    const tenant = await world.given.tenant();
    const unsure = unsureOf(tenant.owner.email, {
      intent: "other",
      subject: "Consent",
      text: "I withdraw my consent to being counted.",
      signatureHashes: [],
    });
    const first = await arrive(unsure, "by the first way");
    expect((await arrive({ ...unsure, sender: "passed" }, "by another way")).outcome).toBe("opened_case");
    await lookAgain(first.letterId, unsure);
    expect(await sql("SELECT 1 FROM console.grievance WHERE tenant_id = $1", [tenant.id])).toHaveLength(1);
  });

  test("from one forged address fills the letters after twenty a day, and not the desk", async () => {
    const from = "forged@elsewhere.example";
    await sql(
      `WITH opened AS (INSERT INTO console.grievance (id, kind, channel, topic, language, received_at, answer_due_at, state_changed_at)
         SELECT gen_random_uuid(), 'grievance', 'mail', 'other', 'en', now(), now() + interval '720 hours', now() FROM generate_series(1, 20) RETURNING id)
       INSERT INTO console.grievance_person (id, grievance_id, email, created_at) SELECT gen_random_uuid(), id, $1, now() FROM opened`,
      [from],
    );
    expect((await arrive(examined(from, { sender: "failed" }))).outcome).toBe("unmatched");
    const named = await caseOf((await arrive(examined(elsewhere()))).grievanceId);
    const naming = examined(from, { sender: "failed", intent: "other", subject: `Re: GR-${named.number}` });
    expect((await arrive(naming)).outcome, "nor by naming a case").toBe("unmatched");
    expect((await arrive(examined(from))).outcome, "a proven one is nobody's flood").toBe("opened_case");
  });
});

describe("a reply", () => {
  test("to a mail of ours about the case is added to it, whatever its subject says, and opens an answered case again", async () => {
    const from = elsewhere();
    const { grievanceId } = await arrive(examined(from));
    const [notice] = await noticesOf(grievanceId);
    await moveTo(grievanceId, "answered");
    const before = await caseOf(grievanceId);
    const reply = examined(from, {
      intent: "other",
      subject: "Re: hello",
      text: "One thing more.",
      references: [`<notice-${notice.id}@callmissed.com>`],
    });
    const added = await arrive(reply);
    expect([added.outcome, added.grievanceId]).toEqual(["added_to_case", grievanceId]);
    expect(await wordsOf(grievanceId)).toEqual(["person: I complain: nobody answered me.", "person: One thing more."]);
    const after = await caseOf(grievanceId);
    expect(after).toMatchObject({ state: "open", version: before.version + 1 });
    expect(after.answer_due_at, "its clock is not begun anew").toEqual(before.answer_due_at);
    expect(await noticesOf(grievanceId), "nothing more is acknowledged").toHaveLength(1);
  });

  test("with the number in its subject is added too; played back, it adds nothing twice (V5)", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await complaintOf(tenant);
    const { number } = await caseOf(grievanceId);
    const reply = examined(tenant.owner.email, { intent: "other", subject: `Re: GR-${number}`, text: "Still waiting." });
    expect((await arrive(reply, "reply")).grievanceId).toBe(grievanceId);
    expect((await arrive(reply, "reply, delivered by another way")).outcome).toBe("replayed");
    expect(await wordsOf(grievanceId)).toHaveLength(2);
  });

  test("of anybody else who writes the number gets into nobody's thread", async () => {
    const tenant = await world.given.tenant();
    const neighbour = await world.given.tenant();
    const { grievanceId } = await complaintOf(tenant);
    const { number } = await caseOf(grievanceId);
    const [notice] = await noticesOf(grievanceId);
    const naming = { subject: `GR-${number}`, references: [`<notice-${notice.id}@callmissed.com>`] };
    const others = [
      await arrive(examined(neighbour.owner.email, naming)),
      await arrive(examined(elsewhere(), naming)),
      await arrive(examined(tenant.owner.email, { ...naming, sender: "failed" })),
    ];
    for (const other of others) {
      expect(other.outcome).toBe("opened_case");
      expect(other.grievanceId).not.toBe(grievanceId);
    }
    expect(await wordsOf(grievanceId)).toHaveLength(1);
  });

  // The helper writes complaints; whoever answers a question complains of nothing, so these ask for nothing that a room knows.
  test.each(["failed", "inconclusive"] as const)(
    "that is %s is a case of its own that names the other, whatever it asks; nobody is shown or mailed anything, and it is kept (V6)",
    async (sender) => {
      const tenant = await world.given.tenant();
      const { grievanceId } = await complaintOf(tenant);
      const { number } = await caseOf(grievanceId);
      const [notice] = await noticesOf(grievanceId);
      const answer = { sender, intent: "other", text: "It was on Monday." } as const;
      const replies = [
        await arrive(examined(tenant.owner.email, { ...answer, subject: `Re: GR-${number}` })),
        await arrive(examined(tenant.owner.email, { ...answer, subject: "Hello", references: [`<notice-${notice.id}@callmissed.com>`] })),
        await arrive(examined(tenant.owner.email, { ...answer, subject: "Hello", text: `This is about GR-${number}.` })),
        await arrive(examined(tenant.owner.email, { ...answer, intent: "refund", subject: `Re: GR-${number}` })),
      ];
      for (const reply of replies) {
        expect(await caseOf(reply.grievanceId)).toMatchObject({
          kind: "grievance",
          tenant_id: null,
          member_id: null,
          names_id: grievanceId,
        });
        expect(await personOf(reply.grievanceId)).toMatchObject({ is_proven: false });
        expect(await noticesOf(reply.grievanceId)).toEqual([]);
        await sql("UPDATE console.inbound_mail SET received_at = received_at - interval '744 hours' WHERE id = $1", [reply.letterId]);
      }
      expect(replies.slice(0, 3).map(({ outcome, tenantId }) => [outcome, tenantId])).toEqual(Array(3).fill(["opened_case", null]));
      expect(await wordsOf(grievanceId)).toHaveLength(1);
      await eraseUnmatched(world.purge);
      expect(await sql("SELECT 1 FROM console.inbound_mail WHERE id = ANY($1)", [replies.map(({ letterId }) => letterId)])).toHaveLength(4);
    },
  );

  test("of a proven stranger that asks for nothing is a case of theirs that names the other, and is acknowledged", async () => {
    const { grievanceId } = await complaintOf(await world.given.tenant());
    const { number } = await caseOf(grievanceId);
    const from = elsewhere();
    const other = await arrive(examined(from, { intent: "other", subject: `Re: GR-${number}`, text: "I write from my own address." }));
    expect(await caseOf(other.grievanceId)).toMatchObject({ names_id: grievanceId, tenant_id: null });
    expect(await noticesOf(other.grievanceId)).toMatchObject([{ kind: "grievance_acknowledged", to_address: from }]);
    const none = await arrive(examined(from, { intent: "other", subject: "Re: GR-999999999", text: "Nobody has this number." }));
    expect([none.outcome, none.grievanceId]).toEqual(["unmatched", null]);
  });

  test("to a closed case, or after its period, is a new case", async () => {
    const from = elsewhere();
    const closed = await arrive(examined(from));
    await moveTo(closed.grievanceId, "closed");
    const { number } = await caseOf(closed.grievanceId);
    const next = await arrive(examined(from, { intent: "other", subject: `Re: GR-${number}` }));
    expect(next.outcome).toBe("opened_case");
    expect(next.grievanceId).not.toBe(closed.grievanceId);
  });

  test("that asks for deletion opens the request and is added to the case", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await complaintOf(tenant);
    const { number } = await caseOf(grievanceId);
    const both = examined(tenant.owner.email, { intent: "deletion", subject: `Re: GR-${number}`, text: "Then delete our account." });
    const asked = await arrive({ ...both, accountEmail: tenant.owner.email, organisation: tenant.name });
    expect([asked.outcome, asked.grievanceId]).toEqual(["opened_request", grievanceId]);
    expect(await wordsOf(grievanceId)).toContain("person: Then delete our account.");
  });
});

describe("the files of a letter", () => {
  const withFiles = (marker: string) =>
    [
      "From: a@b.example",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="x"',
      "",
      "--x",
      "Content-Type: text/plain",
      "",
      `See the files ${marker}.`,
      "--x",
      'Content-Type: text/plain; name="call.txt"',
      'Content-Disposition: attachment; filename="call.txt"',
      "",
      "They called at 10:42.",
      "--x",
      'Content-Type: application/octet-stream; name="tool.exe"',
      'Content-Disposition: attachment; filename="tool.exe"',
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("MZ\0\0binary").toString("base64"),
      "--x--",
      "",
    ].join("\r\n");
  const keepAll = async (grievanceId: string) => {
    const messages = await sql("SELECT id FROM console.grievance_message WHERE grievance_id = $1 AND author = 'person'", [grievanceId]);
    for (const { id } of messages) for (let time = 0; time < 2; time += 1) await keepLetterFiles(world.console, openFiles(), id);
  };
  const filesOf = (grievanceId: string) =>
    sql(
      "SELECT a.id, a.file_name, a.tenant_id FROM console.grievance_attachment a JOIN console.grievance_message m ON m.id = a.message_id WHERE m.grievance_id = $1",
      [grievanceId],
    );

  test("are stored under the tenant where they are harmless, once; a refused one is named with the reason", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await arrive(examined(tenant.owner.email), withFiles("first"));
    await keepAll(grievanceId);
    const [file, ...more] = await filesOf(grievanceId);
    expect([file.file_name, more.length]).toEqual(["call.txt", 0]);
    expect(await readdir(path.join(world.filesDir, tenant.id, "grievances"))).toEqual([file.id]);
    const words = await wordsOf(grievanceId);
    expect(words.filter((line) => line.startsWith("system: “tool.exe”: Only PDF"))).toHaveLength(1);
  });

  test("of a case without a tenant stay in the letter until an officer finds whose it is", async () => {
    const from = elsewhere();
    const { grievanceId, letterId } = await arrive(examined(from), withFiles("second"));
    await keepAll(grievanceId);
    expect(await filesOf(grievanceId)).toEqual([]);
    const tenant = await world.given.tenant();
    const officer = await world.given.operator("grievance_officer");
    await linkCase(world.console, { kind: "operator", id: officer.id }, grievanceId, { tenantId: tenant.id });
    await keepAll(grievanceId);
    expect(await filesOf(grievanceId)).toMatchObject([{ file_name: "call.txt", tenant_id: tenant.id }]);
    const [letter] = await sql("SELECT about_tenant_id FROM console.inbound_mail WHERE id = $1", [letterId]);
    expect(letter.about_tenant_id, "a purge of that tenant takes the letter along").toBe(tenant.id);
    expect(await personOf(grievanceId)).toMatchObject({ tenant_id: tenant.id });
  });

  const manyFiles = (names: readonly string[]) =>
    [
      "From: a@b.example",
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; boundary="x"',
      ...["", "--x", "Content-Type: text/html", "", `<p>${made}</p><img src="cid:logo">`],
      ...["--x", 'Content-Type: image/png; name="logo.png"', "Content-ID: <logo>", 'Content-Disposition: inline; filename="logo.png"'],
      ...["Content-Transfer-Encoding: base64", "", craftPng({ width: 2, height: 2 }).toString("base64")],
      ...names.flatMap((name) => [
        ...["--x", "Content-Type: text/plain", `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`],
        ...["", `They called: ${name}`],
      ]),
      ...["--x--", ""],
    ].join("\r\n");

  test("beyond what a message may have, pictures in its text included, are named with the reason; a name makes no line of its own", async () => {
    const tenant = await world.given.tenant();
    const names = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6”: taken\n“Decision\u202e.txt"];
    const { grievanceId } = await arrive(examined(tenant.owner.email), manyFiles(names));
    await keepAll(grievanceId);
    expect((await filesOf(grievanceId)).map(({ file_name }) => file_name).sort()).toEqual(names.slice(0, 5));
    const [said] = (await wordsOf(grievanceId)).filter((line) => line.startsWith("system: "));
    expect(said?.split("\n").map((line) => line.split("”: ")[0])).toEqual(["system: “6: takenDecision.txt", "“logo.png"]);
    expect(said).toMatch(/”: 5 files can be sent at once/);
  });

  test("within its text are kept as files where there is room", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await arrive(examined(tenant.owner.email), manyFiles(["only.txt"]));
    await keepAll(grievanceId);
    expect((await filesOf(grievanceId)).map(({ file_name }) => file_name).sort()).toEqual(["logo.png", "only.txt"]);
    expect((await wordsOf(grievanceId)).filter((line) => line.startsWith("system: "))).toEqual([]);
  });

  test("of a case without a tenant can be saved by the desk out of the letter, examined then; that it was read is written down", async () => {
    const { grievanceId, letterId } = await arrive(examined(elsewhere()), withFiles("third"));
    const officer = await world.given.operator("grievance_officer");
    const actor = { kind: "operator", id: officer.id } as const;
    expect(await lookIntoLetter(world.console, actor, { grievanceId, letterId })).toMatchObject([
      { place: 0, name: "call.txt", refused: null },
      { place: 1, name: "tool.exe", refused: expect.stringMatching(/^Only PDF/) },
    ]);
    const save = (place: string, id = grievanceId) =>
      handleLetterFile(new Request("https://console.example"), { params: Promise.resolve({ id, letterId, place }) }, async () => ({
        ...{ deps: world.console, operator: { ...officer, role: "grievance_officer" as const }, member: null, callId: "call" },
      }));
    const saved = await save("0");
    expect([saved.status, (await saved.text()).trim()]).toEqual([200, "They called at 10:42."]);
    expect(saved.headers.get("content-disposition")).toContain("attachment");
    expect([(await save("1")).status, (await save("2")).status]).toEqual([422, 404]);
    const other = await arrive(examined(elsewhere()));
    expect((await save("0", other.grievanceId)).status, "by the number of another case").toBe(404);
    const [read] = await sql(
      "SELECT count(*)::int AS times FROM console.audit_event WHERE type = 'letter.read' AND actor_id = $1 AND payload ->> 'letterId' = $2",
      [officer.id, letterId],
    );
    expect(read.times).toBe(4);
  });

  test("that a person hands in on paper are added to a tenant's case by an officer who had no hand in it, from our own page only", async () => {
    const tenant = await world.given.tenant();
    const { grievanceId } = await complaintOf(tenant);
    const homeless = await arrive(examined(elsewhere()));
    const officer = await world.given.operator("grievance_officer");
    const handIn = async (id: string, origin = new URL(env().APP_URL).origin) => {
      const form = new FormData();
      form.set("grievanceId", id);
      form.set("files", new File(["Scanned."], "paper.txt"));
      const { body, headers } = new Response(form);
      const bytes = Buffer.from(await new Response(body).arrayBuffer());
      const sent = { "content-type": headers.get("content-type") ?? "", "content-length": String(bytes.length), origin };
      const operator = { ...officer, role: "grievance_officer" as const };
      return handleHandedIn(new Request("https://console.example", { method: "POST", body: bytes, headers: sent }), null, async () => ({
        ...{ deps: world.console, operator, member: null, callId: "call" },
      }));
    };
    expect((await handIn(grievanceId)).status).toBe(200);
    expect(await filesOf(grievanceId)).toMatchObject([{ file_name: "paper.txt", tenant_id: tenant.id }]);
    const added = await sql("SELECT author, body FROM console.grievance_message WHERE grievance_id = $1 AND author_id = $2", [
      ...[grievanceId, officer.id],
    ]);
    expect(added, "as the person's, with who added it").toEqual([{ author: "person", body: "" }]);
    expect((await handIn(grievanceId, "https://elsewhere.example")).status).toBe(403);
    expect((await handIn(homeless.grievanceId)).status, "there is no key to store it with").toBe(422);
    await sql(
      "INSERT INTO console.audit_event (type, actor_kind, actor_id, tenant_id, payload) VALUES ('hold.placed', 'operator', $1, $2, '{}')",
      [officer.id, tenant.id],
    );
    expect((await handIn(grievanceId)).status, "whoever had a hand in it adds nothing").toBe(422);
    expect(await filesOf(grievanceId)).toHaveLength(1);
  });
});
