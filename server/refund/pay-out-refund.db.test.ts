import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PayoutWorld, payoutWorld } from "@/server/testing/payouts";
import { askNow } from "./ask-now";
import { payOutRefund } from "./pay-out-refund";
import { reserveRefund } from "./reserve-refund";

let world: PayoutWorld;
beforeAll(async () => {
  world = await payoutWorld();
});
afterAll(() => world?.end());
afterEach(() => world.street.forget());
const askedIn = (how: string) => (how.startsWith("hang") ? world.impatient : world.deps);

describe.each(["cashfree", "razorpay"] as const)("a granted refund at %s", (name) => {
  it("is reserved, debited and submitted before the gateway hears of it, then paid once and documented once", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await reserveRefund(world.deps, refund.id);
    expect(await world.street.atGateway(refund)).toEqual([]);
    expect(await world.look(refund)).toMatchObject({ state: "submitted", ledger: [-100_000], book: ["refund.submitted"] });
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000], trouble: null });
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    await world.street.ask(refund);
    const done = await world.look(refund);
    expect(done).toMatchObject({
      state: "succeeded",
      ledger: [-100_000],
      creditNotes: 1,
      notices: ["refund_succeeded"],
      alerts: [],
      nextAskAt: null,
    });
    expect(done.bankReference).toMatch(/^\d{12}$/);
    expect(done.book).toEqual(["refund.submitted", "refund.pending", "refund.succeeded"]);
    await world.street.ask(refund);
    expect(await world.look(refund)).toMatchObject({ ...done, attempts: done.attempts + 1 });
    expect(await world.street.atGateway(refund)).toHaveLength(1);
  });

  it.each(["hang_after", "error_after", "drop_after", "garbled_after"] as const)(
    "whose create was accepted and not heard of (%s) is one refund, found by reading",
    async (how) => {
      await world.street.silently(name);
      await world.simulators[name].control.mood("create", how);
      const refund = await world.granted(name);
      await payOutRefund(askedIn(how), refund.id);
      expect(await world.look(refund)).toMatchObject({ state: "submitted", attempts: 1, ledger: [-100_000], trouble: null });
      await payOutRefund(world.deps, refund.id);
      expect(await world.look(refund)).toMatchObject({ state: "pending", attempts: 2, ledger: [-100_000] });
      expect(await world.street.atGateway(refund)).toHaveLength(1);
      expect(await world.street.creates(name)).toHaveLength(1);
    },
  );

  it.each(["hang_before", "error_before", "drop_before", "busy"] as const)(
    "whose create never arrived (%s) is asked for again, in the same words",
    async (how) => {
      await world.street.silently(name);
      await world.simulators[name].control.mood("create", how);
      const refund = await world.granted(name);
      await payOutRefund(askedIn(how), refund.id);
      expect(await world.street.atGateway(refund)).toEqual([]);
      await payOutRefund(world.deps, refund.id);
      expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
      expect(await world.street.atGateway(refund)).toHaveLength(1);
      const [first, second, ...more] = await world.street.creates(name);
      expect(second).toBe(first);
      expect(more).toEqual([]);
    },
  );

  it("is not asked for again while the gateway cannot say what became of it", async () => {
    await world.street.silently(name);
    const { control } = world.simulators[name];
    await control.mood("create", "drop_after");
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    for (const call of ["read", "list"] as const) await control.mood(call, "error_before");
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "submitted", attempts: 2 });
    expect(await world.street.creates(name)).toHaveLength(1);
  });

  it.each([
    ["elsewhere_400", []],
    ["elsewhere_404", []],
    ["elsewhere_400", ["receipt"]],
  ] as const)(
    "whose create was accepted and not heard of stays submitted while the account is refused everything (%s, without %j)",
    async (how, omits) => {
      await world.street.silently(name);
      const { control } = world.simulators[name];
      await control.forgetKeys();
      await control.omit(...omits);
      await control.mood("create", "drop_after");
      const refund = await world.granted(name);
      await payOutRefund(world.deps, refund.id);
      for (const call of ["create", "read", "list"] as const) await control.mood(call, how, { times: 9 });
      for (let again = 0; again < 3; again += 1) await world.street.ask(refund);
      const waiting = { state: "submitted", trouble: null, failureCode: null, ledger: [-100_000], notices: [], alerts: [] };
      expect(await world.look(refund)).toMatchObject({ ...waiting, attempts: 4 });
      expect(await world.street.creates(name)).toHaveLength(1);
      await control.forget();
      await world.street.silently(name);
      await control.forgetKeys();
      await world.street.ask(refund);
      expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
      expect(await world.street.atGateway(refund)).toHaveLength(1);
    },
  );

  it("that its gateway forgets the key of is one refund, whatever is answered and however often it is asked about", async () => {
    await world.street.silently(name);
    await world.simulators[name].control.forgetKeys();
    for (const how of ["hang_after", "error_after", "drop_after", "garbled_after", "drop_before", "busy"] as const) {
      await world.simulators[name].control.mood("create", how);
      const refund = await world.granted(name);
      await payOutRefund(askedIn(how), refund.id);
      for (let again = 0; again < 3; again += 1) await world.street.ask(refund).catch(() => {});
      await Promise.all([1, 2, 3].map(() => payOutRefund(world.deps, refund.id)));
      expect([how, await world.look(refund)]).toMatchObject([how, { state: "pending", ledger: [-100_000] }]);
      expect([how, await world.street.atGateway(refund)]).toMatchObject([how, [{ name: refund.name }]]);
    }
  });

  it("that is paid out by four at once is one refund with one debit", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await Promise.all([1, 2, 3, 4].map(() => payOutRefund(world.deps, refund.id)));
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toMatchObject({ state: "pending", ledger: [-100_000] });
    expect(await world.street.atGateway(refund)).toHaveLength(1);
  });

  it("that its gateway refuses fails, gives the credits back once, and becomes a person's", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await world.simulators[name].control.refundElsewhere(refund.purchase.paymentId ?? refund.purchase.orderId, refund.amountPaise);
    await payOutRefund(world.deps, refund.id);
    const failed = await world.look(refund);
    expect(failed).toMatchObject({ state: "failed", trouble: "refused", ledger: [-100_000, 100_000], notices: ["refund_returned"] });
    expect(failed).toMatchObject({ alerts: ["refund_needs_person"], creditNotes: 0, nextAskAt: null });
    expect(failed.failureCode).toMatch(/^\w+$/);
    await payOutRefund(world.deps, refund.id);
    expect(await world.look(refund)).toEqual(failed);
  });

  it("that the bank does not take fails, and its credits come back once", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    await world.simulators[name].control.settle(refund.name, "FAILED");
    await world.street.ask(refund);
    await world.street.ask(refund);
    expect(await world.look(refund)).toMatchObject({
      state: "failed",
      trouble: "failed",
      ledger: [-100_000, 100_000],
      notices: ["refund_returned"],
    });
  });

  it("that the bank sends back after it was paid is reversed: credits back, credit note marked, people alarmed", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    await world.street.ask(refund);
    await world.simulators[name].control.settle(refund.name, "FAILED");
    await world.street.ask(refund);
    await world.street.ask(refund);
    const reversed = await world.look(refund);
    expect(reversed).toMatchObject({
      state: "reversed",
      trouble: "reversed",
      ledger: [-100_000, 100_000],
      creditNotes: 1,
      isNoteReversed: true,
    });
    expect(reversed).toMatchObject({ alerts: ["refund_reversed"], notices: ["refund_succeeded", "refund_returned"] });
  });

  it("that was called failed and is paid after all is paid: counted, credits taken again, documented, and a person's", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await payOutRefund(world.deps, refund.id);
    await world.simulators[name].control.settle(refund.name, "FAILED");
    await world.street.ask(refund);
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    await askNow(world.deps, { kind: "operator", id: (await world.given.operator()).id }, refund.id);
    await payOutRefund(world.deps, refund.id);
    const found = await world.look(refund);
    expect(found).toMatchObject({
      state: "succeeded",
      trouble: "paid_after_all",
      failureCode: null,
      ledger: [-100_000, 100_000, -100_000],
      creditNotes: 1,
      alerts: ["refund_needs_person"],
      notices: ["refund_returned", "refund_succeeded"],
    });
    expect(found.book).toContain("refund.read_asked");
  });

  it("under whose name the gateway has another amount is settled by nobody but a person", async () => {
    await world.street.silently(name);
    const refund = await world.granted(name);
    await reserveRefund(world.deps, refund.id);
    const { orderId, paymentId } = refund.purchase;
    const order = {
      gatewayRefundId: refund.name,
      orderId,
      paymentId,
      gatewayReference: null,
      amountPaise: 500n,
      currency: "INR",
      note: "RF-0",
    };
    await world.simulators[name].gateway.createRefund(order);
    await payOutRefund(world.deps, refund.id);
    const first = await world.look(refund);
    expect(first).toMatchObject({ state: "submitted", trouble: "conflict", ledger: [-100_000], alerts: ["refund_needs_person"] });
    await world.simulators[name].control.settle(refund.name, "SUCCESS");
    await world.street.ask(refund);
    expect(await world.look(refund)).toMatchObject({
      state: "submitted",
      trouble: "amount_differs",
      creditNotes: 0,
      book: [...first.book, "refund.trouble"],
    });
  });
});
