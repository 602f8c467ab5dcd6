import { z } from "zod";
import type { ChainedEvent } from "./link-hash";

/** One line of the trail: an event and its link. Either may be missing where somebody tampered. */
export type TrailLine = { seq: number | null; hash: Buffer | null; id: number; event: ChainedEvent | null };

const PAYLOAD = ',"payload":';
const uuid = z.string().nullable();
const form = z.object({
  seq: z.number().int().positive().nullable(),
  id: z.number().int(),
  at: z.iso.datetime(),
  type: z.string(),
  actorKind: z.string(),
  actorId: uuid,
  tenantId: uuid,
  requestId: uuid,
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  payload: z.unknown(),
});

/**
 * One line of an exported trail (JSON Lines, UTF-8, lines in the order of seq): the keys in this order, `hash` in hex, `at` in UTC with
 * milliseconds, `payload` last and exactly as PostgreSQL writes jsonb, since its very bytes are hashed. Without line feed.
 */
export function writeTrailLine({ seq, hash, event }: TrailLine & { event: ChainedEvent }): string {
  const { id, at, type, actorKind, actorId, tenantId, requestId, payload } = event;
  const rest = {
    seq,
    id,
    at: new Date(at).toISOString(),
    type,
    actorKind,
    actorId,
    tenantId,
    requestId,
    hash: hash?.toString("hex") ?? null,
  };
  return `${JSON.stringify(rest).slice(0, -1)}${PAYLOAD}${payload}}`;
}

/** Reads one line of an exported trail; null when it is none. */
export function readTrailLine(line: string): TrailLine | null {
  // Quotation marks inside a string are escaped, so the first of these is the key itself.
  const from = line.indexOf(PAYLOAD) + PAYLOAD.length;
  const read = form.safeParse(parseJson(line));
  if (!read.success || from < PAYLOAD.length) return null;
  const { seq, hash, at, payload: _, ...event } = read.data;
  const whole = { ...event, at: Date.parse(at), payload: line.slice(from, line.lastIndexOf("}")) };
  return { seq, hash: hash === null ? null : Buffer.from(hash, "hex"), id: event.id, event: whole };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
