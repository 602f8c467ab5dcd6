import { hmacSha256, sameSecret, sha256Hex } from "@/server/lib/crypto";
import type { GatewayNews, WebhookVerdict } from "./gateway";

/** Clocks differ; nobody's is further ahead than this. */
export const FUTURE_MS = 5 * 60_000;

export type Headers = Record<string, string>;

/** A header by its name, however the two sides spell it; an empty one is none. */
export function headerOf(headers: Headers, name: string): string | null {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1] || null;
}

/** Is it signed with one of these secrets (two are valid while one is being replaced)? Every one is tried, so that time tells nothing. */
export function isSigned(secrets: readonly string[], message: Uint8Array, signature: string, encoding: "base64" | "hex"): boolean {
  return secrets.map((secret) => sameSecret(hmacSha256(secret, message).toString(encoding), signature)).some(Boolean);
}

/** How long after it was sent a webhook is still believed. */
export function isFresh(sentAt: Date, now: Date, maxAgeMs: number): boolean {
  const ageMs = now.getTime() - sentAt.getTime();
  return ageMs <= maxAgeMs && ageMs >= -FUTURE_MS;
}

/** The gateway's name for an event, or the fingerprint of what it said where it gave none that could be kept. */
export const eventIdOf = (given: string | null, raw: Uint8Array): string =>
  given && /^[\w.:=+/-]{1,200}$/.test(given) ? given : `sha256:${sha256Hex(raw)}`;

export const rejected = (because: (WebhookVerdict & { kind: "rejected" })["because"]): WebhookVerdict => ({ kind: "rejected", because });
export const news = (told: GatewayNews): WebhookVerdict => ({ kind: "news", news: told });
