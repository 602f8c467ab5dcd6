import { createHash, randomUUID } from "node:crypto";
import { judgeCashfreeWebhook } from "./cashfree-webhook";
import { cashfreeError, cashfreeRefund, cashfreeRefunds } from "./cashfree-words";
import type { Doubt, Gateway, GatewayAnswer, RefundOrder } from "./gateway";
import { askGateway, doubtOf, type Heard, isSuccess, unknown } from "./gateway-http.adapter";
import { rupeesOf } from "./rupees";

/** The version of the API that was read; Cashfree answers in that version's words. */
const API_VERSION = "2025-01-01";

export type CashfreeSettings = {
  /** With the path, as in https://api.cashfree.com/pg. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** Cashfree signs with the client secret when nothing else was agreed on. */
  webhookSecrets: readonly string[];
  timeoutMs: number;
};

/** Cashfree's payment gateway: where CallMissed's own payments come from. */
export function cashfreeGateway(settings: CashfreeSettings): Gateway {
  const { timeoutMs } = settings;
  const secrets = settings.webhookSecrets.length > 0 ? settings.webhookSecrets : [settings.clientSecret];
  const refundsOf = (orderId: string) => `${settings.url.replace(/\/+$/, "")}/orders/${encodeURIComponent(orderId)}/refunds`;
  const headers = () => ({
    accept: "application/json",
    "x-client-id": settings.clientId,
    "x-client-secret": settings.clientSecret,
    "x-api-version": API_VERSION,
    "x-request-id": randomUUID(),
  });
  const get = (url: string) => askGateway({ method: "GET", url, headers: headers(), timeoutMs });

  const readRefund = async (order: RefundOrder): Promise<GatewayAnswer> => {
    const heard = await get(`${refundsOf(order.orderId)}/${encodeURIComponent(order.gatewayRefundId)}`);
    if (typeof heard === "string") return unknown(heard);
    if (isSuccess(heard.status)) return knownAs(order, heard);
    return codeOf404(heard) === "refund_not_found" ? { kind: "absent" } : unknown(whatInstead(heard));
  };

  return {
    name: "cashfree",
    readRefund,
    async createRefund(order) {
      const heard = await askGateway({
        method: "POST",
        url: refundsOf(order.orderId),
        headers: { ...headers(), "content-type": "application/json", "x-idempotency-key": idempotencyKey(order.gatewayRefundId) },
        body: JSON.stringify({
          refund_id: order.gatewayRefundId,
          refund_amount: rupeesOf(order.amountPaise),
          refund_note: order.note,
          refund_speed: "STANDARD",
        }),
        timeoutMs,
      });
      if (typeof heard === "string") return unknown(heard);
      return isSuccess(heard.status) ? knownAs(order, heard) : whyNot(heard);
    },
    async listRefunds({ orderId }) {
      const heard = await get(refundsOf(orderId));
      if (typeof heard === "string") return null;
      if (codeOf404(heard) === "order_not_found") return [];
      const refunds = isSuccess(heard.status) ? cashfreeRefunds.safeParse(heard.body) : null;
      return refunds?.success ? refunds.data.map(({ refund }) => ({ ...refund, orderId })) : null;
    },
    judgeWebhook: (raw, webhookHeaders, now) => judgeCashfreeWebhook(secrets, raw, webhookHeaders, now),
  };
}

function knownAs(order: RefundOrder, { body }: Heard): GatewayAnswer {
  const read = cashfreeRefund.safeParse(body);
  if (!read.success) return unknown("unreadable");
  const isOurs = read.data.refund.gatewayRefundId === order.gatewayRefundId && (read.data.orderId ?? order.orderId) === order.orderId;
  return isOurs ? { kind: "known", refund: read.data.refund } : { kind: "conflict" };
}

/** What Cashfree says is not there; null where it is not Cashfree who says so. */
const codeOf404 = ({ status, body }: Heard): string | null => (status === 404 && cashfreeError.safeParse(body).data?.code) || null;

/** What it means that there was neither a refund nor the word that there is none. */
const whatInstead = (heard: Heard): Doubt =>
  doubtOf(heard.status) ?? (codeOf404(heard) === "order_not_found" ? "order_unknown" : "unreadable");

/** A no is one only in Cashfree's own words: a proxy's error page must not end a refund. */
function whyNot({ status, body }: Heard): GatewayAnswer {
  const doubt = doubtOf(status);
  if (doubt) return unknown(doubt);
  const error = cashfreeError.safeParse(body);
  if (!error.success) return unknown("unreadable");
  const { code, type } = error.data;
  if (/already_exists$|^idempotency_key_mismatch$/.test(code) || type === "idempotency_error") return { kind: "conflict" };
  if (status === 409 && code !== "refund_not_allowed") return unknown("in_flight");
  return status >= 400 ? { kind: "refused", code } : unknown("unreadable");
}

/** Their header wants a UUID; ours is made from our name, so that a repetition always carries the same one. */
export function idempotencyKey(gatewayRefundId: string): string {
  const bytes = createHash("sha256").update(gatewayRefundId).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6); // version 8: made by a rule of one's own
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
