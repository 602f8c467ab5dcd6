import { processNow } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import { within } from "@/server/lib/deadline";
import { logger } from "@/server/lib/logger";
import { openOrNull } from "./ask-gateway";
import type { GatewayName } from "./gateways/gateway";
import type { RefundDeps } from "./open-refund-deps";
import { receiveGatewayEvent } from "./receive-gateway-event";

const LIMIT_BYTES = 65_536;
/** Later than this a gateway counts it as failed and sends it again. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * A webhook of a payment gateway (R4): judged by its raw bytes before anything of it is believed; 401 without a word for what is
 * not signed, forged or stale; 200 only once it is committed, also for what says nothing new; 503 when it could not be, so that
 * the gateway sends it again.
 */
export async function receiveWebhook(deps: RefundDeps, name: GatewayName, request: Request): Promise<Response> {
  const raw = await readLimited(request);
  if (!raw) return say(413);
  const gateway = openOrNull(deps.openGateway, name);
  const verdict = gateway?.judgeWebhook(raw, Object.fromEntries(request.headers), processNow());
  if (verdict?.kind === "other") return say(200);
  if (verdict?.kind !== "news") {
    const because = verdict?.because ?? "not_set_up";
    logger.warn({ gateway: name, because }, "a webhook was turned away");
    return say(because === "unreadable" ? 400 : 401);
  }
  try {
    const received = await within(ANSWER_WITHIN_MS, receiveGatewayEvent(deps, name, verdict.news, sha256Hex(raw)));
    logger.info({ gateway: name, received }, "a webhook was received");
    return say(200);
  } catch (error) {
    logger.error({ err: error, gateway: name }, "a webhook could not be taken over");
    return say(503);
  }
}

const say = (status: number) => Response.json({}, { status, headers: { "cache-control": "no-store" } });

async function readLimited(request: Request): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > LIMIT_BYTES) return null;
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}
