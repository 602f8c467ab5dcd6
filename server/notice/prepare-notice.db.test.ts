import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantFor } from "@/server/language/instant";
import type { GivenRetention } from "@/server/testing/given";
import { testWorld, type World } from "@/server/testing/world";
import { sendNotice } from "./send-notice";
import { writeNotice } from "./write-notice";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

type Kind = "deactivated" | "seven_days_left" | "two_days_left";
const KINDS: Kind[] = ["deactivated", "seven_days_left", "two_days_left"];
const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;

/** Writes a notice and sends it; answers with what was handed over, if anything was. */
async function sent(
  kind: Kind,
  { tenant, request, deactivationId, purgeDueAt, deactivatedAt }: GivenRetention,
  meanwhile?: () => Promise<unknown>,
) {
  const about = { subjectId: deactivationId, tenantId: tenant.id, requestId: request.id, toAddress: tenant.owner.email, language: "en" };
  const params = { deactivatedAt: deactivatedAt.toISOString(), purgeDueAt: purgeDueAt.toISOString() };
  await world.console.db.$transaction((tx) => writeNotice(tx, { kind, ...about, params, at: deactivatedAt }));
  await meanwhile?.();
  const [notice] = await sql("SELECT id FROM console.notice WHERE subject_id = $1 AND kind = $2", [deactivationId, kind]);
  const mails: { subject: string; text: string }[] = [];
  await sendNotice({ ...world.console, sendMail: async (mail) => void mails.push(mail) }, notice?.id);
  const [after] = await sql("SELECT sent_at IS NOT NULL AS sent, voided_at IS NOT NULL AS voided FROM console.notice WHERE id = $1", [
    notice?.id,
  ]);
  return { mails, ...after };
}

describe("none after a return", () => {
  test.each(KINDS)("a queued %s is voided when the deactivation has ended meanwhile, by whatever way", async (kind) => {
    const retention = await world.given.tenantInRetention({ dueInMs: 40 * 3_600_000 });
    const end = () =>
      sql("UPDATE console.deactivation SET ended_at = now(), ended_because = 'reactivated' WHERE id = $1", [retention.deactivationId]);
    expect(await sent(kind, retention, end)).toEqual({ mails: [], sent: false, voided: true });
  });
  test.each(KINDS)("a queued %s is voided once the window has closed", async (kind) => {
    expect(await sent(kind, await world.given.tenantInRetention({ dueInMs: -1_000 }))).toMatchObject({ mails: [], voided: true });
  });
  test("a notice that is voided while it is being written is not sent", async () => {
    const retention = await world.given.tenantInRetention();
    const { tenant, request, deactivationId, purgeDueAt, deactivatedAt } = retention;
    const about = { subjectId: deactivationId, tenantId: tenant.id, requestId: request.id, toAddress: tenant.owner.email, language: "en" };
    const params = { deactivatedAt: deactivatedAt.toISOString(), purgeDueAt: purgeDueAt.toISOString() };
    await world.console.db.$transaction((tx) => writeNotice(tx, { kind: "deactivated", ...about, params, at: deactivatedAt }));
    const [notice] = await sql("SELECT id FROM console.notice WHERE subject_id = $1", [deactivationId]);
    // The last question before the claim is what time it is: there the return commits.
    const clock = {
      now: async (tx: Parameters<typeof world.console.clock.now>[0]) => {
        await sql("UPDATE console.notice SET voided_at = now() WHERE id = $1", [notice?.id]);
        return world.console.clock.now(tx);
      },
    };
    const mails: unknown[] = [];
    await sendNotice({ ...world.console, clock, sendMail: async (mail) => void mails.push(mail) }, notice?.id);
    expect(mails).toEqual([]);
  });
});

describe("what is true when it is written", () => {
  test.each(KINDS)("%s says the date in the owner's zone", async (kind) => {
    const retention = await world.given.tenantInRetention({ dueInMs: 40 * 3_600_000 });
    await sql(
      "SET session_replication_role = replica; UPDATE platform.tenant SET time_zone = 'America/New_York' WHERE id = '" +
        retention.tenant.id +
        "'; SET session_replication_role = origin",
    );
    const { mails } = await sent(kind, retention);
    expect(mails[0]?.subject).toContain(instantFor(retention.purgeDueAt, "en", "America/New_York"));
    expect(mails[0]?.text).toContain(instantFor(retention.purgeDueAt, "en", "America/New_York"));
  });
  test.each(KINDS)("%s does not claim that everything goes while an order stands, and does not say whose order it is", async (kind) => {
    const retention = await world.given.tenantInRetention({ dueInMs: 40 * 3_600_000 });
    await world.given.hold({ tenant: retention.tenant });
    const { mails } = await sent(kind, retention);
    expect(mails[0]?.text).toContain("Data that a legal order obliges us to keep is kept until the order ends");
    expect(mails[0]?.text).not.toMatch(/everything in it is deleted|Court|OS 4410/i);
    expect(mails[0]?.text).toContain(instantFor(retention.purgeDueAt, "en", "Asia/Kolkata"));
  });
  test("once the order has ended, a mail says again that everything goes", async () => {
    const retention = await world.given.tenantInRetention();
    const { id } = await world.given.hold({ tenant: retention.tenant });
    await sql("UPDATE console.legal_hold SET released_at = now(), ended_because = 'lapsed' WHERE id = $1", [id]);
    expect((await sent("deactivated", retention)).mails[0]?.text).toContain("Everything in it is deleted for good");
  });
});
