import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { sendNotice } from "@/server/notice/send-notice";
import { testWorld, type World } from "@/server/testing/world";
import { issueCreditNote } from "./issue-credit-note";
import { readCreditNote } from "./read-credit-note";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** A refund that was paid, with its note and the bank's reference. */
async function paid() {
  const purchase = await world.given.purchase({ taxablePaise: 12_345_650 });
  const refund = await world.given.refund({ purchase, state: "succeeded" });
  await sql("UPDATE console.refund SET bank_reference = 'ARN74332746326' WHERE id = $1", [refund.id]);
  const note = await world.console.db.$transaction((tx) => issueCreditNote(tx, refund.id, new Date("2026-11-22T10:34:00Z")));
  return { tenant: purchase.tenant, refund, note };
}

async function written(kind: string, refundId: string, tenantId: string, because?: string) {
  const [notice] = await sql(
    `INSERT INTO console.notice (id, kind, subject_id, tenant_id, to_address, language, params, created_at, send_after)
     VALUES (gen_random_uuid(), $1::console."NoticeKind", $2, $3, 'owner@example.com', 'en', $4, now(), now()) RETURNING id`,
    [kind, refundId, tenantId, JSON.stringify({ refundId, ...(because ? { because } : {}) })],
  );
  return world.console.db.notice.findUniqueOrThrow({ where: { id: notice?.id } });
}
const prepared = async (...of: Parameters<typeof written>) => prepareNotice(world.console, await written(...of));

describe("the owner's mail", () => {
  test("says how much, by which way and with which reference, and carries the note that staff see", async () => {
    const { note, refund, tenant } = await paid();
    const mail = await prepared("refund_succeeded", refund.id, tenant.id);
    if (mail === "void") throw new Error("nothing was written");
    expect(mail.subject).toContain("We have paid back ₹1,45,678.68");
    expect(mail.text).toContain("We have paid back ₹1,45,678.68");
    expect(mail.text).toMatch(/5 to 7 working days[\s\S]*ARN74332746326[\s\S]*₹1,23,456\.50[\s\S]*₹22,222\.18/);
    expect(mail.text).toContain(note.number);
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments?.[0]?.content.equals((await readCreditNote(world.console.db, note.id))?.pdf ?? Buffer.of())).toBe(true);
  });
  test("is not written as paid once the money has come back, and the other one says that the credits are back", async () => {
    const refund = await world.given.refund({ state: "reversed" });
    expect(await prepared("refund_succeeded", refund.id, refund.tenant.id)).toBe("void");
    const mail = await prepared("refund_returned", refund.id, refund.tenant.id);
    if (mail === "void") throw new Error("nothing was written");
    expect(mail.text).toContain("worth ₹1,000.00, are back in your balance");
    expect(mail.attachments).toBeUndefined();
  });
  test("of a reversed one says that the bank sent it back after it was paid, and that its credit note no longer holds", async () => {
    const { note, refund, tenant } = await paid();
    await sql("UPDATE console.refund SET state = 'reversed', version = version + 1 WHERE id = $1", [refund.id]);
    const mail = await prepared("refund_returned", refund.id, tenant.id);
    if (mail === "void") throw new Error("nothing was written");
    expect(mail.subject).toMatch(/Your bank sent ₹1,45,678\.68 back after we had paid it/);
    expect(mail.text).toContain("Your bank sent ₹1,45,678.68 back after we had paid it to you");
    expect(mail.text).toMatch(new RegExp(`Credit note ${note.number}[^.]*no longer holds`));
  });
  test("of a failed one says that it was never paid, and nothing of a bank that sent it back or of a credit note", async () => {
    const refund = await world.given.refund({ state: "failed" });
    const mail = await prepared("refund_returned", refund.id, refund.tenant.id);
    if (mail === "void") throw new Error("nothing was written");
    expect(mail.subject).toContain("did not go through");
    expect(mail.text).toContain("We could not pay you the ₹");
    expect(mail.text).not.toMatch(/sent .* back|credit note/i);
  });
  test("one that was never sent to the gateway does not claim that credits came back", async () => {
    const refund = await world.given.refund({ state: "granted" });
    await sql(
      "UPDATE console.refund SET state = 'failed', version = version + 1, trouble = 'no_longer_payable', trouble_since = now() WHERE id = $1",
      [refund.id],
    );
    const mail = await prepared("refund_returned", refund.id, refund.tenant.id);
    expect(mail === "void" ? "" : mail.text).toContain("No credits were taken for it.");
  });
  test("of one that was paid is not written without its note, so that it is tried again", async () => {
    const refund = await world.given.refund({ state: "succeeded" });
    await expect(prepared("refund_succeeded", refund.id, refund.tenant.id)).rejects.toThrow(/no credit note/);
  });
  test("that nobody takes is brought to a person, by the refund it is about", async () => {
    const { refund, tenant } = await paid();
    const notice = await written("refund_succeeded", refund.id, tenant.id);
    const sendMail = () => Promise.reject(Object.assign(new Error("no"), { responseCode: 451 }));
    for (let attempt = 1; attempt <= 5; attempt += 1) await expect(sendNotice({ ...world.console, sendMail }, notice.id)).rejects.toThrow();
    const alerts = () => sql("SELECT kind FROM console.alert WHERE refund_id = $1 AND ended_at IS NULL", [refund.id]);
    expect(await alerts()).toEqual([{ kind: "notice_undeliverable" }]);
    await sendNotice({ ...world.console, sendMail: async () => {} }, notice.id);
    expect(await alerts()).toEqual([]);
  });
  test("one that was declined says why in its own words", async () => {
    const refund = await world.given.refund({ state: "declined" });
    const mail = await prepared("refund_declined", refund.id, refund.tenant.id, "not_the_owner");
    expect(mail === "void" ? "" : mail.text).toContain("we could not establish that the owner asked");
  });
  test("about an erased refund there is none", async () => {
    const tenant = await world.given.tenant();
    expect(await prepared("refund_received", crypto.randomUUID(), tenant.id)).toBe("void");
  });
});
