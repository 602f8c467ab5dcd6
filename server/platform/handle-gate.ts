import { databaseClock } from "@/server/lib/clock";
import { sameSecret } from "@/server/lib/crypto";
import { consoleDb } from "@/server/lib/db";
import { within } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import { checkGate } from "./check-gate";
import { gateQuestion } from "./gate";

const LIMIT_BYTES = 4_096;
/** Bots and people wait for this answer; later than this, "we do not know" is the better one. */
const ANSWER_WITHIN_MS = 5_000;
const say = (status: number, error: string) => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });

/**
 * POST /api/gate/v1/check, for the platform with its service credential: 200 with `{ allowed, reason? }`; 401 without the
 * credential, 413 and 400 for what is not one question, 503 when we do not know — which the platform must read as "no".
 */
export async function handleGate(request: Request): Promise<Response> {
  const credential = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!sameSecret(credential, env().GATE_TOKEN)) return say(401, "the gate needs the platform's credential: Authorization: Bearer …");
  const closed = await refuseToServe();
  if (closed) return closed;
  const text = await readLimited(request);
  if (text === null) return say(413, `a question has at most ${LIMIT_BYTES} bytes`);
  const question = gateQuestion.safeParse(parseJson(text));
  if (!question.success)
    return say(400, 'ask with exactly one of "apiKey", "apiKeySha256", "botId", "memberId", "webhookId"; ids are UUIDs');
  try {
    const answer = await within(ANSWER_WITHIN_MS, checkGate({ db: consoleDb(), clock: databaseClock }, question.data));
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    logger.error({ err: error }, "the gate could not answer");
    return say(503, "the gate cannot answer now; treat this as not allowed");
  }
}

async function readLimited(request: Request): Promise<string | null> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LIMIT_BYTES) return null;
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it with the sentence that says how to ask
  }
}
