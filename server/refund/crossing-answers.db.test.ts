import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lateWords } from "@/server/testing/late-words";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { outcomeOf } from "@/server/testing/world";
import { compareWithGateways } from "./compare-with-gateways";
import type { GatewayAnswer } from "./gateways/gateway";
import { payOutRefund } from "./pay-out-refund";
import { settleRefund } from "./settle-refund";
import { tryAgain } from "./try-again";

let world: PayoutWorld;
let words: ReturnType<typeof lateWords>;
beforeAll(async () => {
  world = await payoutWorld();
  words = lateWords(world);
  for (const { control } of [world.simulators.cashfree, world.simulators.razorpay]) await control.webhooks({ isOff: true });
});
afterAll(() => world?.end());

describe("an answer and a letter that cross", () => {
  it("an answer that was asked for before the refund was settled does not turn it round; the gateway is asked once more", async () => {
    const refund = await words.paid();
    const { version, nextAskAt } = await words.refundOf(refund.id);
    await words.controlOf(refund).settle(refund.name, "SUCCESS");
    const older: GatewayAnswer = await world.deps.openGateway("cashfree").readRefund(await words.orderOf(refund));
    await words.controlOf(refund).settle(refund.name, "FAILED");
    await words.tell(refund, "failed");
    await settleRefund(world.deps, refund.id, older, { version, nextAskAt });
    const found = await world.look(refund);
    expect(found).toMatchObject({ state: "failed", ledger: [-100_000, 100_000] });
    expect(found.nextAskAt).not.toBeNull();
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "failed", trouble: "failed", nextAskAt: null });
  });

  it("a surprise that comes while the gateway is being asked is asked about afterwards", async () => {
    const refund = await words.paid();
    await words.hear(refund, "FAILED");
    const gateway = world.deps.openGateway("cashfree");
    const order = await words.orderOf(refund);
    const crossed = {
      ...gateway,
      readRefund: async () => {
        const answer = await gateway.readRefund(order);
        await words.controlOf(refund).settle(refund.name, "SUCCESS");
        await words.tell(refund, "succeeded");
        return answer;
      },
    };
    await words.sql("UPDATE console.refund SET next_ask_at = now() WHERE id = $1", [refund.id]);
    await payOutRefund({ ...world.deps, openGateway: () => crossed }, refund.id);
    expect((await world.look(refund)).nextAskAt).not.toBeNull();
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: "paid_after_all" });
  });

  it("a webhook alone turns nothing round", async () => {
    const refund = await words.paid();
    await words.hear(refund, "FAILED");
    await words.tell(refund, "succeeded");
    expect(await world.look(refund)).toMatchObject({ state: "failed", ledger: [-100_000, 100_000] });
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "failed", trouble: "failed", nextAskAt: null });
  });
});

describe("another amount under the name of a settled refund", () => {
  it("is asked about once, and once closed the same word does not open it again, by night or by letter; another word does", async () => {
    const refund = await words.paid();
    await words.hear(refund, "SUCCESS");
    const distort = async (paise: number) => {
      await words.sql("ALTER TABLE console.refund DISABLE TRIGGER guard_refund");
      await words.sql("UPDATE console.refund SET amount_paise = amount_paise + $2 WHERE id = $1", [refund.id, paise]);
      await words.sql("ALTER TABLE console.refund ENABLE TRIGGER guard_refund");
    };
    await distort(1);
    await words.ask(refund);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: "amount_differs", nextAskAt: null });
    await words.close(refund);
    await words.ask(refund);
    await words.controlOf(refund).settle(refund.name, "SUCCESS");
    await compareWithGateways(world.deps);
    await words.tell(refund, "succeeded", refund.amountPaise);
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ trouble: null, alerts: [], nextAskAt: null });
    await words.controlOf(refund).settle(refund.name, "FAILED");
    await words.ask(refund);
    expect(await world.look(refund)).toMatchObject({ state: "succeeded", trouble: "amount_differs", alerts: ["refund_needs_person"] });
  });

  it("keeps a failed refund from ever being tried again, also when it is closed", async () => {
    const refund = await world.given.refund({ state: "failed" });
    await words.sql("UPDATE console.refund SET trouble = 'amount_differs' WHERE id = $1", [refund.id]);
    await words.close(refund);
    await words.sql("UPDATE console.refund SET troubles_had = '{}' WHERE id = $1", [refund.id]);
    expect((await words.refundOf(refund.id)).troublesHad).toEqual(["failed", "amount_differs"]);
    expect(await outcomeOf(tryAgain(world.deps, await words.lead(), refund.id, (await words.refundOf(refund.id)).version))).toEqual({
      refused: "not_to_be_retried",
    });
  });
});
