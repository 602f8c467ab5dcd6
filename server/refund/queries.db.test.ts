import { afterAll, beforeAll, expect, test } from "vitest";
import { testWorld, type World } from "@/server/testing/world";
import { agreeToGrant } from "./agree-to-grant";
import { refundDetail } from "./detail.queries";
import { editRefund } from "./edit-refund";
import { proposeGrant } from "./propose-grant";
import { findRefunds, listRefunds, type QueueCursor, type QueueView, refundCounts } from "./queries";
import { moneyOfTenant, previewRefund } from "./tenant.queries";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.end());

const operator = async (role: "support_agent" | "support_lead" = "support_agent") => ({
  kind: "operator" as const,
  id: (await world.given.operator(role)).id,
});

/** Every page of a view, one after the other. */
async function walk(view: QueueView, actor: { id: string }): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: QueueCursor | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listRefunds>> = await listRefunds(world.console, view, cursor, actor);
    ids.push(...page.items.map((row) => row.id));
    if (!page.next) return ids;
    cursor = page.next;
  }
}

test("every refund stands in exactly one view, due-soonest first, over all pages; the counts say the same", async () => {
  const [maker, checker] = [await operator(), await operator("support_lead")];
  const tenant = await world.given.tenant();
  const states = ["granted", "submitted", "pending", "succeeded", "failed", "reversed", "declined"] as const;
  const of: Record<string, string> = {};
  for (const state of states) of[state] = (await world.given.refund({ purchase: await world.given.purchase({ tenant }), state })).id;
  const asked: string[] = [];
  for (let at = 0; at < 53; at += 1) {
    const purchase = await world.given.purchase({ tenant, agoMs: (at + 2) * 60_000 });
    asked.unshift((await world.given.refund({ purchase, amountPaise: 10_000n, creditsPaise: 8_474n })).id);
  }
  await world.database.ownerPool.query("UPDATE console.refund SET due_at = requested_at WHERE state = 'requested'");
  const big = await world.given.refund({ purchase: await world.given.purchase({ tenant, taxablePaise: 500_000 }), channel: "mail" });
  await proposeGrant(world.console, maker, big.id, 1);

  expect(await walk("to_decide", maker)).toEqual(asked);
  expect(await walk("to_approve", checker)).toEqual([big.id]);
  expect((await walk("at_gateway", maker)).toSorted()).toEqual([of.granted, of.submitted, of.pending].toSorted());
  expect(await walk("needs_person", maker)).toEqual([of.failed, of.reversed]);
  expect(await walk("done", maker)).toEqual([of.declined, of.succeeded]);
  expect(await refundCounts(world.console, checker)).toMatchObject({
    toDecide: 53,
    toApprove: 1,
    mineToApprove: 1,
    atGateway: 3,
    needsPerson: 2,
    differences: 0,
  });
  expect(await refundCounts(world.console, maker)).toMatchObject({ toApprove: 1, mineToApprove: 0 });
});

test("what waits for agreement comes first to whoever can give it, and says to the others why they cannot", async () => {
  const [maker, other, checker] = [await operator(), await operator(), await operator("support_lead")];
  const tenant = await world.given.tenant();
  const big = async (by: typeof maker) => {
    const refund = await world.given.refund({ purchase: await world.given.purchase({ tenant, taxablePaise: 2_000_000 }), channel: "mail" });
    await proposeGrant(world.console, by, refund.id, 1);
    return refund.id;
  };
  const [mine, theirs] = [await big(maker), await big(other)];
  const listed = (await listRefunds(world.console, "to_approve", null, maker)).items.filter((row) => row.tenantId === tenant.id);
  expect(listed.map((row) => [row.id, row.cannotAgree?.code ?? null, row.agreed, row.needed])).toEqual([
    [theirs, null, 0, 2],
    [mine, "own_grant", 0, 2],
  ]);
  const { approval } = await refundDetail(world.console, theirs, checker);
  await agreeToGrant(world.console, checker, theirs, approval?.factsSha256 ?? "");
  const row = (await listRefunds(world.console, "to_approve", null, checker)).items.find(({ id }) => id === theirs);
  expect(row).toMatchObject({ agreed: 1, needed: 2, cannotAgree: { code: "already_agreed" } });
});

