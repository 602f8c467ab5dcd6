import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composeLetter, type DnsStreet, makeKey, openDnsStreet, SENT_AT, sign } from "@/server/testing/mail-street";

const KEY = makeKey();
let dns: DnsStreet;
let folder: string;
let letterFile: string;

beforeAll(async () => {
  dns = await openDnsStreet({
    "s1._domainkey.chaipoint.example": { TXT: [KEY.record] },
    "chaipoint.example": { TXT: ["v=spf1 ip4:203.0.113.5 -all"] },
  });
  folder = await mkdtemp(path.join(tmpdir(), "letters-"));
  letterFile = path.join(folder, "genuine.eml");
  await writeFile(letterFile, await sign(composeLetter(), { key: KEY, domain: "chaipoint.example", signTime: SENT_AT }));
  await writeFile(path.join(folder, "unsigned.eml"), composeLetter());
});
afterAll(async () => {
  await dns.close();
  await rm(folder, { recursive: true });
});

const inspect = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    // Deliberately without DATABASE_URL and the rest: the tool needs two settings only.
    const env = { PATH: process.env.PATH, DNS_SERVERS: dns.server, SUPPORT_ADDRESSES: "support@callmissed.com" };
    execFile(
      "npm",
      ["run", "--silent", "mail:inspect", "--", ...args],
      { env: env as unknown as NodeJS.ProcessEnv, cwd: path.resolve(import.meta.dirname, "../..") },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

it("prints one JSON object with exactly the promised keys", async () => {
  const { code, out, err } = await inspect("--received-at", SENT_AT.toISOString(), letterFile);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(JSON.parse(out)).toEqual({
    from: "asha@chaipoint.example",
    sender: "passed",
    reasons: [expect.stringMatching(/^dkim_passed: /)],
    intent: "deletion",
    accountEmail: "asha@chaipoint.example",
    organisation: "Chai Point Labs",
  });
});

it("takes the SMTP facts from its options", async () => {
  const facts = [
    "--ip",
    "203.0.113.5",
    "--helo",
    "mx.chaipoint.example",
    "--mail-from",
    "asha@chaipoint.example",
    "--received-at",
    SENT_AT.toISOString(),
  ];
  expect(JSON.parse((await inspect(...facts, path.join(folder, "unsigned.eml"))).out)).toMatchObject({ sender: "passed" });
});

it("takes whatever the peer said for a value, also what looks like an option", async () => {
  const facts = ["--ip", "203.0.113.5", "--helo", "--batch", "--mail-from", "-x@chaipoint.example"];
  const { code, out } = await inspect(...facts, "--received-at", SENT_AT.toISOString(), path.join(folder, "unsigned.eml"));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ sender: "passed" });
});

it("answers every line of a batch, whatever it holds, and succeeds", async () => {
  const receivedAt = SENT_AT.toISOString();
  const lines = [
    JSON.stringify({ id: "a", file: letterFile, receivedAt }),
    JSON.stringify({
      id: 2,
      file: "unsigned.eml",
      ip: "203.0.113.5",
      helo: "mx.chaipoint.example",
      mailFrom: "asha@chaipoint.example",
      receivedAt,
    }),
    JSON.stringify({ id: "gone", file: "/nowhere.eml", receivedAt }),
    JSON.stringify({ id: "when", file: letterFile, receivedAt: "tomorrow" }),
    "not json",
  ];
  const batch = path.join(folder, "batch.jsonl");
  await writeFile(batch, lines.join("\n"));
  const { code, out } = await inspect("--batch", batch);
  const answers = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: unknown; sender: string; reasons: string[] });
  expect(code).toBe(0);
  expect(Object.fromEntries(answers.map(({ id, sender }) => [String(id), sender]))).toEqual({
    a: "passed",
    "2": "passed",
    gone: "inconclusive",
    when: "inconclusive",
    null: "inconclusive",
  });
  for (const { reasons } of answers) expect(reasons.length).toBeGreaterThan(0);
});

it.each([
  ["no file", []],
  ["a file that is not there", ["/nowhere.eml"]],
  ["an unknown option", ["--color", "x.eml"]],
  ["a time that is none", ["--received-at", "soon", "x.eml"]],
  ["a batch that is not there", ["--batch", "/nowhere.jsonl"]],
])("explains itself on standard error for %s", async (_, args) => {
  const { code, out, err } = await inspect(...args);
  expect(code).not.toBe(0);
  expect(out).toBe("");
  expect(err).toMatch(/usage: npm run/);
});
