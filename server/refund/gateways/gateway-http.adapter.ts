import type { Doubt, GatewayAnswer } from "./gateway";
import { readGatewayJson } from "./gateway-json";

/** No answer about refunds comes near this size; a list of hundreds stays below. */
const LARGEST_ANSWER_BYTES = 1_000_000;

export type Question = { method: "GET" | "POST"; url: string; headers: Record<string, string>; body?: string; timeoutMs: number };
/** What came back whole and in time; the body is undefined where it is not JSON. */
export type Heard = { status: number; body: unknown };

export const unknown = (because: Doubt): GatewayAnswer & { kind: "unknown" } => ({ kind: "unknown", because });

/**
 * One request to a gateway with one deadline for all of it, following no redirect. Never throws and never repeats what was
 * said: an error of the network may carry the request, and with it our credentials.
 */
export async function askGateway({ method, url, headers, body, timeoutMs }: Question): Promise<Heard | Doubt> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method, headers, body, signal, redirect: "manual", cache: "no-store" });
    const text = await readBounded(response);
    return text === null ? "unreadable" : { status: response.status, body: readGatewayJson(text) };
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable";
  }
}

async function readBounded(response: Response): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > LARGEST_ANSWER_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What a status means that says nothing of the refund itself; null for the others. */
export function doubtOf(status: number): Doubt | null {
  if (status === 401 || status === 403) return "not_authorised";
  if (status === 408) return "timeout";
  if (status === 429) return "busy";
  return status >= 500 ? "server_error" : null;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;
