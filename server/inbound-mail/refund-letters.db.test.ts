import { afterAll, beforeAll, expect, test } from "vitest";
import { openGrievance } from "@/server/grievance/open-grievance";
import { DAY_MS, later } from "@/server/lib/clock";
import { testWorld, type World } from "@/server/testing/world";
import { openLetter } from "./open-letter";
import { listLetters } from "./queries";
import { waitingRefundLetters } from "./refund-letters.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

test("a letter for a refund waits until one is written down by it, the oldest first; no other letter does", async () => {
  const { given, console: deps, database } = world;
  const now = await deps.clock.now(deps.db);
  const tenant = await given.tenant();
  const letter = (daysAgo: number, wish = {}) =>
    given.letter({ tenant, intent: "refund", outcome: "queued", receivedAt: later(now, -daysAgo * DAY_MS), ...wish });
  const [newer, older] = [await letter(1), await letter(6)];
  await letter(31);
  await letter(2, { tenant: undefined });
  await letter(2, { intent: "grievance" });
  await letter(2, { outcome: "replayed" });
  expect(await waitingRefundLetters(deps)).toEqual([older.id, newer.id]);
  expect((await listLetters(deps, "refunds", null)).items.map(({ id }) => id)).toEqual([newer.id, older.id]);

  const refund = await given.refund({ purchase: await given.purchase({ tenant }), channel: "mail" });
  await database.ownerPool.query("UPDATE console.refund SET letter_id = $1 WHERE id = $2", [older.id, refund.id]);
  expect(await waitingRefundLetters(deps)).toEqual([newer.id]);
});

test("a letter that complains as well waits too, without its words for whoever does not read the desk's letters", async () => {
  const { given, console: deps, database } = world;
  const now = await deps.clock.now(deps.db);
  const [tenant, agent] = [await given.tenant(), await given.operator("support_agent")];
  const letter = await given.letter({ tenant, intent: "refund", outcome: "queued", receivedAt: later(now, -DAY_MS) });
  const open = () => openLetter(deps, { kind: "operator", id: agent.id }, { letterId: letter.id, because: "sorting_mail" }, false);
  expect(await open()).toMatchObject({ isAtDesk: false, text: expect.any(String), refundTenantId: tenant.id });
  const grievance = await openGrievance(
    deps,
    { id: tenant.owner.id, tenantId: tenant.id, email: tenant.owner.email, language: "en" },
    { kind: "grievance", topic: "refund", text: "Refused." },
  );
  await database.ownerPool.query("UPDATE console.inbound_mail SET grievance_id = $1 WHERE id = $2", [grievance.id, letter.id]);
  const waits = (await listLetters(deps, "refunds", null)).items.find(({ id }) => id === letter.id);
  expect(waits).toMatchObject({ isAtDesk: true, subject: null, refundTenantId: tenant.id });
  expect((await listLetters(deps, "queued", null)).items.map(({ id }) => id)).not.toContain(letter.id);
  expect(await open()).toMatchObject({ isAtDesk: true, subject: null, text: null, refundTenantId: tenant.id });
  await database.ownerPool.query("UPDATE console.inbound_mail SET intent = 'grievance' WHERE id = $1", [letter.id]);
  await expect(open()).rejects.toThrow("letter");
});