test("a refund is found by its number, by the gateway's and the bank's reference, and by its organisation", async () => {
  const actor = { id: (await operator()).id, seesAddresses: true };
  const tenant = await world.given.tenant({ name: "Marigold Tiffin Works" });
  const { id } = await world.given.refund({ purchase: await world.given.purchase({ tenant }), state: "succeeded" });
  const { rows } = await world.database.ownerPool.query<{ number: number; gateway_reference: string }>(
    "UPDATE console.refund SET bank_reference = 'ARN74' || number WHERE id = $1 RETURNING number, gateway_reference",
    [id],
  );
  const { number = 0, gateway_reference = "" } = rows[0] ?? {};
  for (const q of [`RF-${number}`, `rf ${number}`, String(number), gateway_reference, `ARN74${number}`, "marigold tif"])
    expect(
      (await findRefunds(world.console, q, actor)).items.map((row) => row.id),
      q,
    ).toEqual([id]);
  expect((await findRefunds(world.console, "RF-999999", actor)).items).toEqual([]);
});

test("the detail says what is agreed to, who has to, and why not oneself; the hash is that of what it shows", async () => {
  const [maker, checker] = [await operator(), await operator("support_lead")];
  const purchase = await world.given.purchase({ taxablePaise: 500_000 });
  const { id, tenant } = await world.given.refund({ purchase, channel: "mail" });
  expect((await refundDetail(world.console, id, maker)).decisions).toMatchObject({
    propose: { allowed: true },
    agree: { allowed: false, code: "not_proposed" },
    tryAgain: { allowed: false, code: "not_to_be_retried" },
    endTrouble: { allowed: false, code: "no_trouble" },
    askNow: { allowed: false, code: "refund_not_under_way" },
  });
  await proposeGrant(world.console, maker, id, 1);
  const own = await refundDetail(world.console, id, maker);
  expect(own.decisions).toMatchObject({
    agree: { code: "own_grant" },
    refuse: { code: "own_grant" },
    propose: { code: "already_proposed" },
  });
  const shown = await refundDetail(world.console, id, checker);
  expect(shown).toMatchObject({
    tenant: { name: tenant.name },
    split: { taxablePaise: 500_000n, cgstPaise: 45_000n, sgstPaise: 45_000n, igstPaise: 0n },
    bands: { needed: 1 },
    approval: { needed: 1, isCurrent: true },
    eligibility: { isEligible: true, capPaise: 590_000n, reasons: [] },
    decisions: { agree: { allowed: true } },
  });
  expect(Object.fromEntries(shown.approval?.facts ?? [])).toMatchObject({ amountPaise: "590000", creditsPaise: "500000", refundId: id });
  await agreeToGrant(world.console, checker, id, shown.approval?.factsSha256 ?? "");
  const granted = await refundDetail(world.console, id, maker);
  expect(granted).toMatchObject({ approval: null, refund: { state: "granted" }, people: { agreed: [{ name: expect.any(String) }] } });
  expect(granted.timeline.map((event) => event.type)).toEqual(["refund.granted", "refund.grant_agreed", "refund.grant_proposed"]);
});

test("what one person decided alone is one line of the timeline", async () => {
  const maker = await operator();
  const { id } = await world.given.refund({ amountPaise: 59_000n, channel: "mail" });
  await proposeGrant(world.console, maker, id, 1);
  const { timeline } = await refundDetail(world.console, id, maker);
  expect(timeline.map(({ type, payload }) => [type, payload.checkers])).toEqual([["refund.granted", 0]]);
});

