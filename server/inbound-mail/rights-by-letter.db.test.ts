import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyCorrection } from "@/server/grievance/apply-correction";
import { decideCase } from "@/server/grievance/decide-case";
import { endConsent } from "@/server/grievance/end-consent";
import { kindOfLetter } from "@/server/grievance/letter-kind";
import { tellAsked } from "@/server/grievance/tell-asked";
import { answersDesk } from "@/server/testing/answers-desk";
import type { GivenTenant } from "@/server/testing/given";
import { composeLetter, type DnsStreet, makeKey, openDnsStreet, SENT_AT, sign } from "@/server/testing/mail-street";
import { testWorld, type World } from "@/server/testing/world";
import { examineLetter } from "./examine-letter";
import { processLetter } from "./process-letter";
import { waitingRefundLetters } from "./refund-letters.queries";
import { storeLetter } from "./store-letter";

/* Letters as they come: signed by the owner's own domain, examined by what examines them in the product, and routed. */

const KEY = makeKey();
let world: World;
let dns: DnsStreet;
let desk: ReturnType<typeof answersDesk>;
beforeAll(async () => {
  world = await testWorld();
  dns = await openDnsStreet({});
  desk = answersDesk(world);
});
afterAll(async () => {
  await dns.close();
  await world.end();
});

let made = 0;
async function arrive(from: string, subject: string, body: string) {
  made += 1;
  const domain = from.split("@")[1] ?? "";
  dns.zone[domain] = { TXT: ["v=spf1 -all"] };
  dns.zone[`_dmarc.${domain}`] = { TXT: ["v=DMARC1; p=reject"] };
  dns.zone[`s1._domainkey.${domain}`] = { TXT: [KEY.record] };
  const headers = { From: from, Subject: subject, "Message-ID": `<right-${made}@${domain}>` };
  const raw = await sign(composeLetter({ headers, body: `${body}\r\n` }), { key: KEY, domain, signTime: SENT_AT });
  const delivery = {
    raw: Uint8Array.from(raw),
    peerIp: "203.0.113.7",
    helo: "mail.example",
    mailFrom: null,
    recipients: ["support@callmissed.com"],
  };
  const { letterId } = await storeLetter(world.console, delivery);
  const settings = { dnsServers: [dns.server], supportAddresses: ["support@callmissed.com"] };
  const receivedAt = new Date(SENT_AT.getTime() + 60_000);
  const examine = (bytes: Uint8Array) => examineLetter({ settings }, Buffer.from(bytes), { receivedAt });
  await processLetter({ ...world.console, examine }, letterId);
  const [row] = await desk.sql("SELECT outcome, sender, grievance_id FROM console.inbound_mail WHERE id = $1", [letterId]);
  return { letterId, outcome: row.outcome as string, sender: row.sender as string, id: row.grievance_id as string };
}
const consented = ({ id, owner }: GivenTenant) =>
  desk.sql(
    `INSERT INTO console.consent (id, tenant_id, member_id, category, is_given, text_version, language, answered_by, answered_at)
     VALUES (gen_random_uuid(), $1, $2, 'analytics', true, '2026-11-25', 'en', 'banner', now())`,
    [id, owner.id],
  );

// proves: C4.5
test("an owner who takes a consent back by writing to support has it ended, as one press on their own pages would end it", async () => {
  const tenant = await world.given.tenant();
  await consented(tenant);
  const { outcome, sender, id } = await arrive(
    tenant.owner.email,
    "Consent",
    "Hello,\r\n\r\nI withdraw my consent to being counted.\r\n\r\nAsha",
  );
  expect([outcome, sender]).toEqual(["opened_case", "passed"]);
  expect(await desk.rowOf(id)).toMatchObject({ kind: "consent", tenant_id: tenant.id, member_id: tenant.owner.id, state: "open" });
  expect(await endConsent(world.console, await desk.officer(), { grievanceId: id, seenVersion: 1 })).toEqual({ answers: 1 });
  expect(await desk.sql("SELECT ended_by FROM console.consent WHERE tenant_id = $1", [tenant.id])).toEqual([{ ended_by: "desk" }]);
});

