// long: one list of guarantees, read from top to bottom; split by rule it would repeat its set-up.
import { domainToASCII } from "node:url";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  composeLetter,
  type DnsStreet,
  type LetterParts,
  makeKey,
  openDnsStreet,
  SENT_AT,
  type Signing,
  sign,
  USUAL_SIGNED_FIELDS,
  type Zone,
} from "@/server/testing/mail-street";
import { examineLetter } from "./examine-letter";
import type { SmtpFacts } from "./letter";

const KEY = makeKey();
const OTHER_KEY = makeKey();
const WEAK_KEY = makeKey("rsa", 1024);
const SHORT_KEY = makeKey("rsa", 768);
const ED_KEY = makeKey("ed25519");
const TEST_KEY = makeKey("rsa", 2048, " t=y;");
const STRICT_KEY = makeKey("rsa", 2048, " t=s;");
const WEB_KEY = makeKey("rsa", 2048, " s=web;");

const PUNYCODE = domainToASCII("चाय.example");
const DAY = 86_400_000;
const at = (days: number) => new Date(SENT_AT.getTime() + days * DAY);
const RECEIVED = new Date(SENT_AT.getTime() + 60_000);
const OURS = { ip: "203.0.113.5", helo: "mx.chaipoint.example", mailFrom: "asha@chaipoint.example" };
const STRANGER = { ip: "198.51.100.66", helo: "mx.evil.example", mailFrom: "mallory@evil.example" };

const domain = (name: string, dmarc: string | null, spf = "v=spf1 ip4:203.0.113.5 -all"): Zone => ({
  [name]: { TXT: [spf], A: ["203.0.113.5"] },
  [`s1._domainkey.${name}`]: { TXT: [KEY.record] },
  ...(dmarc ? { [`_dmarc.${name}`]: { TXT: [dmarc] } } : {}),
});

const ZONE: Zone = {
  ...domain("chaipoint.example", "v=DMARC1; p=reject"),
  "weak._domainkey.chaipoint.example": { TXT: [WEAK_KEY.record] },
  "short._domainkey.chaipoint.example": { TXT: [SHORT_KEY.record] },
  "ed._domainkey.chaipoint.example": { TXT: [ED_KEY.record] },
  "test._domainkey.chaipoint.example": { TXT: [TEST_KEY.record] },
  "strict._domainkey.chaipoint.example": { TXT: [STRICT_KEY.record] },
  "web._domainkey.chaipoint.example": { TXT: [WEB_KEY.record] },
  "revoked._domainkey.chaipoint.example": { TXT: ["v=DKIM1; k=rsa; p="] },
  "sha1._domainkey.chaipoint.example": { TXT: [KEY.record.replace("k=rsa;", "k=rsa; h=sha1;")] },
  "under_score._domainkey.chaipoint.example": { TXT: [KEY.record] },
  "two._domainkey.chaipoint.example": { TXT: ["v=spf1 -all", KEY.record] },
  "mail.chaipoint.example": { TXT: ["v=spf1 ip4:203.0.113.5 -all"] },
  "s1._domainkey.mail.chaipoint.example": { TXT: [KEY.record] },
  ...domain("evil.example", "v=DMARC1; p=none", "v=spf1 ip4:198.51.100.66 -all"),
  ...domain("open.example", null),
  "s1._domainkey.mail.open.example": { TXT: [KEY.record] },
  ...domain("quarantine.example", "v=DMARC1; p=quarantine"),
  ...domain("watching.example", "v=DMARC1; p=none"),
  ...domain("exact.example", "v=DMARC1; p=reject; adkim=s; aspf=s"),
  "s1._domainkey.mail.exact.example": { TXT: [KEY.record] },
  "mail.exact.example": { TXT: ["v=spf1 ip4:203.0.113.5 -all"] },
  ...domain("subpolicy.example", "v=DMARC1; p=none; sp=reject; np=quarantine"),
  "sub.subpolicy.example": { A: ["203.0.113.5"] },
  ...domain("everyone.example", "v=DMARC1; p=reject", "v=spf1 +all"),
  ...domain("halves.example", "v=DMARC1; p=reject", "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"),
  ...domain("loop.example", "v=DMARC1; p=reject", "v=spf1 include:loop.example -all"),
  ...domain("macro.example", "v=DMARC1; p=reject", "v=spf1 exists:%{l}.%{i}.macro.example -all"),
  ...domain("neutral.example", "v=DMARC1; p=reject", "v=spf1 ?all"),
  ...domain(PUNYCODE, "v=DMARC1; p=reject"),
  ...domain("chaipoint.co.in", "v=DMARC1; p=none"),
  ...domain("other.co.in", null, "v=spf1 ip4:198.51.100.66 -all"),
  "s1._domainkey.co.in": { TXT: [KEY.record] },
  "_dmarc.co.in": { TXT: ["v=DMARC1; p=none"] },
};

let dns: DnsStreet;
beforeAll(async () => {
  dns = await openDnsStreet({ ...ZONE });
});
afterAll(() => dns.close());

const examine = (raw: string | Buffer, facts: Partial<SmtpFacts> = {}, server = dns.server) =>
  examineLetter({ settings: { dnsServers: [server], supportAddresses: ["support@callmissed.com"] } }, Buffer.from(raw as string), {
    receivedAt: RECEIVED,
    ...facts,
  });