test("a tenant's purchases say what is refundable and why not; a preview is what the verb would do", async () => {
  const tenant = await world.given.tenant();
  const fresh = await world.given.purchase({ tenant, stateCode: "07" });
  const old = await world.given.purchase({ tenant, agoMs: 8 * 86_400_000 });
  const plan = await world.given.purchase({ tenant, kind: "plan", agoMs: 30 * 60_000 });
  const money = await moneyOfTenant(world.console, tenant.id, null);
  const by = (id: string) => money.purchases.find((purchase) => purchase.id === id)?.eligibility;
  expect(by(fresh.id)).toMatchObject({ isEligible: true, capPaise: 118_000n });
  expect(by(old.id)).toMatchObject({ isEligible: false, reasons: [{ code: "asked_too_late", clause: "D§5" }] });
  expect(by(plan.id)?.reasons.map((reason) => reason.code)).toContain("plan_fee");
  const agent = await world.given.operator("support_agent");
  const preview = (purchaseId: string, amountPaise: bigint) =>
    previewRefund(world.console, { tenantId: tenant.id, purchaseId, amountPaise }, agent);
  expect(await preview(fresh.id, 59_000n)).toMatchObject({
    refusal: null,
    creditsPaise: 50_000n,
    split: { taxablePaise: 50_000n, igstPaise: 9_000n },
    checkersNeeded: 0,
  });
  expect((await preview(fresh.id, 118_001n)).refusal).toMatchObject({
    code: "amount_too_high",
    because: "At most ₹1,180.00 can be paid back now. Choose a lower amount.",
  });
  expect((await preview(fresh.id, 99n)).refusal).toMatchObject({ code: "amount_too_low" });
  expect((await preview(old.id, 59_000n)).refusal).toMatchObject({ code: "asked_too_late" });
});

test("what is asked already is said before anybody types, and whoever decides sees what else was asked of the purchase", async () => {
  const tenant = await world.given.tenant();
  const purchase = await world.given.purchase({ tenant });
  const paid = await world.given.refund({ purchase, state: "succeeded", amountPaise: 11_800n });
  const asked = await world.given.refund({ purchase, amountPaise: 23_600n });
  const { number } = await world.console.db.refund.findUniqueOrThrow({ where: { id: asked.id } });
  const agent = await world.given.operator("support_agent");
  const money = await moneyOfTenant(world.console, tenant.id, null);
  expect(money.purchases[0]?.asked).toMatchObject({ id: asked.id, number, amountPaise: 23_600n });
  const wish = { tenantId: tenant.id, purchaseId: purchase.id, amountPaise: 23_600n };
  expect((await previewRefund(world.console, wish, agent)).refusal).toEqual({
    code: "already_asked",
    because: `RF-${number} asks for money of this purchase already, and waits for a decision. Change that one instead.`,
  });
  expect((await previewRefund(world.console, { ...wish, refundId: asked.id }, agent)).refusal).toBeNull();
  const shown = await refundDetail(world.console, asked.id, agent);
  expect(shown.siblings).toEqual([expect.objectContaining({ id: paid.id, state: "succeeded", amountPaise: 11_800n })]);
  expect((await refundDetail(world.console, paid.id, agent)).siblings).toMatchObject([{ id: asked.id, state: "requested" }]);
});

test("whoever changed what is asked is told why they cannot agree, in the queue and on the refund", async () => {
  const [editor, maker, checker] = [
    await world.given.operator("support_agent"),
    await world.given.operator("support_agent"),
    await world.given.operator("support_agent"),
  ];
  const { id } = await world.given.refund({ purchase: await world.given.purchase({ taxablePaise: 500_000 }), amountPaise: 590_000n });
  const acting = (who: { id: string }) => ({ kind: "operator", id: who.id }) as const;
  await editRefund(world.console, acting(editor), id, 1, { amountPaise: 580_000n, reason: "other" });
  await proposeGrant(world.console, acting(maker), id, 2);
  const lineOf = async (who: { id: string }) =>
    (await listRefunds(world.console, "to_approve", null, who)).items.find((row) => row.id === id);
  expect((await lineOf(editor))?.cannotAgree?.code).toBe("own_grant");
  expect((await lineOf(checker))?.cannotAgree).toBeNull();
  expect((await refundDetail(world.console, id, editor)).decisions.agree).toMatchObject({ allowed: false, code: "own_grant" });
  expect((await refundDetail(world.console, id, editor)).decisions.refuse).toMatchObject({ allowed: false, code: "own_grant" });
  expect((await refundDetail(world.console, id, checker)).decisions.agree.allowed).toBe(true);
});
