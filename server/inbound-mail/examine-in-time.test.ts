import { afterAll, beforeAll, expect, it } from "vitest";
import { composeLetter, type DnsStreet, makeKey, openDnsStreet, SENT_AT, sign } from "@/server/testing/mail-street";
import { type Examiners, startExaminers, VERDICT_DEADLINE_MS } from "./examine-in-time";

const KEY = makeKey();
let dns: DnsStreet;
let examiners: Examiners;
const from = (domain: string) => composeLetter({ headers: { From: `asha@${domain}` } });
const smtp = { receivedAt: SENT_AT };

beforeAll(async () => {
  dns = await openDnsStreet({
    "s1._domainkey.chaipoint.example": { TXT: [KEY.record] },
    "_dmarc.silent.example": { silentTimes: Number.POSITIVE_INFINITY },
  });
  examiners = startExaminers({ dnsServers: [dns.server], supportAddresses: ["support@callmissed.com"] }, 2);
});
afterAll(async () => {
  await examiners.stop();
  await dns.close();
});

it("examines many letters at once, and a silent domain holds up only its own", async () => {
  const genuine = await sign(from("chaipoint.example"), { key: KEY, domain: "chaipoint.example", signTime: SENT_AT });
  const silent = Array.from({ length: 20 }, () => examiners.examine(Buffer.from(from("silent.example")), smtp));
  let answered = 0;
  for (const verdict of silent) void verdict.then(() => (answered += 1));
  const started = performance.now();
  const verdicts = await Promise.all(Array.from({ length: 60 }, () => examiners.examine(genuine, smtp)));
  expect(verdicts.map(({ sender }) => sender)).toEqual(Array(60).fill("passed"));
  expect(answered, "they are answered while the silent ones are still asked about").toBe(0);
  expect((await Promise.all(silent)).map(({ sender }) => sender)).toEqual(Array(20).fill("inconclusive"));
  expect(performance.now() - started).toBeLessThan(VERDICT_DEADLINE_MS);
});

it("answers in time for what is made to tire the examiner", async () => {
  const tiring = [
    `From: a@chaipoint.example\r\n${"DKIM-Signature: x\r\n".repeat(50_000)}\r\nx`,
    `From: ${"(".repeat(1_000_000)}a@chaipoint.example\r\n\r\nx`,
    composeLetter({ body: "\r\n".repeat(2_500_000) }),
    composeLetter({ headers: { "Content-Type": "text/html" }, body: "<div>".repeat(1_000_000) }),
    `${composeLetter({ headers: { "Content-Type": "multipart/mixed; boundary=b" }, body: "" })}${"--b\r\n\r\nx\r\n".repeat(400_000)}`,
    `From: a@chaipoint.example\r\nSubject: x${"\r\n y".repeat(250_000)}\r\n\r\nx`,
    `From: a@chaipoint.example\r\n${"a:\r\n".repeat(300_000)}\r\nx`,
    composeLetter({ headers: { To: "<".repeat(1_000_000) } }),
  ];
  const verdicts = await Promise.all(tiring.map((letter) => examiners.examine(Buffer.from(letter), smtp)));
  for (const { sender, reasons } of verdicts) {
    expect(sender).not.toBe("passed");
    expect(reasons.length).toBeGreaterThan(0);
  }
}, 40_000);

it("refuses to start with a resolver that is no address", () => {
  expect(() => startExaminers({ dnsServers: ["dns.example:53"], supportAddresses: [] })).toThrow("DNS_SERVERS");
});
