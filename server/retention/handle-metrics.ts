import { databaseClock } from "@/server/lib/clock";
import { sameSecret } from "@/server/lib/crypto";
import { consoleDb } from "@/server/lib/db";
import { within } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { takeMetrics } from "./take-metrics";

const ANSWER_WITHIN_MS = 10_000;
const say = (status: number, text: string) => new Response(`${text}\n`, { status, headers: { "cache-control": "no-store" } });

/** GET /api/metrics, for the monitor with METRICS_TOKEN: 404 while no token is set, 401 without it, 503 when the database does not answer. */
export async function handleMetrics(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token) return say(404, "there is no such page");
  const credential = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!sameSecret(credential, token)) return say(401, "metrics need Authorization: Bearer METRICS_TOKEN");
  try {
    const { contentType, text } = await within(ANSWER_WITHIN_MS, takeMetrics({ db: consoleDb(), clock: databaseClock }));
    return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
  } catch (error) {
    logger.error({ err: error }, "metrics could not be taken");
    return say(503, "the database does not answer");
  }
}
