import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askToPay } from "@/server/refund/ask-gateway";
import { keepsTheGatewayContract } from "@/server/testing/gateway-contract";
import { orderOf, purchase } from "@/server/testing/gateway-orders";
import { type Simulators, startSimulators } from "@/server/testing/gateways";
import { freePort } from "@/server/testing/simulators.mjs";
import { razorpayGateway } from "./razorpay.adapter";

let street: Simulators;
let nobodysPort: number;
beforeAll(async () => {
  nobodysPort = await freePort();
  street = await startSimulators();
});
afterAll(() => street?.stop());

describe("Razorpay, against its stand-in", () => {
  keepsTheGatewayContract(() => {
    const { gateway, control, settings, restart } = street.razorpay;
    return {
      gateway,
      control,
      restart,
      stranger: razorpayGateway({ ...settings, keySecret: "guessed" }),
      nobody: razorpayGateway({ ...settings, url: `http://127.0.0.1:${nobodysPort}` }),
      impatient: razorpayGateway({ ...settings, timeoutMs: 150 }),
    };
  });

  describe("when it leaves out what we called a refund, and forgets keys", () => {
    const opened = async (...omits: ("receipt" | "notes")[]) => {
      const { gateway, control } = street.razorpay;
      await control.forget();
      await control.settleAfter(null);
      await control.forgetKeys();
      await control.omit(...omits);
      const payment = purchase(200_000n);
      await control.register(payment);
      const there = async () => (await control.refunds(payment.paymentId ?? "")).length;
      return { gateway, control, payment, there, order: orderOf(payment, { amountPaise: 10_000n }) };
    };

    test("the receipt: it is found by the note that carries the same name, in answers and in lists", async () => {
      const { gateway, control, payment, there, order } = await opened("receipt");
      await control.mood("create", "drop_after");
      expect(await askToPay(gateway, order, true)).toMatchObject({ kind: "unknown" });
      for (let again = 0; again < 3; again += 1)
        expect(await askToPay(gateway, order, false)).toMatchObject({ kind: "known", refund: { gatewayRefundId: order.gatewayRefundId } });
      expect(await gateway.listRefunds(payment)).toMatchObject([{ gatewayRefundId: order.gatewayRefundId }]);
      expect(await there()).toBe(1);
    });

    test("receipt and notes: it may be the one of the same amount, so that paying is not asked for a second time", async () => {
      const { gateway, control, there, order } = await opened("receipt", "notes");
      await control.mood("create", "error_after");
      expect(await askToPay(gateway, order, true)).toMatchObject({ kind: "unknown" });
      for (let again = 0; again < 3; again += 1)
        expect(await askToPay(gateway, order, false)).toEqual({ kind: "unknown", because: "unnamed" });
      expect(await there()).toBe(1);
    });

    test("receipt and notes: an answer to our own request is ours all the same, and is read by the gateway's name afterwards", async () => {
      const { gateway, there, order } = await opened("receipt", "notes");
      const answer = await askToPay(gateway, order, true);
      const gatewayReference = answer.kind === "known" ? answer.refund.gatewayReference : null;
      expect(await gateway.readRefund({ ...order, gatewayReference })).toMatchObject({
        kind: "known",
        refund: { gatewayRefundId: order.gatewayRefundId, gatewayReference },
      });
      expect(await there()).toBe(1);
    });

    test("a refund without a name of another amount is nobody's doubt: what never arrived is asked for again", async () => {
      const { gateway, control, payment, there, order } = await opened();
      await control.refundElsewhere(payment.paymentId ?? "", 10_001n);
      await control.mood("create", "drop_before");
      expect(await askToPay(gateway, order, true)).toMatchObject({ kind: "unknown" });
      expect(await askToPay(gateway, order, false)).toMatchObject({ kind: "known" });
      expect(await there()).toBe(2);
    });
  });
});
