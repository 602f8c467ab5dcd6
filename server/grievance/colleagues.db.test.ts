import { afterAll, beforeAll, expect, test } from "vitest";
import { unexamined } from "@/server/inbound-mail/examine-letter";
import type { Examination } from "@/server/inbound-mail/letter";
import { processLetter } from "@/server/inbound-mail/process-letter";
import { storeLetter } from "@/server/inbound-mail/store-letter";
import { NotFound } from "@/server/lib/refusal";
import type { GivenTenant } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { askSummary } from "./ask-summary";
import { attachFiles } from "./attach-files";
import { openFiles } from "./attachment-files.adapter";
import { keepLetterFiles } from "./keep-letter-files";
import { noteCase } from "./note-case";
import { openGrievance } from "./open-grievance";
import { readAttachment } from "./read-attachment";
import { ownSummary } from "./summary.queries";

/* S4: what a colleague of the same tenant wrote to the desk by mail is theirs: the owner neither reads it, nor counts it, nor pays for it. */

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
let made = 0;

/** A genuine complaint with a file. */
async function arrive(from: string) {
  made += 1;
  const raw = [
    ...[`From: <${from}>`, `Subject: A complaint ${made}`, "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"', ""],
    ...["--x", "Content-Type: text/plain", "", "I complain: nobody answered me."],
    ...["--x", "Content-Type: text/plain", 'Content-Disposition: attachment; filename="boss.txt"', "", "a private word", "--x--", ""],
  ].join("\r\n");
  const delivery = { raw: Buffer.from(raw), peerIp: "203.0.113.7", helo: "mail.example", mailFrom: null };
  const { letterId } = await storeLetter(world.console, { ...delivery, recipients: ["support@callmissed.com"] });
  const found: Examination = {
    ...{ ...unexamined("unexaminable"), from, sender: "passed", reasons: [], addressedToSupport: true, intent: "grievance" },
    ...{ messageId: `<c${made}@elsewhere.example>`, signatureHashes: [`c${made}`.padStart(64, "0")] },
    ...{ subject: "A complaint", text: "I complain: nobody answered me." },
  };
  await processLetter({ ...world.console, examine: async () => found }, letterId);
  const [row] = await sql("SELECT outcome, grievance_id FROM console.inbound_mail WHERE id = $1", [letterId]);
  return { outcome: row.outcome as string, grievanceId: row.grievance_id as string };
}

const asOwner = ({ id: tenantId, owner }: GivenTenant) => ({ id: owner.id, tenantId, email: owner.email, language: "en" });
const heldOf = async (tenant: GivenTenant) => {
  const summary = await ownSummary(world.console, asOwner(tenant));
  return Object.fromEntries(summary?.groups.flatMap(({ counts }) => counts.map(({ name, total }) => [name, total])) ?? []);
};

test("a colleague's file is neither handed to the owner nor added to by them", async () => {
  const tenant = await world.given.tenant();
  const member = await world.given.member({ tenant });
  const { grievanceId } = await arrive(member.email);
  const [message] = await sql("SELECT id FROM console.grievance_message WHERE grievance_id = $1", [grievanceId]);
  await keepLetterFiles(world.console, openFiles(), message.id);
  const [file] = await sql("SELECT id FROM console.grievance_attachment WHERE message_id = $1", [message.id]);
  const read = (id: string) => readAttachment(world.console, openFiles(), { kind: "owner", id, tenantId: tenant.id }, file.id);
  await expect(read(tenant.owner.id)).rejects.toThrow(NotFound);
  expect(String((await read(member.id)).data)).toContain("a private word");
  const add = attachFiles(world.console, openFiles(), asOwner(tenant), {
    ...{ grievanceId, text: "", uploads: [{ name: "a.txt", data: Buffer.from("a") }] },
  });
  await expect(add).rejects.toThrow(NotFound);
});

test("what a colleague wrote changes no number in what is held", async () => {
  const tenant = await world.given.tenant();
  const member = await world.given.member({ tenant });
  await askSummary(world.console, asOwner(tenant));
  await arrive(tenant.owner.email);
  const before = await heldOf(tenant);
  expect(before).toMatchObject({ grievance: 2, grievance_message: 1, inbound_mail: 1 });
  const { grievanceId } = await arrive(member.email);
  const [message] = await sql("SELECT id FROM console.grievance_message WHERE grievance_id = $1", [grievanceId]);
  await keepLetterFiles(world.console, openFiles(), message.id);
  const officer = await world.given.operator("grievance_officer");
  await noteCase(world.console, { kind: "operator", id: officer.id }, grievanceId, "Ask them.");
  expect(await heldOf(tenant)).toEqual(before);
});

test("a colleague who writes much leaves the owner their word: cases and messages are counted for each person", async () => {
  const tenant = await world.given.tenant();
  const member = await world.given.member({ tenant });
  for (let n = 0; n < 21; n += 1) await arrive(member.email);
  const open = (own: GivenTenant) =>
    openGrievance(world.console, asOwner(own), { kind: "grievance", topic: "other", text: "Nobody answers me." });
  expect(await open(tenant)).toHaveProperty("number");
  expect((await arrive(tenant.owner.email)).outcome).toBe("opened_case");
  for (let n = 2; n < 10; n += 1) await open(tenant);
  await expect(open(tenant)).rejects.toMatchObject({ code: "case_too_many_open" });
});
