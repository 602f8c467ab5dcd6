import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { SUPPORT_ADDRESS } from "@/server/testing/cast";
import { kill, OwnProduct, ownDatabase } from "../fixtures/own-product";
import { SmtpTalk } from "../fixtures/smtp";

test.describe("the mail listener killed with -9", () => {
  let own: OwnProduct;
  let database: Awaited<ReturnType<typeof ownDatabase>>;

  test.beforeAll(async () => {
    database = await ownDatabase();
    own = await OwnProduct.on(database.url);
  });
  test.afterAll(async () => {
    await own?.end();
    await database?.drop();
  });

  test("right after its 250: the letter is stored", async () => {
    for (let round = 0; round < 3; round += 1) {
      const listener = await own.start("listener");
      const subject = `kept ${randomUUID()}`;
      const talk = await begin(subject);
      expect(await talk.say("\r\n.")).toMatch(/^250 /);
      await kill(listener);
      talk.end();
      expect(await stored(subject)).toBe(1);
    }
  });

  test("in the middle of a letter: it was never acknowledged, and the peer's second try is stored once", async () => {
    const listener = await own.start("listener");
    const subject = `cut off ${randomUUID()}`;
    const talk = await begin(subject);
    await kill(listener);
    expect(await talk.say("\r\n.")).toBe("");
    expect(await stored(subject)).toBe(0);

    const next = await own.start("listener");
    const retry = await begin(subject);
    expect(await retry.say("\r\n.")).toMatch(/^250 /);
    retry.end();
    expect(await stored(subject)).toBe(1);
    await kill(next);
  });

  async function begin(subject: string): Promise<SmtpTalk> {
    const talk = await SmtpTalk.open(own.ports.mailIn);
    await talk.say("MAIL FROM:<somebody@kettle.example>");
    expect(await talk.say(`RCPT TO:<${SUPPORT_ADDRESS}>`)).toMatch(/^250 /);
    expect(await talk.say("DATA")).toMatch(/^354 /);
    await talk.send(
      `From: somebody@kettle.example\r\nTo: ${SUPPORT_ADDRESS}\r\nSubject: ${subject}\r\n\r\nHello, ${"and so on, ".repeat(2_000)}`,
    );
    return talk;
  }

  async function stored(subject: string): Promise<number> {
    const { rowCount } = await own.pool.query("SELECT 1 FROM console.inbound_mail WHERE position(convert_to($1, 'UTF8') IN raw) > 0", [
      subject,
    ]);
    return rowCount ?? 0;
  }
});