const signed = (parts: LetterParts = {}, signing: Partial<Signing> = {}) =>
  sign(composeLetter(parts), { key: KEY, domain: "chaipoint.example", signTime: SENT_AT, ...signing });

const codes = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code);

async function troubled(zone: Zone, raw: string | Buffer, facts: Partial<SmtpFacts> = {}) {
  const street = await openDnsStreet({ ...ZONE, ...zone });
  try {
    return { ...(await examine(raw, facts, street.server)), asked: street.asked };
  } finally {
    await street.close();
  }
}

describe("a genuine letter passes", () => {
  it("signed by the From domain, without any facts about the delivery", async () => {
    const letter = await examine(await signed());
    expect(letter).toMatchObject({
      sender: "passed",
      from: "asha@chaipoint.example",
      intent: "deletion",
      accountEmail: "asha@chaipoint.example",
      organisation: "Chai Point Labs",
    });
    expect(letter.facts.signatures).toMatchObject([
      {
        domain: "chaipoint.example",
        selector: "s1",
        result: "pass",
        aligned: true,
        counts: true,
        keyBits: 2048,
        weak: false,
        objections: [],
      },
    ]);
  });

  it("unsigned, straight from a server the From domain allows", async () => {
    const letter = await examine(composeLetter(), OURS);
    expect(letter).toMatchObject({
      sender: "passed",
      facts: { spf: { result: "pass", aligned: true }, dmarc: { result: "pass", policy: "reject" } },
    });
  });

  it.each<[string, Partial<Signing>]>([
    ["simple canonicalisation", { canonicalization: "simple/simple" }],
    ["mixed canonicalisation", { canonicalization: "relaxed/simple" }],
    ["an Ed25519 key", { key: ED_KEY, selector: "ed" }],
    ["a parent domain's signature, relaxed", { domain: "mail.chaipoint.example" }],
    ["a selector with an underscore", { selector: "under_score" }],
    ["a key beside another TXT record", { selector: "two" }],
    ["an expiry after receipt", { expires: at(1) }],
  ])("with %s", async (_, signing) => expect((await examine(await signed({}, signing))).sender).toBe("passed"));

  it("with an RSA key of 1024 bits, shown as weak", async () => {
    const letter = await examine(await signed({}, { key: WEAK_KEY, selector: "weak" }));
    expect(letter).toMatchObject({ sender: "passed", facts: { signatures: [{ keyBits: 1024, weak: true, counts: true }] } });
    expect(codes(letter)).toContain("weak_key_noted");
  });

  it("forwarded unchanged: SPF fails, the signature still fits", async () =>
    expect((await examine(await signed(), STRANGER)).sender).toBe("passed"));

  it("with a foreign, broken or weak signature beside the good one", async () => {
    const twice = await sign(await signed(), { key: OTHER_KEY, domain: "chaipoint.example", selector: "s1", signTime: SENT_AT });
    expect((await examine(twice)).sender).toBe("passed");
    const foreign = await sign(await signed(), { key: KEY, domain: "evil.example", signTime: SENT_AT });
    expect((await examine(foreign)).sender).toBe("passed");
  });

  it("signed by another program, which writes no signing time", async () => {
    const dkim = { domainName: "chaipoint.example", keySelector: "s1", privateKey: KEY.privateKey };
    const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
    const { message } = await transport.sendMail({
      from: "Asha <asha@chaipoint.example>",
      to: "support@callmissed.com",
      subject: "खाता हटाने का अनुरोध",
      date: SENT_AT,
      text: "कृपया हमारा खाता हटा दें।",
      html: "<p>कृपया हमारा खाता हटा दें।</p>",
      dkim,
    });
    const letter = await examine(message as Buffer);
    expect(letter).toMatchObject({ sender: "passed", intent: "deletion", language: "hi" });
    expect(letter.facts.signatures[0]?.signedAt).toBeNull();
  });

  it("saved on disk with LF line endings", async () =>
    expect((await examine((await signed()).toString().replaceAll("\r\n", "\n"))).sender).toBe("passed"));

  it("from a domain without any DMARC record, signed by it or by its own subdomain", async () => {
    const from = { headers: { From: "asha@open.example" } };
    expect((await examine(await signed(from, { domain: "open.example" }))).sender).toBe("passed");
    expect((await examine(await signed(from, { domain: "mail.open.example" }))).sender).toBe("passed");
  });

  it("from an internationalised domain, shown in punycode", async () => {
    const letter = await examine(await signed({ headers: { From: "आशा <asha@चाय.example>" } }, { domain: PUNYCODE }));
    expect(letter).toMatchObject({ sender: "passed", from: `asha@${PUNYCODE}` });
  });

  it.each([
    ["Asha (owner) <asha@chaipoint.example>"],
    ["asha@chaipoint.example (Asha Rao)"],
    ['"Rao, Asha" <asha@chaipoint.example>'],
    ["=?utf-8?B?4KSG4KS24KS+?= <asha@chaipoint.example>"],
    ["asha@chaipoint.example <asha@chaipoint.example>"],
    ["<asha@CHAIPOINT.example>"],
    ["Asha\r\n Rao <asha@chaipoint.example>"],
    ["asha@chaipoint.example (Asha Rao, Founder)"],
  ])("written as %s", async (From) => {
    expect(await examine(await signed({ headers: { From } }))).toMatchObject({ sender: "passed", from: "asha@chaipoint.example" });
  });

  it("keeps the local part exactly as written", async () =>
    expect((await examine(await signed({ headers: { From: "Asha.RAO+x@ChaiPoint.Example" } }))).from).toBe("Asha.RAO+x@chaipoint.example"));
});

