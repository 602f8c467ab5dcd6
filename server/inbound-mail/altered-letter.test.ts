import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeLetter, type DnsStreet, makeKey, openDnsStreet, SENT_AT, sign } from "@/server/testing/mail-street";
import { examineLetter } from "./examine-letter";
import type { Examination } from "./letter";

/** Whatever is done to a genuine letter: it never crashes the examination, and never passes with other words than were signed. */

const KEY = makeKey();
let dns: DnsStreet;
let genuine: Buffer;
let original: Examination;

const examine = (raw: Uint8Array) =>
  examineLetter({ settings: { dnsServers: [dns.server], supportAddresses: ["support@callmissed.com"] } }, raw, { receivedAt: SENT_AT });

beforeAll(async () => {
  dns = await openDnsStreet({
    "s1._domainkey.chaipoint.example": { TXT: [KEY.record] },
    "_dmarc.chaipoint.example": { TXT: ["v=DMARC1; p=reject"] },
  });
  genuine = await sign(composeLetter(), { key: KEY, domain: "chaipoint.example", signTime: SENT_AT });
  original = await examine(genuine);
});
afterAll(() => dns.close());

/** A pass means: the very words of Asha. Changes in white space or unsigned fields may survive, changes of meaning may not. */
function expectHonest(examined: Examination) {
  if (examined.sender !== "passed") {
    expect(examined.reasons.length).toBeGreaterThan(0);
    return;
  }
  const meaning = ({ from, subject, text, sentAt, intent, accountEmail, organisation }: Examination) => {
    const squeeze = (words: string) => words.replace(/\s+/g, " ").trim();
    return { from, subject: squeeze(subject), text: squeeze(text), sentAt, intent, accountEmail, organisation };
  };
  expect(meaning(examined)).toEqual(meaning(original));
}

const RUNS = { numRuns: 150 };
const bytes = fc.oneof(fc.constantFrom(0, 9, 10, 13, 32, 34, 40, 41, 44, 58, 59, 60, 61, 62, 64, 92, 0x80, 0xc3, 0xff), fc.nat(255));

describe("an altered letter never passes for the original", () => {
  it("with a byte replaced", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), bytes, async (place, byte) => {
        const altered = Buffer.from(genuine);
        altered[place % altered.length] = byte;
        expectHonest(await examine(altered));
      }),
      RUNS,
    ));

  it("with something put in", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.uint8Array({ maxLength: 12 }), async (place, inserted) => {
        const at = place % genuine.length;
        expectHonest(await examine(Buffer.concat([genuine.subarray(0, at), inserted, genuine.subarray(at)])));
      }),
      RUNS,
    ));

  it("with a piece cut out", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(80), async (place, length) => {
        const at = place % genuine.length;
        expectHonest(await examine(Buffer.concat([genuine.subarray(0, at), genuine.subarray(at + length)])));
      }),
      RUNS,
    ));

  it("with a header line added anywhere", () => {
    const name = fc.constantFrom(
      "From",
      "from",
      "From ",
      "FROM\t",
      "Subject",
      "Date",
      "To",
      "Cc",
      "Sender",
      "Reply-To",
      "Content-Type",
      "MIME-Version",
      "Message-ID",
      "X-Any",
      "Fr\u043em",
      "DKIM-Signature",
    );
    const value = fc.constantFrom(
      "mallory@evil.example",
      "Please do not",
      "multipart/mixed; boundary=x",
      "text/html",
      "support@callmissed.com",
      "Thu, 1 Jan 2026 00:00:00 +0000",
      "",
    );
    return fc.assert(
      fc.asyncProperty(
        name,
        value,
        fc.nat(),
        fc.constantFrom("\r\n", "\n", "\r", "\r\n ", "\r\n\r\n"),
        async (field, content, place, ending) => {
          const lines = genuine.toString("latin1").split("\r\n");
          const headerEnd = lines.indexOf("");
          lines.splice(
            place % (headerEnd + 1),
            0,
            `${Buffer.from(field).toString("latin1")}: ${content}${ending === "\r\n" ? "" : `${ending}x: y`}`,
          );
          const examined = await examine(Buffer.from(lines.join("\r\n"), "latin1"));
          expect(examined.sender === "passed" ? examined.from : "asha@chaipoint.example").toBe("asha@chaipoint.example");
          expect(examined.sender === "passed" ? examined.subject : original.subject).toBe(original.subject);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("with any From instead", () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'asha@chaipoint.example<>(),:;"\\ \tmx=?_.é\u202e'.split("")), maxLength: 60 }),
        async (from) => {
          const examined = await examine(Buffer.from(genuine.toString().replace(/^From: .*$/m, () => `From: ${from}`)));
          expect(examined.sender).not.toBe("passed");
        },
      ),
      RUNS,
    ));
});

it("nothing made of random bytes crashes the examination or passes", () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (noise) => {
      const examined = await examine(noise);
      expect(examined.sender).not.toBe("passed");
      expect(examined.reasons.length).toBeGreaterThan(0);
    }),
    RUNS,
  ));
