import { z } from "zod";
import { cashfreeRefund } from "./cashfree-words";
import type { WebhookVerdict } from "./gateway";
import { gatewayWord, readGatewayJson } from "./gateway-json";
import { eventIdOf, type Headers, headerOf, isFresh, isSigned, news, rejected } from "./signed-webhook";

/** Cashfree repeats after 2, 10 and 30 minutes, so the last try comes 42 minutes after the first. What we turn away is read by the reconciliation. */
export const CASHFREE_MAX_AGE_MS = 60 * 60_000;

const envelope = z.object({ type: gatewayWord });
const refundNews = z.object({ data: z.object({ refund: cashfreeRefund }) });

/** Believes a webhook of Cashfree's or not: base64 HMAC-SHA256 over the timestamp header and the raw body, one after the other. */
export function judgeCashfreeWebhook(secrets: readonly string[], raw: Uint8Array, headers: Headers, now: Date): WebhookVerdict {
  const signature = headerOf(headers, "x-webhook-signature");
  const timestamp = headerOf(headers, "x-webhook-timestamp");
  if (!signature || !timestamp) return rejected("unsigned");
  if (!isSigned(secrets, Buffer.concat([Buffer.from(timestamp), raw]), signature, "base64")) return rejected("forged");
  const sentAt = instantOf(timestamp);
  if (!sentAt) return rejected("unreadable");
  if (!isFresh(sentAt, now, CASHFREE_MAX_AGE_MS)) return rejected("stale");
  const body = readGatewayJson(Buffer.from(raw).toString("utf8"));
  const kind = envelope.safeParse(body);
  if (!kind.success) return rejected("unreadable");
  if (kind.data.type !== "REFUND_STATUS_WEBHOOK") return { kind: "other" };
  const said = refundNews.safeParse(body);
  if (!said.success) return rejected("unreadable");
  return news({ eventId: eventIdOf(headerOf(headers, "x-idempotency-key"), raw), refund: said.data.data.refund.refund, sentAt });
}

/** Both are sent: seconds and milliseconds since 1970. */
function instantOf(timestamp: string): Date | null {
  if (!/^(\d{10}|\d{13})$/.test(timestamp)) return null;
  return new Date(Number(timestamp) * (timestamp.length === 10 ? 1000 : 1));
}