describe("a genuine letter in a rare but lawful form passes", () => {
  it("from a quoted local part with a space, shown as written", async () =>
    expect(await examine(await signed({ headers: { From: 'Asha <"asha rao"@chaipoint.example>' } }))).toMatchObject({
      sender: "passed",
      from: '"asha rao"@chaipoint.example',
    }));

  it("signed in the name of a domain written in its own script", async () => {
    const raw = (await signed({ headers: { From: "asha@चाय.example" } }, { domain: PUNYCODE })).toString();
    const letter = await examine(raw.replace(`d=${PUNYCODE}`, "d=चाय.example"));
    expect(letter.facts.signatures[0]).toMatchObject({ domain: PUNYCODE, aligned: true, objections: [] });
  });

  it.each(["Fri, 20 Nov 26 14:00:00 +0530", "Fri,20 Nov 2026 14:00:00 +0530", "Fri, 20 Nov 2026 14:00:00 +0530 (IST (India))"])(
    "dated %s",
    async (date) => expect(await examine(await signed({ headers: { Date: date } }))).toMatchObject({ sender: "passed", sentAt: SENT_AT }),
  );

  it.each(["Fri, 31 Nov 2026 14:00:00 +0530", "Fri, 20 Nov 2026 08:30:00 +0199", "Fri, 20 Nov 2026 14:00:00 +0530 (IST"])(
    "but a date that does not exist is none: %s",
    async (date) => expect((await examine(await signed({ headers: { Date: date } }))).sentAt).toBeNull(),
  );
});

describe("V2: the message comes from the domain it claims, or it does not pass", () => {
  it("fails a forged letter from a stranger's server when the domain refuses such mail", async () => {
    const letter = await examine(composeLetter(), STRANGER);
    expect(letter.sender).toBe("failed");
    expect(codes(letter)).toContain("dmarc_refused");
  });

  it.each([
    ["reject", "chaipoint.example", "failed"],
    ["quarantine", "quarantine.example", "failed"],
    ["none", "watching.example", "inconclusive"],
    ["no record", "open.example", "inconclusive"],
  ])("an unproven letter under policy %s is judged accordingly", async (_, name, verdict) => {
    expect((await examine(composeLetter({ headers: { From: `asha@${name}` } }), STRANGER)).sender).toBe(verdict);
  });

  it("applies the policy for subdomains, existing or not", async () => {
    expect((await examine(composeLetter({ headers: { From: "a@sub.subpolicy.example" } }), STRANGER)).facts.dmarc.policy).toBe("reject");
    expect((await examine(composeLetter({ headers: { From: "a@ghost.subpolicy.example" } }), STRANGER)).facts.dmarc.policy).toBe(
      "quarantine",
    );
  });

  it.each([
    ["the body", (raw: string) => raw.replace("please delete", "please refund")],
    ["the subject", (raw: string) => raw.replace("Subject: Please", "Subject: Please do not")],
    ["the sender", (raw: string) => raw.replace("asha@chaipoint.example>", "ravi@chaipoint.example>")],
    ["the date", (raw: string) => raw.replace("20 Nov", "21 Nov")],
  ])("fails when %s was changed after signing", async (_, change) => {
    const letter = await examine(change((await signed()).toString()));
    expect(letter.sender).toBe("failed");
    expect(codes(letter)).toContain("signature_broken");
  });

  it("fails when the key is another one", async () => expect((await examine(await signed({}, { key: OTHER_KEY }))).sender).toBe("failed"));

  it("does not let another domain's valid signature or SPF speak for the From domain", async () => {
    expect((await examine(await signed({}, { domain: "evil.example" }), STRANGER)).sender).toBe("failed");
    expect((await examine(await signed({}, { domain: "evil.example" }))).sender).toBe("inconclusive");
  });

  it("says in a plain sentence why, whatever did not pass", async () => {
    for (const raw of [composeLetter(), "", "x", await signed({}, { domain: "evil.example" })]) {
      const letter = await examine(raw, STRANGER);
      expect(letter.sender).not.toBe("passed");
      expect(letter.reasons.length).toBeGreaterThan(0);
      for (const { sentence } of letter.reasons) expect(sentence).toMatch(/^[A-Z].{15,}\.$|\w.{15,}\.$/);
    }
  });

  it("keeps strict alignment when the domain asks for it", async () => {
    const from = { headers: { From: "asha@exact.example" } };
    expect((await examine(await signed(from, { domain: "exact.example" }))).sender).toBe("passed");
    expect((await examine(await signed(from, { domain: "mail.exact.example" }))).sender).not.toBe("passed");
    expect((await examine(composeLetter(from), { ...OURS, mailFrom: "a@mail.exact.example" })).sender).not.toBe("passed");
  });

  it("never aligns two customers of one registry, even when the registry publishes a DMARC record", async () => {
    const from = { headers: { From: "asha@chaipoint.co.in" } };
    expect((await examine(await signed(from, { domain: "other.co.in" }))).sender).not.toBe("passed");
    expect((await examine(await signed(from, { domain: "co.in" }))).sender).not.toBe("passed");
    expect((await examine(composeLetter(from), { ...STRANGER, mailFrom: "x@other.co.in" })).sender).not.toBe("passed");
    expect((await examine(await signed(from, { domain: "chaipoint.co.in" }))).sender).toBe("passed");
  });
});

