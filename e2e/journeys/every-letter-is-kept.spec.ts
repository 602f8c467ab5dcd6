import { randomUUID } from "node:crypto";
import { SUPPORT_ADDRESS } from "@/server/testing/cast";
import type { Desk } from "../fixtures/desk";
import { letter } from "../fixtures/letter";
import { codeIn, linkIn, mailbox } from "../fixtures/mailbox";
import { places } from "../fixtures/places";
import { SmtpTalk } from "../fixtures/smtp";
import { expect, test } from "../fixtures/test";

const MEGABYTE = Buffer.alloc(1_048_576, `${"x".repeat(76)}\r\n`);

/** Delivers bytes past every courtesy; answers with the last reply. */
async function deliver(bytes: Buffer | string, parameters = ""): Promise<string> {
  const talk = await SmtpTalk.open(places.mailPort());
  await talk.say(`MAIL FROM:<somebody@broken.example>${parameters}`);
  const accepted = await talk.say(`RCPT TO:<${SUPPORT_ADDRESS}>`);
  if (!accepted.startsWith("250")) {
    talk.end();
    return accepted;
  }
  await talk.say("DATA");
  await talk.send(bytes);
  const reply = await talk.say("\r\n.");
  talk.end();
  return reply;
}

async function keptAside(desk: Desk, because: string): Promise<number> {
  await desk.go("/console/letters?outcome=set_aside");
  await expect(desk.page.getByText(/^(Those are all|That is the only one|No letter was kept aside|Show more)/).first()).toBeVisible();
  return desk.page
    .getByRole("list", { name: "Letters" })
    .getByRole("listitem")
    .filter({ hasText: `Kept aside: ${because}` })
    .count();
}

test("mail that is too large is refused with 552, whether it says so or not, and leaves its record", async ({ dev }) => {
  const before = await keptAside(dev, "too large");
  expect(await deliver("", " SIZE=999999999")).toMatch(/^552 /);
  const talk = await SmtpTalk.open(places.mailPort());
  await talk.say("MAIL FROM:<somebody@broken.example>");
  await talk.say(`RCPT TO:<${SUPPORT_ADDRESS}>`);
  await talk.say("DATA");
  await talk.send("From: somebody@broken.example\r\nSubject: a very long letter\r\n\r\n");
  for (let sent = 0; sent < 26; sent += 1) await talk.send(MEGABYTE);
  expect(await talk.say("\r\n.")).toMatch(/^552 /);
  talk.end();
  await expect(async () => expect(await keptAside(dev, "too large")).toBe(before + 2)).toPass();
});

test("broken mail is kept aside with its reason, and never blocks the next good letter", async ({ tenant, dev, cases }) => {
  const [unreadable, looping] = [await keptAside(dev, "unreadable"), await keptAside(dev, "goes round in circles")];
  const hop = "Received: from a.example by b.example; Sun, 22 Nov 2026 10:00:00 +0530\r\n";
  const garbage = Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 197) % 256))
    .toString("latin1")
    .replace(/[\r\n.]/g, "");
  expect(await deliver(Buffer.from(garbage, "latin1"))).toMatch(/^250 /);
  expect(await deliver(`${hop.repeat(60)}From: somebody@broken.example\r\nSubject: round and round\r\n\r\nHello\r\n`)).toMatch(/^250 /);
  expect(await deliver(`From: a@broken.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${"--x\r\n".repeat(3_000)}`)).toMatch(
    /^250 /,
  );
  expect(await deliver(`From: =?utf-8?b?${"A".repeat(50_000)}?=\r\nSubject: \u0000\r\n\r\n`)).toMatch(/^250 /);

  await letter.from(tenant.asWriter).asksForDeletion();
  await mailbox.newest(tenant.owner.email, /code to confirm/);
  expect((await cases.openedFor(tenant.id)).state).toBe("received");

  await expect(async () => expect(await keptAside(dev, "goes round in circles")).toBe(looping + 1)).toPass();
  expect(await keptAside(dev, "unreadable")).toBeGreaterThan(unreadable);
});

test("the same letter delivered twice is one letter", async ({ tenant, cases, pool }) => {
  const messageId = `<${randomUUID()}@${tenant.domain}>`;
  await letter.from(tenant.asWriter).asksForDeletion({ messageId });
  const request = await cases.openedFor(tenant.id);
  await letter.from(tenant.asWriter).asksForDeletion({ messageId });
  await letter.from(tenant.asWriter).asksForDeletion({ subject: "Again: please delete our CallMissed account" });
  await expect
    .poll(async () => (await pool.query("SELECT 1 FROM console.inbound_mail WHERE request_id = $1", [request.id])).rowCount)
    .toBe(2);
  expect(await cases.count(tenant.id)).toBe(1);
  expect(await mailbox.all(tenant.owner.email)).toHaveLength(1);
});

test("a letter in Hindi opens a request, and an owner who reads Hindi is written to in Hindi", async ({
  anotherTenant,
  dev,
  owner,
  cases,
}) => {
  const tenant = await anotherTenant({ language: "hi", ownerName: "आशा मेनन" });
  await letter.from(tenant.asWriter).asksForDeletion({ language: "hi" });
  const mail = await mailbox.newest(tenant.owner.email, /पुष्टि का कोड/);
  expect(mail.text).toContain("नमस्ते आशा मेनन");
  expect(linkIn(mail)).toContain("lang=hi");
  const page = await owner.confirms(linkIn(mail), codeIn(mail));
  await expect(page.getByRole("heading", { name: /आपने पुष्टि कर दी है/ })).toBeVisible();

  await dev.open(await cases.openedFor(tenant.id));
  await dev.panel("The letter").getByRole("button", { name: "Read the letter" }).click();
  await expect(dev.panel("The letter")).toContainText("कृपया हमारा खाता और उससे जुड़ा सारा डेटा हटा दें।");
  await dev.verifies();
  await dev.deactivates(tenant.name);
  const told = await mailbox.newest(tenant.owner.email, /हमेशा के लिए बंद हो जाएगा/);
  expect(told.text).toContain("आप लौट सकते हैं");
});