// proves: D7.5
test("a correction that is asked for by letter is a case of its person, and is made as the letter says", async () => {
  const tenant = await world.given.tenant();
  const { id } = await arrive(tenant.owner.email, "नाम", "मेरा नाम सुधार दीजिए। सही नाम आशा एम. मेनन है।");
  expect(await desk.rowOf(id)).toMatchObject({ kind: "correction", topic: "other", member_id: tenant.owner.id, language: "hi" });
  const farah = await desk.officer();
  await tellAsked(world.console, farah, { grievanceId: id, field: "person_name", to: "आशा एम. मेनन", seenVersion: 1 });
  const correction = { grievanceId: id, field: "person_name", to: "आशा एम. मेनन", seenVersion: 2, seenFrom: "Owner of it" } as const;
  expect(await applyCorrection(world.console, farah, correction)).toEqual({ waitsForSecond: false });
  expect(await desk.sql("SELECT name FROM platform.team_member WHERE id = $1", [tenant.owner.id])).toEqual([{ name: "आशा एम. मेनन" }]);
});

test("the same words of somebody who is nobody's open no case by themselves, and a question does not either", async () => {
  expect(await arrive("somebody@elsewhere.example", "Consent", "I withdraw my consent.")).toMatchObject({ outcome: "unmatched", id: null });
  const tenant = await world.given.tenant();
  expect(await arrive(tenant.owner.email, "A question", "How do I change my name?")).toMatchObject({ outcome: "queued", id: null });
});

// proves: D7.5
test("an owner who asks by letter what is held about them has a case of that right, which is answered like any other", async () => {
  const tenant = await world.given.tenant();
  const { outcome, id } = await arrive(tenant.owner.email, "My data", "Hello,\r\n\r\nwhat personal data do you hold about me?\r\n\r\nAsha");
  expect(outcome).toBe("opened_case");
  const found = await desk.rowOf(id);
  expect(found).toMatchObject({ kind: "access", topic: "summary", tenant_id: tenant.id, member_id: tenant.owner.id, state: "open" });
  const farah = await desk.officer();
  await decideCase(world.console, farah, {
    grievanceId: id,
    outcome: "upheld",
    text: "The summary is on your account page.",
    seenVersion: 1,
  });
  expect((await desk.mailsOf(found.number)).map(({ kind }) => kind)).toEqual(["grievance_received", "grievance_decided"]);
});

// proves: D7.6
test("a complaint in which something is wished for opens a case, and the wish goes where it belongs", async () => {
  const tenant = await world.given.tenant();
  const refund = await arrive(tenant.owner.email, "Refund", "My grievance is that my refund was refused by your agent.");
  expect(await desk.rowOf(refund.id)).toMatchObject({ kind: "grievance", topic: "refund", tenant_id: tenant.id });
  expect(await waitingRefundLetters(world.console)).toContain(refund.letterId);
  const deletion = await arrive(tenant.owner.email, "Account", "Your agent misused my personal data. Please delete our account.");
  expect([deletion.outcome, (await desk.rowOf(deletion.id)).kind]).toEqual(["opened_request", "grievance"]);
});

describe("what a letter uses a right for", () => {
  test.each([
    ["I withdraw my consent to analytics.", "consent"],
    ["Please stop counting my use, I take back my consent.", "consent"],
    ["I no longer consent to being counted.", "consent"],
    ["मैं अपनी सहमति वापस लेता हूँ।", "consent"],
    ["Meri sahmati wapas leta hoon", "consent"],
    ["Please correct my name: it is Asha M. Menon", "correction"],
    ["Please correct the GSTIN on my profile", "correction"],
    ["Correct my phone number please", "correction"],
    ["मेरा ईमेल बदल दीजिए।", "correction"],
    ["Mera naam theek kar dijiye", "correction"],
    ["Please send me a summary of my personal data.", "access"],
    ["What personal data do you hold about me, and with whom was it shared?", "access"],
    ["Under section 11 of the DPDP Act I request access to my personal data.", "access"],
    ["Could you give me a copy of all my data?", "access"],
    ["कृपया मेरे निजी डेटा का सारांश भेजें।", "access"],
    ["मेरा कौन सा डेटा आपके पास है?", "access"],
    ["Mere data ki ek copy bhejiye", "access"],
    ["Mera kaunsa data aapke paas hai?", "access"],
    ["How can I get a copy of my data from the dashboard?", null],
    ["What data do you need from us for the invoice?", null],
    ["Our bot has no access to the data of the shop.", null],
    ["Can I withdraw my consent?", null],
    ["How do I change my name?", null],
    ["Please change my password", null],
    ["Please correct my bot: it says the wrong name", null],
    ["Thank you for the change of my plan.", null],
  ] as const)("%s", (words, kind) => expect(kindOfLetter("Hello", words)).toBe(kind));
});
