import type { WebhookVerdict } from "./gateway";
import { readGatewayJson } from "./gateway-json";
import { razorpayEnvelope, razorpayNews } from "./razorpay-words";
import { eventIdOf, type Headers, headerOf, isFresh, isSigned, news, rejected } from "./signed-webhook";

/** Razorpay repeats for 24 hours after the event, whose time is signed with the body; an hour more is for the last try's way. */
export const RAZORPAY_MAX_AGE_MS = 25 * 60 * 60_000;

const REFUND_EVENTS = new Set(["refund.created", "refund.processed", "refund.failed"]);

/** Believes a webhook of Razorpay's or not: hex HMAC-SHA256 over the raw body. */
export function judgeRazorpayWebhook(secrets: readonly string[], raw: Uint8Array, headers: Headers, now: Date): WebhookVerdict {
  const signature = headerOf(headers, "x-razorpay-signature");
  if (!signature) return rejected("unsigned");
  if (!isSigned(secrets, raw, signature, "hex")) return rejected("forged");
  const body = readGatewayJson(Buffer.from(raw).toString("utf8"));
  const envelope = razorpayEnvelope.safeParse(body);
  if (!envelope.success) return rejected("unreadable");
  const { event, created_at: sentAt } = envelope.data;
  if (!isFresh(sentAt, now, RAZORPAY_MAX_AGE_MS)) return rejected("stale");
  if (!REFUND_EVENTS.has(event)) return { kind: "other" };
  const said = razorpayNews.safeParse(body);
  if (!said.success) return rejected("unreadable");
  return news({
    eventId: eventIdOf(headerOf(headers, "x-razorpay-event-id"), raw),
    refund: said.data.payload.refund.entity.refund,
    sentAt,
  });
}
