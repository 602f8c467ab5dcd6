import { createHmac } from "node:crypto";
import { promises as dns } from "node:dns";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { authenticate } from "mailauth/lib/mailauth.js";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SELECTOR, signingKey } from "./dkim.mjs";
import { startDns } from "./dns.mjs";
import { startMailbox } from "./mailbox.mjs";
import { startPlatform } from "./platform.mjs";
import { freeDatagramPort, freePort } from "./ports.mjs";

const dataFolder = mkdtempSync(path.join(tmpdir(), "street-"));
const opened = [];
afterAll(async () => {
  for (const house of opened) await house.close();
  rmSync(dataFolder, { recursive: true });
});

describe("the local DNS", () => {
  const resolver = new dns.Resolver({ timeout: 300, tries: 1 });
  beforeAll(async () => {
    const port = await freeDatagramPort(0);
    opened.push(await startDns({ port, dataFolder }));
    resolver.setServers([`127.0.0.1:${port}`]);
  });
  const text = async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(""));

  it("publishes policy and key for any company, however its name is spelled", async () => {
    expect(await text("ChaiPoint.EXAMPLE")).toEqual(["v=spf1 ip4:127.0.0.1 -all"]);
    expect(await text("_dmarc.chaipoint.example")).toEqual(["v=DMARC1; p=reject"]);
    expect((await text(`${SELECTOR}._domainkey.callmissed.com`))[0]).toMatch(/^v=DKIM1; k=rsa; p=MII/);
  });

  it.each([
    ["unknown.example", "ENOTFOUND"],
    ["_dmarc.nopolicy.example", "ENOTFOUND"],
    ["_dmarc.example", "ENOTFOUND"],
    ["google.com", "ENOTFOUND"],
    ["servfail.example", "ESERVFAIL"],
    ["slow.example", "ETIMEOUT"],
  ])("answers for %s with %s", async (name, code) => {
    await expect(resolver.resolveTxt(name)).rejects.toMatchObject({ code });
  });

  it("lets a letter signed with the local key pass, and one from a stranger's address fail", async () => {
    const letter = "From: asha@chaipoint.example\r\nTo: support@callmissed.com\r\nSubject: x\r\n\r\nbody\r\n";
    const signatureData = [{ signingDomain: "chaipoint.example", selector: SELECTOR, privateKey: signingKey(dataFolder) }];
    const { signatures } = await dkimSign(letter, { signatureData });
    const facts = {
      helo: "mail.chaipoint.example",
      sender: "asha@chaipoint.example",
      resolver: (name, type) => resolver.resolve(name, type),
    };
    const genuine = await authenticate(Buffer.from(signatures + letter), { ...facts, ip: "127.0.0.1" });
    const forged = await authenticate(Buffer.from(letter), { ...facts, ip: "127.0.0.9" });
    expect([genuine.dmarc.status.result, genuine.dkim.results[0].status.result]).toEqual(["pass", "pass"]);
    expect([forged.dmarc.status.result, forged.spf.status.result]).toEqual(["fail", "fail"]);
  });

  it("keeps its private key to its owner", () => {
    expect(statSync(path.join(dataFolder, "dkim", `${SELECTOR}.pem`)).mode & 0o777).toBe(0o600);
  });
});

describe("the local mailbox", () => {
  let ports;
  beforeAll(async () => {
    ports = { port: await freePort(), smtpPort: await freePort() };
    opened.push(await startMailbox({ ...ports, dataFolder }));
  });
  const get = (address) => fetch(`http://localhost:${ports.port}${address}`);

  it("shows a letter to whoever it was for, and to nobody else", async () => {
    const transport = nodemailer.createTransport({ host: "127.0.0.1", port: ports.smtpPort, ignoreTLS: true });
    const html = "<script>alert(1)</script><p>नमस्ते</p>";
    await transport.sendMail({
      from: "support@callmissed.com",
      to: "Asha@chaipoint.example",
      subject: "कोड",
      text: "Go: http://x.example/a?b=1&c=2.",
      html,
    });
    const [letter] = await (await get("/api/messages?to=asha@chaipoint.example")).json();
    expect(letter).toMatchObject({ to: ["asha@chaipoint.example"], from: "support@callmissed.com", subject: "कोड" });
    expect(await (await get(`/api/messages/${letter.id}`)).json()).toEqual(letter);
    expect(await (await get("/api/messages?to=nila@initech.example")).json()).toEqual([]);

    const page = await (await get(`/messages/${letter.id}`)).text();
    expect(page).toContain('<a href="http://x.example/a?b=1&amp;c=2">');
    expect(page).not.toContain("<script>");
    expect((await get(`/messages/${letter.id}/html`)).headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(readdirSync(path.join(dataFolder, "mailbox"))).toEqual([`${letter.id}.eml`]);
  });

  it("has nothing at other addresses", async () => {
    expect((await get("/messages/none")).status).toBe(404);
    expect((await get("/api/messages/..%2Fsecrets")).status).toBe(404);
  });
});

describe("the local platform", () => {
  let address;
  beforeAll(async () => {
    const port = await freePort();
    opened.push(await startPlatform({ port, secret: "shared" }));
    address = `http://localhost:${port}`;
  });
  const post = (body, secret) => {
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    return fetch(`${address}/webhooks`, { method: "POST", body, headers: { "x-callmissed-signature": signature } });
  };

  it("remembers what is signed with the shared secret, and refuses what is not", async () => {
    expect((await post('{"type":"tenant.deactivated"}', "shared")).status).toBe(200);
    expect((await post('{"type":"tenant.reactivated"}', "guessed")).status).toBe(401);
    expect((await post("not JSON", "shared")).status).toBe(400);
    const events = await (await fetch(`${address}/api/webhooks`)).json();
    expect(events.map(({ event }) => event.type)).toEqual(["tenant.deactivated"]);
  });
});
