import { hmacSha256 } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";

const EVENTS = {
  tenant_deactivated: "tenant.deactivated",
  tenant_reactivated: "tenant.reactivated",
  purge_started: "purge.started",
  tenant_purged: "tenant.purged",
} as const;

/**
 * Delivers one signal to the platform in the platform's own webhook style: event, delivery id, HMAC-SHA256 over the raw
 * body, 10 s. The delivery id is the signal's, so a repeated delivery is recognised. Throws when it is not taken; the queue tries again.
 */
export async function deliverSignal(deps: Deps, signalId: string): Promise<void> {
  const { PLATFORM_WEBHOOK_URL: url, PLATFORM_WEBHOOK_SECRET: secret } = env();
  const signal = await deps.db.signal.findUnique({ where: { id: signalId } });
  if (!signal || !url || !secret) return;
  const body = JSON.stringify({ event: EVENTS[signal.kind], tenantId: signal.tenantId, occurredAt: signal.createdAt.toISOString() });
  const failure = await post(url, body, {
    "content-type": "application/json",
    "x-callmissed-event": EVENTS[signal.kind],
    "x-callmissed-delivery": signal.id,
    "x-callmissed-signature": `sha256=${hmacSha256(secret, body).toString("hex")}`,
  });
  if (failure) throw new Error(`the platform did not take a signal (${failure})`);
}

/** Null when it was taken; otherwise a short code of what happened instead. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<string | null> {
  try {
    const response = await fetch(url, { method: "POST", body, headers, redirect: "error", signal: AbortSignal.timeout(10_000) });
    return response.ok ? null : `http_${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable";
  }
}
