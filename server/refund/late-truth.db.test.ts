import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lateWords } from "@/server/testing/late-words";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { outcomeOf } from "@/server/testing/world";
import { payOutRefund } from "./pay-out-refund";
import { tryAgain } from "./try-again";

let world: PayoutWorld;
let words: ReturnType<typeof lateWords>;
beforeAll(async () => {
  world = await payoutWorld();
  words = lateWords(world);
  for (const { control } of [world.simulators.cashfree, world.simulators.razorpay]) await control.webhooks({ isOff: true });
});
afterAll(() => world?.end());

const HALF = { amountPaise: 59_000n, creditsPaise: 50_000n };

describe.each(["cashfree", "razorpay"] as const)("a gateway that changes its word (%s)", (name) => {
  it("from failed to paid: the money counts, nothing of it can be paid again, whatever people close", async () => {
    const refund = await words.paid(name);
    await words.hear(refund, "FAILED", "SUCCESS");
    const found = await world.look(refund);
    expect(found).toMatchObject({ state: "succeeded", trouble: "paid_after_all", ledger: [-100_000, 100_000, -100_000], creditNotes: 1 });
    expect(found).toMatchObject({ isNoteReversed: false, alerts: ["refund_needs_person"], nextAskAt: null });
    expect(found.book).toContain("refund.paid_after_all");
    const again = async () => outcomeOf(tryAgain(world.deps, await words.lead(), refund.id, (await words.refundOf(refund.id)).version));
    expect(await again()).toEqual({ refused: "not_to_be_retried" });
    await words.close(refund);
    expect(await again()).toEqual({ refused: "not_to_be_retried" });
    const fresh = await world.given.refund({ purchase: refund.purchase });
    await expect(words.grant(fresh)).rejects.toMatchObject({ code: "CM006" });
    expect(await words.left(refund)).toBe(118_000);
  });

  it("from paid to returned to paid, and back: credits, credit note and alarms follow each time", async () => {
    const refund = await words.paid(name);
    await words.hear(refund, "SUCCESS", "FAILED");
    expect(await world.look(refund)).toMatchObject({ state: "reversed", isNoteReversed: true, alerts: ["refund_reversed"] });
    await words.hear(refund, "SUCCESS");
    const back = await world.look(refund);
    expect(back).toMatchObject({ state: "succeeded", trouble: "paid_after_all", ledger: [-100_000, 100_000, -100_000] });
    expect(back).toMatchObject({ creditNotes: 1, isNoteReversed: false, alerts: ["refund_needs_person"] });
    await words.hear(refund, "FAILED");
    const gone = await world.look(refund);
    expect(gone).toMatchObject({
      state: "reversed",
      trouble: "reversed",
      isNoteReversed: true,
      ledger: [-100_000, 100_000, -100_000, 100_000],
    });
    expect(gone.alerts).toContain("refund_reversed");
    expect(await outcomeOf(tryAgain(world.deps, await words.lead(), refund.id, (await words.refundOf(refund.id)).version))).toEqual({
      refused: "not_to_be_retried",
    });
  });
});

describe("a second try", () => {
  it("is not made while the gateway says otherwise, and what it says is taken over", async () => {
    const refund = await words.paid();
    await words.hear(refund, "FAILED");
    await words.controlOf(refund).settle(refund.name, "SUCCESS");
    expect(await outcomeOf(words.retried(refund))).toEqual({ refused: "gateway_says_otherwise" });
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: "paid_after_all" });
    expect(await words.sql("SELECT 1 FROM console.refund WHERE retry_of_id = $1", [refund.id])).toEqual([]);
  });

  it("is not made while the gateway does not answer, nor while it is about to be asked", async () => {
    const refund = await words.paid();
    await words.hear(refund, "FAILED");
    await words.controlOf(refund).mood("read", "error_before");
    expect(await outcomeOf(words.retried(refund))).toEqual({ refused: "gateway_not_sure" });
    // The reader saw "failed"; while it was on its way back a webhook said otherwise.
    const answer = await world.deps.openGateway("cashfree").readRefund(await words.orderOf(refund));
    const readRefund = () => words.tell(refund, "succeeded").then(() => answer);
    const open = () => ({ ...world.deps.openGateway("cashfree"), readRefund });
    const { version } = await words.refundOf(refund.id);
    expect(await outcomeOf(tryAgain({ ...world.deps, openGateway: open }, await words.lead(), refund.id, version))).toEqual({
      refused: "gateway_not_sure",
    });
    expect((await world.look(refund)).nextAskAt).not.toBeNull();
  });

  it("that was granted meanwhile is not paid, though the purchase would bear it", async () => {
    const refund = await words.paid("cashfree", HALF);
    await words.hear(refund, "FAILED");
    const retry = await words.retried(refund);
    await words.grant(retry);
    await words.hear(refund, "SUCCESS");
    await payOutRefund(world.deps, retry.id);
    expect(await world.look(retry)).toMatchObject({
      state: "failed",
      trouble: "no_longer_payable",
      failureCode: "original_paid",
      ledger: [],
    });
    expect(await words.left(refund)).toBe(59_000);
    // Nor by hand: the database knows it as well.
    const second = await world.given.refund({ purchase: refund.purchase, ...HALF, state: "granted" });
    await words.sql("UPDATE console.refund SET retry_of_id = $2 WHERE id = $1", [second.id, retry.id]);
    await expect(
      words.sql(
        "UPDATE console.refund SET state = 'submitted', version = version + 1, submitted_at = now(), gateway_refund_id = 'cmr_0123456789' WHERE id = $1",
        [second.id],
      ),
    ).rejects.toMatchObject({ code: "CM006" });
  });

  it("that is out already is alarmed, as is the first", async () => {
    const refund = await words.paid("cashfree", HALF);
    await words.hear(refund, "FAILED");
    const retry = await words.retried(refund);
    await words.grant(retry);
    await payOutRefund(world.deps, retry.id);
    await words.hear(refund, "SUCCESS");
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: "paid_after_all", alerts: ["refund_needs_person"] });
    expect(await world.look(retry)).toMatchObject({ state: "pending", trouble: "paid_twice", alerts: ["refund_needs_person"] });
    await words.hear(retry, "SUCCESS");
    expect(await world.look(retry)).toMatchObject({ state: "succeeded", trouble: "paid_twice", ledger: [-50_000] });
  });
});

it("a late word about a tenant that is being erased is taken over and alarmed; no credits move and nobody is written to", async () => {
  const refund = await world.granted("cashfree", {}, { agoMs: 3 * 86_400_000 });
  await payOutRefund(world.deps, refund.id);
  await words.hear(refund, "FAILED");
  const { request } = await world.given.tenantInRetention({ tenant: refund.tenant, dueInMs: -1 });
  await words.sql("UPDATE console.deletion_request SET state = 'purging', version = version + 1 WHERE id = $1", [request.id]);
  await words.hear(refund, "SUCCESS");
  const found = await world.look(refund);
  expect(found).toMatchObject({ state: "succeeded", trouble: "paid_after_all", creditNotes: 0, ledger: [-100_000, 100_000] });
  expect(found).toMatchObject({ alerts: ["refund_needs_person"], notices: ["refund_returned"] });
});
