import type { Doubt, Gateway, GatewayAnswer, RefundOrder } from "./gateway";
import { askGateway, doubtOf, type Heard, isSuccess, unknown } from "./gateway-http.adapter";
import { judgeRazorpayWebhook } from "./razorpay-webhook";
import { type RazorpayRefund, razorpayError, razorpayRefund, razorpayRefunds } from "./razorpay-words";

/** The most that Razorpay lists at once, and more pages than any payment can have refunds of ₹1. */
const PAGE = 100;
const MOST_PAGES = 100;

export type RazorpaySettings = {
  /** Without a path, as in https://api.razorpay.com. */
  url: string;
  keyId: string;
  keySecret: string;
  webhookSecrets: readonly string[];
  timeoutMs: number;
};

/** Razorpay: for purchases that came with it. */
export function razorpayGateway(settings: RazorpaySettings): Gateway {
  const { timeoutMs } = settings;
  const api = `${settings.url.replace(/\/+$/, "")}/v1`;
  const authorization = `Basic ${Buffer.from(`${settings.keyId}:${settings.keySecret}`).toString("base64")}`;
  const headers = { accept: "application/json", authorization };
  const get = (path: string) => askGateway({ method: "GET", url: `${api}${path}`, headers, timeoutMs });

  /** All refunds of a payment, page after page, until one is looked for and found; or why nobody knows them. */
  const list = async (paymentId: string, isWanted: (one: RazorpayRefund) => boolean = () => false): Promise<RazorpayRefund[] | Doubt> => {
    const refunds: RazorpayRefund[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const heard = await get(`/payments/${encodeURIComponent(paymentId)}/refunds?count=${PAGE}&skip=${page * PAGE}`);
      if (typeof heard === "string") return heard;
      const read = isSuccess(heard.status) ? razorpayRefunds.safeParse(heard.body) : null;
      if (!read?.success) return doubtOf(heard.status) ?? (isNotThere(heard) ? "order_unknown" : "unreadable");
      refunds.push(...read.data.items);
      if (read.data.items.length < PAGE || refunds.some(isWanted)) return refunds;
    }
    return "unreadable";
  };

  const readRefund = async (order: RefundOrder): Promise<GatewayAnswer> => {
    if (order.gatewayReference) {
      const heard = await get(`/refunds/${encodeURIComponent(order.gatewayReference)}`);
      if (typeof heard === "string") return unknown(heard);
      if (isSuccess(heard.status)) return knownAs(order, heard);
      if (!isNotThere(heard)) return unknown(doubtOf(heard.status) ?? "unreadable");
    }
    if (!order.paymentId) return { kind: "absent" };
    const isOurs = ({ name }: RazorpayRefund) => name === order.gatewayRefundId;
    const listed = await list(order.paymentId, isOurs);
    if (!Array.isArray(listed)) return unknown(listed);
    const ours = listed.find(isOurs);
    if (ours) return { kind: "known", refund: ours.refund };
    const mayBeOurs = ({ name, refund }: RazorpayRefund) => name === null && refund.amountPaise === order.amountPaise;
    return listed.some(mayBeOurs) ? unknown("unnamed") : { kind: "absent" };
  };

  return {
    name: "razorpay",
    readRefund,
    async createRefund(order) {
      if (!order.paymentId) return { kind: "refused", code: "payment_unknown" };
      const heard = await askGateway({
        method: "POST",
        url: `${api}/payments/${encodeURIComponent(order.paymentId)}/refund`,
        headers: { ...headers, "content-type": "application/json", "x-refund-idempotency": order.gatewayRefundId },
        body: JSON.stringify({
          amount: Number(order.amountPaise),
          speed: "normal",
          receipt: order.gatewayRefundId,
          notes: { refund: order.gatewayRefundId, number: order.note },
        }),
        timeoutMs,
      });
      if (typeof heard === "string") return unknown(heard);
      return isSuccess(heard.status) ? knownAs(order, heard) : whyNot(heard);
    },
    async listRefunds({ paymentId }) {
      const listed = paymentId ? await list(paymentId) : null;
      if (listed === "order_unknown") return [];
      return Array.isArray(listed) ? listed.map(({ refund }) => refund) : null;
    },
    judgeWebhook: (raw, webhookHeaders, now) => judgeRazorpayWebhook(settings.webhookSecrets, raw, webhookHeaders, now),
  };
}

/** The name may be missing in an answer to our own request; another one is somebody else's refund. */
function knownAs(order: RefundOrder, { body }: Heard): GatewayAnswer {
  const read = razorpayRefund.safeParse(body);
  if (!read.success) return unknown("unreadable");
  const { paymentId, name, refund } = read.data;
  const isOurs = (name ?? order.gatewayRefundId) === order.gatewayRefundId && (order.paymentId ?? paymentId) === paymentId;
  return isOurs ? { kind: "known", refund: { ...refund, gatewayRefundId: order.gatewayRefundId } } : { kind: "conflict" };
}

/** Razorpay says 400 where others say 404, and says which of the two it means in its description alone. */
const isNotThere = ({ status, body }: Heard): boolean =>
  (status === 400 || status === 404) && razorpayError.safeParse(body).data?.isNotThere === true;

/** A no is one only in Razorpay's own words: a proxy's error page must not end a refund. */
function whyNot({ status, body }: Heard): GatewayAnswer {
  const doubt = doubtOf(status);
  if (doubt) return unknown(doubt);
  const error = razorpayError.safeParse(body);
  if (!error.success) return unknown(status === 409 ? "in_flight" : "unreadable");
  if (error.data.isOtherBody) return { kind: "conflict" };
  if (status === 409) return unknown("in_flight");
  return status >= 400 ? { kind: "refused", code: error.data.code } : unknown("unreadable");
}
