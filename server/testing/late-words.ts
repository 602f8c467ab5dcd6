import { endTrouble } from "@/server/refund/end-trouble";
import { payOutRefund } from "@/server/refund/pay-out-refund";
import { receiveGatewayEvent } from "@/server/refund/receive-gateway-event";
import { tryAgain } from "@/server/refund/try-again";
import type { PayoutWorld } from "./payouts";

export type Granted = Awaited<ReturnType<PayoutWorld["granted"]>>;

/** What a gateway says of a refund later on, by answer and by letter, and what people do about it. */
export function lateWords(world: PayoutWorld) {
  const sql = async (text: string, values: unknown[] = []) => (await world.database.ownerPool.query(text, values)).rows;
  const refundOf = (id: string) => world.console.db.refund.findUniqueOrThrow({ where: { id } });
  const lead = async () => ({ kind: "operator", id: (await world.given.operator("support_lead")).id }) as const;
  const ask = async ({ id }: { id: string }) => {
    await sql("UPDATE console.refund SET next_ask_at = now() WHERE id = $1", [id]);
    await payOutRefund(world.deps, id);
  };
  const controlOf = ({ purchase }: Granted) => world.simulators[purchase.paymentId ? "razorpay" : "cashfree"].control;
  /** Its gateway says this from now on, and is asked. */
  const hear = async (refund: Granted, ...words: ("SUCCESS" | "FAILED")[]) => {
    for (const word of words) {
      await controlOf(refund).settle(refund.name, word);
      await ask(refund);
    }
  };
  const paid = async (gateway: "cashfree" | "razorpay" = "cashfree", wish = {}) => {
    const refund = await world.granted(gateway, wish);
    await payOutRefund(world.deps, refund.id);
    return refund;
  };
  const retried = async (refund: Granted): Promise<Granted> => {
    const { id } = await tryAgain(world.deps, await lead(), refund.id, (await refundOf(refund.id)).version);
    const [{ name }] = (await sql("SELECT payout_name AS name FROM console.refund WHERE id = $1", [id])) as [{ name: string }];
    return { ...refund, id, name };
  };
  const grant = ({ id }: { id: string }) =>
    sql(
      "UPDATE console.refund SET state = 'granted', version = version + 1, granted_at = now(), maker_id = gen_random_uuid() WHERE id = $1",
      [id],
    );
  const close = async ({ id }: { id: string }) =>
    endTrouble(world.console, await lead(), id, (await refundOf(id)).version, "gateway_confirmed");
  let told = 0;
  const tell = (refund: Granted, status: "succeeded" | "failed", amountPaise = refund.amountPaise) => {
    told += 1;
    const said = {
      gatewayRefundId: refund.name,
      gatewayReference: `w${told}`,
      status,
      said: status,
      amountPaise,
      currency: "INR",
      bankReference: null,
      orderId: null,
      paymentId: null,
    };
    return receiveGatewayEvent(
      world.deps,
      "cashfree",
      { eventId: `w${told}`, sentAt: new Date("2026-11-22"), refund: said },
      String(told).padStart(64, "0"),
    );
  };
  /** What left for the purchase at the gateway, in paise. */
  const left = async (refund: Granted) =>
    (await controlOf(refund).refunds(refund.purchase.paymentId ?? refund.purchase.orderId))
      .filter(({ status }) => status === "SUCCESS")
      .reduce((sum, one) => sum + Number(one.amountPaise), 0);

  const orderOf = async ({ id, name, purchase: { orderId, paymentId } }: Granted) => {
    const { amountPaise, currency, gatewayReference } = await refundOf(id);
    return { gatewayRefundId: name, orderId, paymentId, gatewayReference, amountPaise, currency, note: "RF-0" };
  };
  return { sql, refundOf, lead, ask, controlOf, hear, paid, retried, grant, close, tell, left, orderOf };
}