describe("V4: DNS that does not answer is neither no nor yes", () => {
  const silent = { silentTimes: Number.POSITIVE_INFINITY };

  it.each([
    ["SERVFAIL", { failing: { rcode: 2, times: 99 } }],
    ["REFUSED", { failing: { rcode: 5, times: 99 } }],
  ])("%s for the key is inconclusive, after at least four tries", async (_, record) => {
    const letter = await troubled({ "s1._domainkey.chaipoint.example": record }, await signed());
    expect(letter.sender).toBe("inconclusive");
    expect(codes(letter)).toContain("signature_unknown");
    expect(letter.asked.filter((question) => question.includes("s1._domainkey")).length).toBeGreaterThanOrEqual(4);
    expect(letter.facts.dnsTrouble).toContainEqual({ name: "s1._domainkey.chaipoint.example", type: "TXT", code: expect.any(String) });
  });

  it("silence is inconclusive within the deadline, after at least four tries", async () => {
    const started = performance.now();
    const letter = await troubled(
      { "s1._domainkey.chaipoint.example": silent, "_dmarc.chaipoint.example": silent, "chaipoint.example": silent },
      await signed(),
      OURS,
    );
    expect(performance.now() - started).toBeLessThan(11_000);
    expect(letter.sender).toBe("inconclusive");
    expect(letter.asked.filter((question) => question.includes("s1._domainkey")).length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ["the first three questions are lost", { ...ZONE["s1._domainkey.chaipoint.example"], silentTimes: 3 }],
    ["the first three answers are SERVFAIL", { ...ZONE["s1._domainkey.chaipoint.example"], failing: { rcode: 2, times: 3 } }],
    ["every answer takes two seconds", { ...ZONE["s1._domainkey.chaipoint.example"], delayMs: 2_000 }],
  ])("passes when %s", async (_, record) =>
    expect((await troubled({ "s1._domainkey.chaipoint.example": record }, await signed())).sender).toBe("passed"),
  );

  it("waits for an answer that takes six seconds", async () =>
    expect(
      (
        await troubled(
          { "s1._domainkey.chaipoint.example": { ...ZONE["s1._domainkey.chaipoint.example"], delayMs: 6_000 } },
          await signed(),
        )
      ).sender,
    ).toBe("passed"));

  it("a refusal in rare words (NOTAUTH) is not taken for `no such record`", async () => {
    const refusal = { failing: { rcode: 9, times: 99 } };
    const rules = await troubled(
      { "_dmarc.exact.example": refusal },
      await signed({ headers: { From: "asha@exact.example" } }, { domain: "exact.example" }),
    );
    expect([rules.sender, codes(rules)[0]]).toEqual(["inconclusive", "dmarc_unknown"]);
    const key = await troubled({ "s1._domainkey.chaipoint.example": refusal }, await signed(), STRANGER);
    expect(key.sender).toBe("inconclusive");
    expect((await troubled({ "chaipoint.example": refusal }, composeLetter(), OURS)).facts.spf.result).toBe("temperror");
  });

  it("a name without such a record is still a definite answer", async () => {
    const letter = await troubled({ "s1._domainkey.chaipoint.example": { A: ["203.0.113.5"] } }, await signed(), STRANGER);
    expect(letter).toMatchObject({ sender: "failed", facts: { dnsTrouble: [] } });
  });

  it("does not need the key when SPF already proves the domain", async () =>
    expect((await troubled({ "s1._domainkey.chaipoint.example": { failing: { rcode: 2, times: 99 } } }, await signed(), OURS)).sender).toBe(
      "passed",
    ));

  it("SPF without an answer is inconclusive, never failed", async () => {
    const letter = await troubled({ "chaipoint.example": { failing: { rcode: 2, times: 99 } } }, composeLetter(), OURS);
    expect(letter).toMatchObject({ sender: "inconclusive", facts: { spf: { result: "temperror" } } });
  });

  it("an unreadable DMARC rule is inconclusive even with a good signature", async () => {
    const letter = await troubled({ "_dmarc.chaipoint.example": { failing: { rcode: 2, times: 99 } } }, await signed());
    expect(letter.sender).toBe("inconclusive");
    expect(codes(letter)[0]).toBe("dmarc_unknown");
  });

  it("never shows the resolver a name with other letters", async () => {
    for (const selector of ["s1\0x", "s 1", "s1/..", "schlüssel", "s1%00"]) {
      const raw = (await signed()).toString().replace(/ s=s1;/, ` s=${selector};`);
      const letter = await troubled({}, raw, { ...STRANGER, mailFrom: `a${selector}@macro.example` });
      expect(letter.sender).not.toBe("passed");
      expect(letter.asked.every((question) => /^[A-Z]+ [a-z0-9._-]+$/.test(question))).toBe(true);
    }
  });

  it("examines only the first few of many signatures", async () => {
    const [header = ""] = (await signed({}, { domain: "evil.example" })).toString().split(/(?<=\r\n)(?=From:)/);
    const letter = await examine(`${header.repeat(50)}${composeLetter()}`);
    expect(letter.sender).not.toBe("passed");
    expect(letter.facts.signatures.filter((signature) => signature.result !== "not_examined")).toHaveLength(8);
  });
});

describe("V4: what proves nothing", () => {
  it("`none` is not a pass", async () =>
    expect(
      (await examine(composeLetter({ headers: { From: "a@nothing.example" } }), { ...STRANGER, mailFrom: "a@nothing.example" })).sender,
    ).toBe("inconclusive"));

  it.each([
    "Authentication-Results: mx.callmissed.com; dkim=pass header.d=chaipoint.example; spf=pass; dmarc=pass",
    "Received: from mx.chaipoint.example (mx.chaipoint.example [203.0.113.5]) by mx.callmissed.com; Fri, 20 Nov 2026 08:30:00 +0000",
    "Received-SPF: pass (chaipoint.example) client-ip=203.0.113.5",
    "Return-Path: <asha@chaipoint.example>",
    "Sender: asha@chaipoint.example",
    "Reply-To: asha@chaipoint.example",
    "Resent-From: asha@chaipoint.example",
    "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=chaipoint.example; s=s1; b=AAAA\r\nARC-Message-Signature: i=1; a=rsa-sha256; d=chaipoint.example; s=s1; h=from; bh=AAAA; b=AAAA\r\nARC-Authentication-Results: i=1; mx; dkim=pass; dmarc=pass",
  ])("a header from outside: %s", async (header) => {
    expect((await examine(composeLetter({ extra: [header] }))).sender).toBe("inconclusive");
    expect((await examine(composeLetter({ extra: [header] }), STRANGER)).sender).toBe("failed");
    expect((await examine(composeLetter({ headers: { From: "Mallory <m@evil.example>" }, extra: [header] }), STRANGER)).from).toBe(
      "m@evil.example",
    );
  });

  it("an SPF record that lets everybody send", async () => {
    for (const name of ["everyone.example", "halves.example"]) {
      const letter = await examine(composeLetter({ headers: { From: `asha@${name}` } }), { ...STRANGER, mailFrom: `asha@${name}` });
      expect(letter.sender).toBe("inconclusive");
      expect(codes(letter)).toContain("spf_open_to_all");
    }
  });

  it.each(["loop.example", "macro.example", "neutral.example"])("SPF of %s", async (name) => {
    expect(
      (await examine(composeLetter({ headers: { From: `asha@${name}` } }), { ...STRANGER, mailFrom: `asha@${name}` })).sender,
    ).not.toBe("passed");
  });

  it("SMTP facts given only in part", async () => {
    expect((await examine(composeLetter(), { ip: OURS.ip, helo: OURS.helo })).facts.spf.result).toBe("not_evaluated");
    expect((await examine(composeLetter(), { mailFrom: OURS.mailFrom })).facts.spf.result).toBe("not_evaluated");
  });
});

describe("V4: who sent it must be said once and plainly", () => {
  it.each([
    ["no From", { From: null }],
    ["an empty From", { From: "" }],
    ["several mailboxes", { From: "asha@chaipoint.example, ravi@chaipoint.example" }],
    ["a group", { From: "Team: asha@chaipoint.example;" }],
    ["an empty group", { From: "undisclosed-recipients:;" }],
    ["a route", { From: "<@evil.example:asha@chaipoint.example>" }],
    ["several @", { From: "asha@chaipoint.example@evil.example" }],
    ["an encoded address", { From: "=?utf-8?Q?asha=40chaipoint.example?=" }],
    ["an encoded word inside the address", { From: "<=?utf-8?Q?asha?=@chaipoint.example>" }],
    ["another address in an unquoted name", { From: "asha@chaipoint.example <mallory@evil.example>" }],
    ["an address in a comment", { From: "mallory@evil.example (asha@chaipoint.example)" }],
    ["a comment that opens an address", { From: "<asha@chaipoint.example(>,<)mallory@evil.example>" }],
    ["words behind the address", { From: "<asha@chaipoint.example> mallory@evil.example" }],
    ["two addresses in angle brackets", { From: "<asha@chaipoint.example><mallory@evil.example>" }],
    ["an open quote", { From: '"asha@chaipoint.example <mallory@evil.example>' }],
    ["an address literal", { From: "asha@[203.0.113.5]" }],
    ["a trailing dot", { From: "asha@chaipoint.example." }],
    ["white space in the domain", { From: "asha@chaipoint .example" }],
    ["full-width letters", { From: "asha@ｃｈａｉｐｏｉｎｔ.example" }],
    ["an ideographic dot", { From: "asha@chaipoint。example" }],
    ["an invisible joiner in the domain", { From: "asha@chai\u200bpoint.example" }],
  ])("fails %s, and names nobody", async (_, headers) => {
    const letter = await examine(await signed({ headers }).catch(() => composeLetter({ headers })), OURS);
    expect(letter).toMatchObject({ sender: "failed", from: null });
  });

  it.each([
    ["in front", (raw: string) => `From: mallory@evil.example\r\n${raw}`],
    ["at the end", (raw: string) => raw.replace("\r\n\r\n", "\r\nFrom: mallory@evil.example\r\n\r\n")],
    ["the same again", (raw: string) => `From: Asha Rao <asha@chaipoint.example>\r\n${raw}`],
    ["with a space before the colon", (raw: string) => `From : mallory@evil.example\r\n${raw}`],
    ["in other letters", (raw: string) => `fRoM: mallory@evil.example\r\n${raw}`],
  ])("fails a second From %s", async (_, change) => {
    expect(await examine(change((await signed()).toString()), OURS)).toMatchObject({ sender: "failed", from: null });
  });

  it.each(["local part", "domain"])("fails bytes in the %s that are no text", async (place) => {
    const from = place === "domain" ? "asha@ch\xe4ipoint.example" : "\xe4sha@chaipoint.example";
    const raw = Buffer.from(composeLetter({ headers: { From: from } }), "latin1");
    expect((await examine(await sign(raw, { key: KEY, domain: "chaipoint.example", signTime: SENT_AT }), OURS)).sender).toBe("failed");
  });

  it("sees through a display name", async () => {
    for (const From of [
      '"asha@chaipoint.example" <mallory@evil.example>',
      "=?utf-8?Q?asha=40chaipoint.example?= <mallory@evil.example>",
      '"Asha <asha@chaipoint.example>" <mallory@evil.example>',
    ]) {
      expect(await examine(await signed({ headers: { From } }, { domain: "evil.example" }))).toMatchObject({
        from: "mallory@evil.example",
        sender: "passed",
      });
      expect((await examine(await signed({ headers: { From } }))).sender).not.toBe("passed");
    }
  });

  it("does not pass a quoted local part that looks like an address", async () => {
    const letter = await examine(await signed({ headers: { From: '"asha@chaipoint.example"@evil.example' } }, { domain: "evil.example" }));
    expect(letter.sender).not.toBe("passed");
  });

  it("does not take a look-alike domain for another", async () =>
    expect((await examine(await signed({ headers: { From: "asha@chаipoint.example" } }), STRANGER)).sender).not.toBe("passed"));
});

describe("V4: a letter that programs read differently does not pass", () => {
  it.each([
    ["a NUL in the header", (raw: string) => raw.replace("Subject: ", "Subject: \0")],
    ["a NUL in the body", (raw: string) => `${raw}\0`],
    ["a bare LF in the body", (raw: string) => `${raw}more\nwords\r\n`],
    ["a bare CR in the body", (raw: string) => `${raw}more\rwords\r\n`],
    ["a bare LF in the header", (raw: string) => raw.replace("Subject:", "X-A: b\nSubject:")],
    ["a bare CR in the header", (raw: string) => raw.replace("Subject:", "X-A: b\rSubject:")],
    ["a header line without a colon", (raw: string) => raw.replace("Subject:", "nonsense\r\nSubject:")],
    ["a first line that is a continuation", (raw: string) => ` x\r\n${raw}`],
    ["a continuation of nothing but blanks", (raw: string) => raw.replace("MIME-Version: 1.0", "MIME-Version: 1.0\r\n \t")],
    ["a space before a colon", (raw: string) => raw.replace("MIME-Version:", "X-A : b\r\nMIME-Version:")],
    ["a header name in other letters", (raw: string) => raw.replace("MIME-Version:", "Frоm: mallory@evil.example\r\nMIME-Version:")],
    ["a second Subject", (raw: string) => `Subject: Something else\r\n${raw}`],
    ["a second Date", (raw: string) => `Date: Fri, 20 Nov 2026 08:00:00 +0000\r\n${raw}`],
    ["a second To", (raw: string) => `To: support@callmissed.com\r\n${raw}`],
    ["a second Message-ID", (raw: string) => `Message-ID: <2@x.example>\r\n${raw}`],
    ["a second Content-Type", (raw: string) => `Content-Type: text/html\r\n${raw}`],
    [
      "a second Content-Transfer-Encoding",
      (raw: string) => `Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\n${raw}`,
    ],
    ["a second MIME-Version", (raw: string) => `MIME-Version: 1.0\r\n${raw}`],
  ])("with %s", async (_, change) => {
    const raw = change((await signed()).toString());
    expect((await examine(raw)).sender).not.toBe("passed");
    expect((await examine(raw, OURS)).sender).not.toBe("passed");
  });

  it("with CR alone for line endings", async () =>
    expect((await examine((await signed()).toString().replaceAll("\r\n", "\r"), OURS)).sender).not.toBe("passed"));
});

describe("V4: a signature that does not count", () => {
  const uncounted = async (signing: Partial<Signing>, objection: string | null, change = (raw: string) => raw): Promise<void> => {
    const letter = await examine(change((await signed({}, signing)).toString()));
    expect(letter.sender).not.toBe("passed");
    if (objection) expect(letter.facts.signatures[0]?.objections).toContain(objection);
  };
  const without = (...names: string[]) => USUAL_SIGNED_FIELDS.filter((name) => !names.includes(name));

  it("limits the body with l=, whether or not something was added", async () => {
    const body = "please delete our account\r\n";
    const letter = composeLetter({ body });
    const limited = (
      await sign(letter, { key: KEY, domain: "chaipoint.example", signTime: SENT_AT, maxBodyLength: body.length })
    ).toString();
    expect(limited).toContain(" l=");
    for (const raw of [limited, `${limited}and pay mallory\r\n`]) {
      const examined = await examine(raw);
      expect(examined.sender).toBe("inconclusive");
      expect(examined.facts.signatures[0]).toMatchObject({ counts: false, objections: ["body_only_partly_signed"] });
    }
  });

  it.each(["Subject", "Date"])("leaves out %s", (name) => uncounted({ headerList: without(name) }, "needed_field_unsigned"));
  it("leaves out From", () => uncounted({}, "needed_field_unsigned", (raw) => raw.replace(/h=([^;]*)From/i, "h=$1X-From")));
  it("is shorter than 1024 bits", () => uncounted({ key: SHORT_KEY, selector: "short" }, "weak_key"));
  it("uses SHA-1", () => uncounted({ algorithm: "rsa-sha1" }, "weak_algorithm"));
  it("has a key that is only a test", () => uncounted({ key: TEST_KEY, selector: "test" }, "key_in_test_mode"));
  it("has a key for another service", () => uncounted({ key: WEB_KEY, selector: "web" }, null));
  it("has a key that was withdrawn", () => uncounted({ selector: "revoked" }, null));
  it("has a key for SHA-1 only", () => uncounted({ selector: "sha1" }, null));
  it("has no key at all", () => uncounted({ selector: "nowhere" }, null));
  it("names a signer outside of its domain", () =>
    uncounted({}, "identity_mismatch", (raw) => raw.replace(" s=s1;", " s=s1; i=asha@evil.example;")));
  it("repeats a tag", () => uncounted({}, "signature_syntax", (raw) => raw.replace(" s=s1;", " s=s1; d=evil.example;")));
  it("has another version", () => uncounted({}, "signature_syntax", (raw) => raw.replace("v=1;", "v=2;")));
  it("signs a repeated header", async () => {
    const raw = (await signed({ extra: ["X-Case: 1"] }, { headerList: [...USUAL_SIGNED_FIELDS, "X-Case"] })).toString();
    expect((await examine(raw)).sender).toBe("passed");
    expect((await examine(`X-Case: 2\r\n${raw}`)).sender).toBe("inconclusive");
  });

  it("is aligned with a key that forbids subdomains for i=", async () => {
    expect((await examine(await signed({}, { key: STRICT_KEY, selector: "strict" }))).sender).toBe("passed");
  });
});

describe("V4: Exchange signs without To", () => {
  const headerList = USUAL_SIGNED_FIELDS.filter((name) => name !== "To" && name !== "Cc");

  it("passes straight from the sender's server", async () =>
    expect((await examine(await signed({}, { headerList }), OURS)).sender).toBe("passed"));

  it.each([
    ["through a stranger's server", STRANGER],
    ["on ways we do not know", {}],
  ])("is inconclusive %s", async (_, facts) => {
    const letter = await examine(await signed({}, { headerList }), facts);
    expect(letter.sender).toBe("inconclusive");
    expect(codes(letter)).toEqual(["recipient_unsigned"]);
  });

  it("is inconclusive when our address stands only in an unsigned Cc", async () => {
    const raw = (await signed({ headers: { To: "somebody@else.example" } }))
      .toString()
      .replace("\r\nSubject:", "\r\nCc: support@callmissed.com\r\nSubject:");
    expect((await examine(raw)).sender).not.toBe("passed");
  });
});

describe("V5: fresh, and meant for us", () => {
  const dated = (days: number, seconds = 0) => new Date(SENT_AT.getTime() + days * DAY + seconds * 1000);

  it.each([
    ["exactly 7 days later", dated(7), "passed"],
    ["a second more", dated(7, 1), "inconclusive"],
    ["exactly a day before its date", dated(-1), "passed"],
    ["a second earlier", dated(-1, -1), "inconclusive"],
  ])("arriving %s: %s → %s", async (_, receivedAt, verdict) =>
    expect((await examine(await signed(), { receivedAt })).sender).toBe(verdict),
  );

  it("judges the signing time by itself", async () => {
    const letter = await examine(await signed({}, { signTime: at(-8) }));
    expect(letter.sender).toBe("inconclusive");
    expect(letter.facts.signatures[0]?.objections).toEqual(["signature_stale"]);
    expect((await examine(await signed({}, { signTime: at(2) }))).sender).toBe("inconclusive");
  });

  it("judges the expiry at receipt, not today", async () => {
    expect((await examine(await signed({}, { expires: at(2) }), { receivedAt: at(1) })).sender).toBe("passed");
    expect((await examine(await signed({}, { expires: at(2) }), { receivedAt: at(3) })).sender).toBe("inconclusive");
  });

  it.each([
    ["no Date", null],
    ["an unreadable Date", "yesterday"],
    ["an ISO date", "2026-11-20T08:30:00Z"],
  ])("does not pass %s", async (_, date) =>
    expect((await examine(composeLetter({ headers: { Date: date } }), OURS)).sender).toBe("inconclusive"),
  );

  it("reads Date in every usual spelling", async () => {
    for (const date of [
      "20 Nov 2026 08:30:00 GMT",
      "Fri, 20 Nov 2026 08:30 +0000",
      "Fri, 20 Nov 2026 14:00:00 +0530 (IST)",
      "Fri, 20 Nov 2026 00:30:00 -0800",
    ]) {
      expect((await examine(await signed({ headers: { Date: date } }))).sentAt).toEqual(SENT_AT);
    }
  });

  it.each([
    ["nobody", { To: null }],
    ["somebody else", { To: "sales@callmissed.com" }],
    ["our address only as a display name", { To: '"support@callmissed.com" <x@evil.example>' }],
    ["a longer address", { To: "support@callmissed.com.evil.example" }],
  ])("does not pass a letter to %s", async (_, headers) => {
    const letter = await examine(await signed({ headers }), OURS);
    expect(letter).toMatchObject({ sender: "inconclusive", addressedToSupport: false });
    expect(codes(letter)).toEqual(["not_addressed_to_us"]);
  });

  it.each<Record<string, string>>([
    { To: "CallMissed Support <Support@CallMissed.com>" },
    { To: "x@y.example, support@callmissed.com" },
    { To: "x@y.example", Cc: "support@callmissed.com" },
    { To: "support+case7@callmissed.com" },
    { To: "help: support@callmissed.com;" },
  ])("passes when To or Cc names us: %j", async (headers) => expect((await examine(await signed({ headers }))).sender).toBe("passed"));

  it("gives the seen-store the same hash for a signature folded differently, and none for a copied one", async () => {
    const raw = (await signed()).toString();
    const first = await examine(raw);
    const refolded = await examine(raw.replace(/ b=([^\r]{10})/, " b=$1\r\n "));
    expect(first.signatureHashes).toHaveLength(1);
    expect(refolded.signatureHashes).toEqual(first.signatureHashes);
    expect((await examine(raw.replace("please", "pretty please"))).signatureHashes).toEqual([]);
  });
});

describe("V6: no automatic answer to machines", () => {
  it.each([
    ["auto_submitted", { "Auto-Submitted": "auto-replied (vacation)" }],
    ["bulk", { Precedence: "bulk" }],
    ["mailing_list", { "List-Id": "<all.chaipoint.example>" }],
    ["auto_reply", { "X-Autoreply": "yes" }],
    ["from_ourselves", { From: "support@callmissed.com" }],
    ["mailer_daemon", { From: "MAILER-DAEMON@chaipoint.example" }],
  ])("marks %s", async (mark, headers) => expect((await examine(composeLetter({ headers }))).automatic).toContain(mark));

  it("marks the null return path, and not a person", async () => {
    expect((await examine(composeLetter(), { ...OURS, mailFrom: "" })).automatic).toContain("null_return_path");
    expect((await examine(composeLetter({ headers: { "Auto-Submitted": "no" } }), OURS)).automatic).toEqual([]);
  });
});

describe("the text an agent sees", () => {
  it("is never HTML", async () => {
    const html =
      "<html><head><style>p{}</style><script>alert(1)</script></head><body><p>Please <b>delete</b> our account.</p><table><tr><td>Account email</td><td>asha@chaipoint.example</td></tr><tr><td>Organization name</td><td>Chai Point Labs</td></tr></table><img src=https://evil.example/x.png></body></html>";
    const letter = await examine(await signed({ headers: { "Content-Type": "text/html; charset=utf-8" }, body: html }));
    expect(letter.text).not.toMatch(/[<>]|alert|evil\.example/);
    expect(letter).toMatchObject({ intent: "deletion", accountEmail: "asha@chaipoint.example", organisation: "Chai Point Labs" });
  });

  it("carries no control characters and no changes of direction", async () => {
    const letter = await examine(
      await signed({ body: "please \u202edelete\u202c our\u0007 account\u200f\r\n", headers: { Subject: "a\u202eb" } }),
    );
    expect(letter.text).toBe("please delete our account");
    expect(letter.subject).toBe("ab");
  });

  it("is bounded, and says that it was cut", async () => {
    const letter = await examine(await signed({ body: "word ".repeat(50_000) }));
    expect(letter.text.length).toBeLessThanOrEqual(20_000);
    expect(letter.isTextCut).toBe(true);
  });

  it("is read from base64 and quoted-printable, in Hindi too", async () => {
    const words = "कृपया हमारा खाता हटा दें।\r\nखाता ईमेल: asha@chaipoint.example\r\nसंगठन का नाम: चाय पॉइंट लैब्स\r\n";
    const letter = await examine(
      await signed({
        headers: { "Content-Transfer-Encoding": "base64", Subject: "=?utf-8?B?4KSW4KS+4KSk4KS+?=" },
        body: `${Buffer.from(words).toString("base64")}\r\n`,
      }),
    );
    expect(letter).toMatchObject({
      sender: "passed",
      intent: "deletion",
      language: "hi",
      organisation: "चाय पॉइंट लैब्स",
      accountEmail: "asha@chaipoint.example",
      subject: "खाता",
    });
  });
});
