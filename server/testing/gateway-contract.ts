// long: one contract, kept by both gateways; what it asks of them is read as one list.
import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, later, MINUTE_MS, processNow } from "@/server/lib/clock";
import { askToPay } from "@/server/refund/ask-gateway";
import type { Gateway, GatewayRefund, RefundOrder } from "@/server/refund/gateways/gateway";
import type { End, GatewayControl, Paid } from "./gateway-control";
import { orderOf, purchase } from "./gateway-orders";

export type GatewayUnderTest = {
  gateway: Gateway;
  /** The same gateway, asked by somebody whose credentials are wrong; and one that nobody answers for. */
  stranger: Gateway;
  nobody: Gateway;
  /** Gives up after a moment: for a stand-in that hangs. */
  impatient: Gateway;
  control: GatewayControl;
  restart: () => Promise<void>;
};

const known = (refund: Partial<GatewayRefund>) => ({ kind: "known", refund: expect.objectContaining(refund) });
const RECENTLY = () => later(processNow(), -MINUTE_MS);
const SEVEN_MONTHS_AGO = () => later(processNow(), -214 * DAY_MS);

/** What every payment gateway behind our port must do; run on each adapter against its stand-in. `opened` is called when the tests run. */
export function keepsTheGatewayContract(opened: () => GatewayUnderTest): void {
  let under: GatewayUnderTest;
  beforeEach(async () => {
    under = opened();
    await under.control.forget();
    await under.control.settleAfter(null);
  });
  const paid = async (amountPaise?: bigint, at = RECENTLY()) => {
    const made = purchase(amountPaise, at);
    await under.control.register(made);
    return made;
  };
  const keyOf = (payment: Paid) => (under.gateway.name === "cashfree" ? payment.orderId : (payment.paymentId ?? ""));
  const refundsAtGateway = async (payment: Paid) => {
    return (await under.control.refunds(keyOf(payment))).map(({ name, amountPaise }) => ({ name, amountPaise: BigInt(amountPaise) }));
  };

  describe("creating", () => {
    test("a refund is pending, by our name, to the paisa, and can be read again with and without the gateway's own name", async () => {
      const order = orderOf(await paid(123_456_789n), { amountPaise: 59_001n });
      const created = await under.gateway.createRefund(order);
      const { gatewayRefundId, amountPaise, currency } = order;
      expect(created).toEqual(known({ gatewayRefundId, amountPaise, currency, status: "pending", bankReference: null }));
      expect(await under.gateway.readRefund(order)).toEqual(created);
      const gatewayReference = created.kind === "known" ? created.refund.gatewayReference : "";
      expect(await under.gateway.readRefund({ ...order, gatewayReference })).toEqual(created);
    });

    test.each([100n, 101n, 110n, 29_999n, 59_010n, 100_000_007n])("%s paise arrive as exactly that", async (amountPaise) => {
      const payment = await paid(200_000_000n);
      const order = orderOf(payment, { amountPaise });
      expect(await under.gateway.createRefund(order)).toEqual(known({ amountPaise }));
      expect(await refundsAtGateway(payment)).toEqual([{ name: order.gatewayRefundId, amountPaise }]);
    });

    test("the same order again, or ten times at once, is the same refund", async () => {
      const payment = await paid();
      const order = orderOf(payment);
      const answers = await Promise.all(Array.from({ length: 10 }, () => under.gateway.createRefund(order)));
      expect(await under.gateway.createRefund(order)).toEqual(answers.find(({ kind }) => kind === "known"));
      expect(await refundsAtGateway(payment)).toHaveLength(1);
    });

    test("our name with another amount is a conflict, and pays nothing", async () => {
      const payment = await paid();
      const order = orderOf(payment, { amountPaise: 10_000n });
      await under.gateway.createRefund(order);
      expect(await under.gateway.createRefund({ ...order, amountPaise: 20_000n })).toEqual({ kind: "conflict" });
      expect(await refundsAtGateway(payment)).toEqual([{ name: order.gatewayRefundId, amountPaise: 10_000n }]);
    });

    test("parts are paid up to what was captured, and not a paisa beyond", async () => {
      const payment = await paid(59_000n);
      for (const amountPaise of [20_000n, 38_999n]) {
        expect(await under.gateway.createRefund(orderOf(payment, { amountPaise }))).toEqual(known({ amountPaise }));
      }
      expect(await under.gateway.createRefund(orderOf(payment, { amountPaise: 100n }))).toMatchObject({ kind: "refused" });
      expect(await refundsAtGateway(payment)).toHaveLength(2);
    });

    test.each([
      ["more than was captured", 59_001n],
      ["less than a rupee", 99n],
      ["nothing", 0n],
    ])("%s is refused with a code, and nothing stands there afterwards", async (_what, amountPaise) => {
      const order = orderOf(await paid(59_000n), { amountPaise });
      expect(await under.gateway.createRefund(order)).toEqual({ kind: "refused", code: expect.stringMatching(/^\w+$/) });
      expect(await under.gateway.readRefund(order)).toEqual({ kind: "absent" });
    });

    test("a purchase that the gateway does not know is refused", async () => {
      expect(await under.gateway.createRefund(orderOf(purchase()))).toMatchObject({ kind: "refused" });
    });

    test("a payment of more than six months ago is not paid back", async () => {
      const answer = await under.gateway.createRefund(orderOf(await paid(59_000n, SEVEN_MONTHS_AGO())));
      expect(answer.kind === "known" ? answer.refund.status : answer.kind).toMatch(/^(refused|failed)$/);
    });
  });

  describe("when it is not known what happened", () => {
    test.each([
      ["hang_after", "timeout"],
      ["error_after", "server_error"],
      ["drop_after", "unreachable"],
      ["garbled_after", "unreadable"],
    ] as const)("a create that goes wrong by %s is unknown, was accepted all the same, and reading finds it", async (how, because) => {
      const payment = await paid();
      const order = orderOf(payment);
      await under.control.mood("create", how);
      const gateway = how === "hang_after" ? under.impatient : under.gateway;
      expect(await gateway.createRefund(order)).toEqual({ kind: "unknown", because });
      expect(await under.gateway.readRefund(order)).toEqual(known({ gatewayRefundId: order.gatewayRefundId, status: "pending" }));
      expect(await under.gateway.createRefund(order)).toEqual(known({ gatewayRefundId: order.gatewayRefundId }));
      expect(await refundsAtGateway(payment)).toHaveLength(1);
    });

    test.each([
      ["hang_before", "timeout"],
      ["error_before", "server_error"],
      ["drop_before", "unreachable"],
      ["busy", "busy"],
    ] as const)("a create that goes wrong by %s is unknown, never arrived, and reading says so", async (how, because) => {
      const order = orderOf(await paid());
      await under.control.mood("create", how);
      const gateway = how === "hang_before" ? under.impatient : under.gateway;
      expect(await gateway.createRefund(order)).toEqual({ kind: "unknown", because });
      expect(await under.gateway.readRefund(order)).toEqual({ kind: "absent" });
      expect(await under.gateway.createRefund(order)).toEqual(known({ status: "pending" }));
    });

    test.each([
      ["hang_before", "timeout"],
      ["error_before", "server_error"],
      ["drop_before", "unreachable"],
      ["busy", "busy"],
      ["garbled_after", "unreadable"],
    ] as const)("a read or a list that goes wrong by %s is never an absence", async (how, because) => {
      const order = orderOf(await paid());
      await under.gateway.createRefund(order);
      await under.control.mood("read", how);
      await under.control.mood("list", how, { times: 2 });
      const gateway = how === "hang_before" ? under.impatient : under.gateway;
      expect(await gateway.readRefund(order)).toEqual({ kind: "unknown", because });
      expect(await gateway.listRefunds(order)).toBeNull();
    });

    test.each(["elsewhere_400", "elsewhere_404"] as const)(
      "an error about something else (%s) is neither an absence nor an empty list",
      async (how) => {
        const order = orderOf(await paid());
        for (const call of ["read", "list"] as const) await under.control.mood(call, how, { times: 2 });
        expect(await under.gateway.readRefund(order)).toEqual({ kind: "unknown", because: "unreadable" });
        expect(await under.gateway.listRefunds(order)).toBeNull();
      },
    );

    test("a slow answer is waited for", async () => {
      await under.control.mood("create", "slow", { ms: 300 });
      expect(await under.gateway.createRefund(orderOf(await paid()))).toEqual(known({ status: "pending" }));
    });

    test("wrong credentials and nobody at the address say nothing about a refund", async () => {
      const order = orderOf(await paid());
      for (const ask of ["createRefund", "readRefund"] as const) {
        expect(await under.stranger[ask](order)).toEqual({ kind: "unknown", because: "not_authorised" });
        expect(await under.nobody[ask](order)).toEqual({ kind: "unknown", because: "unreachable" });
      }
      expect(await under.stranger.listRefunds(order)).toBeNull();
      expect(await under.gateway.readRefund(order)).toEqual({ kind: "absent" });
    });
  });

  describe("being asked to pay, by a gateway that forgets keys and names", () => {
    /** Asks as a worker does: once for the first time, then as often as it takes, and a few times more. */
    const askUntilKnown = async (order: RefundOrder) => {
      const answers = [await askToPay(under.impatient, order, true)];
      for (let again = 0; again < 4; again += 1) answers.push(await askToPay(under.gateway, order, false));
      return answers;
    };
    beforeEach(() => under.control.forgetKeys());

    test("a create that is merely repeated makes a second refund: what follows is not proven by the gateway's memory", async () => {
      const payment = await paid(200_000n);
      const order = orderOf(payment, { amountPaise: 10_000n });
      for (let time = 0; time < 2; time += 1) await under.gateway.createRefund(order);
      expect(await refundsAtGateway(payment)).toHaveLength(2);
    });

    test.each(["hang_after", "error_after", "drop_after", "garbled_after", "hang_before", "error_before", "drop_before", "busy"] as const)(
      "one refund comes of it, whatever becomes of the first create (%s) and however often it is asked again",
      async (how) => {
        const payment = await paid(200_000n);
        const order = orderOf(payment, { amountPaise: 10_000n });
        await under.control.mood("create", how);
        const answers = await askUntilKnown(order);
        expect(answers[0]).toMatchObject({ kind: "unknown" });
        expect(answers.at(-1)).toEqual(known({ gatewayRefundId: order.gatewayRefundId, status: "pending" }));
        expect(await refundsAtGateway(payment)).toEqual([{ name: order.gatewayRefundId, amountPaise: 10_000n }]);
      },
    );

    test.each(["hang_before", "error_before", "drop_before", "busy", "garbled_after", "elsewhere_400", "elsewhere_404"] as const)(
      "paying is not asked for again while reading goes wrong (%s)",
      async (how) => {
        const payment = await paid(200_000n);
        const order = orderOf(payment, { amountPaise: 10_000n });
        await under.control.mood("create", "drop_after");
        for (const call of ["read", "list"] as const) await under.control.mood(call, how);
        expect(await askToPay(under.gateway, order, true)).toMatchObject({ kind: "unknown" });
        expect(await askToPay(under.impatient, order, false)).toMatchObject({ kind: "unknown" });
        expect(await askToPay(under.gateway, order, false)).toEqual(known({ status: "pending" }));
        expect(await refundsAtGateway(payment)).toHaveLength(1);
      },
    );

    test.each(["elsewhere_400", "elsewhere_404"] as const)(
      "an account that is not allowed anything any more (%s) does not undo what it accepted before",
      async (how) => {
        const payment = await paid(200_000n);
        const order = orderOf(payment, { amountPaise: 10_000n });
        await under.control.mood("create", "drop_after");
        await askToPay(under.gateway, order, true);
        for (const call of ["create", "read", "list"] as const) await under.control.mood(call, how, { times: 10 });
        for (let again = 0; again < 3; again += 1)
          expect(await askToPay(under.gateway, order, false)).toEqual({ kind: "unknown", because: "unreadable" });
        await under.control.forget();
        expect(await askToPay(under.gateway, order, false)).toEqual(known({ status: "pending" }));
        expect(await refundsAtGateway(payment)).toHaveLength(1);
      },
    );

    test.each([true, false])("a no is believed only when the gateway says that nothing stands there (first asked: %s)", async (isFirst) => {
      const order = orderOf(await paid(), { amountPaise: 59_001n });
      expect(await askToPay(under.gateway, order, isFirst)).toMatchObject({ kind: "refused" });
      for (const call of ["read", "list"] as const) await under.control.mood(call, "error_before");
      expect(await askToPay(under.gateway, order, isFirst)).toEqual({ kind: "unknown", because: "server_error" });
    });

    test("a payment that is unknown there is refused when it is first asked about, and unknown after a doubt", async () => {
      const order = orderOf(purchase());
      expect(await askToPay(under.gateway, order, true)).toMatchObject({ kind: "refused" });
      expect(await askToPay(under.gateway, order, false)).toEqual({ kind: "unknown", because: "order_unknown" });
    });
  });

  describe("reading", () => {
    test("a refund that was never made is absent; of a payment that is unknown there nothing is known", async () => {
      expect(await under.gateway.readRefund(orderOf(await paid()))).toEqual({ kind: "absent" });
      expect(await under.gateway.readRefund(orderOf(purchase()))).toEqual({ kind: "unknown", because: "order_unknown" });
    });

    test.each([
      ["SUCCESS", "succeeded"],
      ["FAILED", "failed"],
      ["CANCELLED", "failed"],
      ["ONHOLD", "pending"],
    ] as [End, GatewayRefund["status"]][])("%s is read as %s", async (end, status) => {
      const order = orderOf(await paid());
      await under.gateway.createRefund(order);
      await under.control.settle(order.gatewayRefundId, end);
      const answer = await under.gateway.readRefund(order);
      expect(answer).toEqual(known({ status, bankReference: end === "SUCCESS" ? expect.stringMatching(/^\d{12}$/) : null }));
    });

    test("money that came back after it was paid is read as failed, and may be paid again", async () => {
      const payment = await paid();
      const order = orderOf(payment);
      await under.gateway.createRefund(order);
      await under.control.settle(order.gatewayRefundId, "SUCCESS");
      await under.control.settle(order.gatewayRefundId, "CANCELLED");
      expect(await under.gateway.readRefund(order)).toEqual(known({ status: "failed" }));
      expect(await under.gateway.createRefund(orderOf(payment))).toEqual(known({ status: "pending" }));
    });

    test("lists everything paid back of a payment, ours or not, and nothing of another", async () => {
      const payment = await paid();
      const orders = [orderOf(payment, { amountPaise: 20_000n }), orderOf(payment, { amountPaise: 10_000n })];
      for (const order of orders) await under.gateway.createRefund(order);
      await under.control.refundElsewhere(keyOf(payment), 5_000n);
      const listed = await under.gateway.listRefunds(payment);
      expect(listed?.map(({ amountPaise }) => amountPaise).sort()).toEqual([10_000n, 20_000n, 5_000n]);
      expect(listed?.map(({ gatewayRefundId }) => gatewayRefundId)).toEqual(
        expect.arrayContaining(orders.map(({ gatewayRefundId }) => gatewayRefundId)),
      );
      expect(listed?.map(({ orderId, paymentId }) => orderId ?? paymentId)).toEqual(Array(3).fill(keyOf(payment)));
      expect(await under.gateway.listRefunds(await paid())).toEqual([]);
      expect(await under.gateway.listRefunds(purchase())).toEqual([]);
    });

    test("finds ours among more refunds than one page holds", async () => {
      const payment = await paid(10_000_000n);
      const order = orderOf(payment, { amountPaise: 12_345n });
      await under.gateway.createRefund(order);
      await Promise.all(Array.from({ length: 130 }, () => under.control.refundElsewhere(keyOf(payment), 100n)));
      expect(await under.gateway.readRefund(order)).toEqual(known({ amountPaise: 12_345n }));
      expect(await under.gateway.listRefunds(payment)).toHaveLength(131);
    });

    test("the gateway remembers across its own restart", async () => {
      const order = orderOf(await paid());
      const created = await under.gateway.createRefund(order);
      await under.restart();
      await expect.poll(() => under.gateway.readRefund(order)).toEqual(created);
    });
  });
}
