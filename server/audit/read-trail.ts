import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isClosing } from "./closing-line";
import type { ChainedEvent } from "./link-hash";
import { readTrailLine, type TrailLine } from "./trail-line";

/** Asks a database; every column comes back as text, boolean or null, whatever client asks. */
export type Ask = <Row>(sql: string, ...values: string[]) => Promise<Row[]>;

type Found = Record<keyof Omit<ChainedEvent, "id">, string | null>;
type Row = Found & { seq: string | null; hash: string | null; id: string; found: boolean };

const PAGE = 5_000;
const EVENT = `(CASE WHEN isfinite(e.at) THEN (extract(epoch FROM e.at) * 1000)::bigint END)::text AS at, e.type, e.actor_kind::text AS "actorKind",
  e.actor_id::text AS "actorId", e.tenant_id::text AS "tenantId", e.request_id::text AS "requestId", e.payload::text AS payload`;
const LINKED = `SELECT l.seq::text AS seq, encode(l.hash, 'hex') AS hash, l.event_id::text AS id, e.id IS NOT NULL AS found, ${EVENT}
  FROM console.audit_link l LEFT JOIN console.audit_event e ON e.id = l.event_id
  WHERE l.seq > $1::bigint AND l.seq <= $2::bigint ORDER BY l.seq LIMIT ${PAGE}`;
const UNLINKED = `SELECT NULL AS seq, NULL AS hash, e.id::text AS id, true AS found, ${EVENT}
  FROM console.audit_event e WHERE e.id >= $1::bigint AND NOT EXISTS (SELECT 1 FROM console.audit_link l WHERE l.event_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM console.audit_waiting w WHERE w.event_id = e.id) ORDER BY e.id LIMIT 1`;
const GONE = `SELECT NULL AS seq, NULL AS hash, w.event_id::text AS id, false AS found, ${EVENT}
  FROM console.audit_waiting w LEFT JOIN console.audit_event e ON e.id = w.event_id WHERE e.id IS NULL ORDER BY w.event_id LIMIT 1`;
const LOWEST = "-9223372036854775808";
const HIGHEST = "9223372036854775807";

/**
 * The trail of a database in the order of its links, a page at a time, and after it the first number that waits for a link although its
 * event is gone, and the first event without a link that does not wait for one. With `part`, only what
 * is linked after `after` up to `upTo`, and events without a link from the first number of that part on.
 */
export async function* readTrail(ask: Ask, part?: { after: number; upTo: number }): AsyncGenerator<TrailLine> {
  let after = part ? String(part.after) : LOWEST;
  let lowest: number | null = null;
  for (;;) {
    const rows = await ask<Row>(LINKED, after, part ? String(part.upTo) : HIGHEST);
    for (const row of rows) {
      const line = lineOf(row);
      lowest = Math.min(lowest ?? line.id, line.id);
      yield line;
    }
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < PAGE) break;
  }
  for (const row of await ask<Row>(GONE)) yield lineOf(row);
  if (part && lowest === null) return;
  for (const row of await ask<Row>(UNLINKED, part ? String(lowest) : LOWEST)) yield lineOf(row);
}

/** The trail of an exported file, without its closing line. Throws with the line's number where something else stands in it. */
export async function* readTrailFile(file: string): AsyncGenerator<TrailLine> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text === "" || isClosing(text)) continue;
    const line = readTrailLine(text);
    if (!line) throw new Error(`Line ${number} is no line of an exported trail.`);
    yield line;
  }
}

function lineOf({ seq, hash, id, found, at, type, actorKind, actorId, tenantId, requestId, payload }: Row): TrailLine {
  const who = { actorId, tenantId, requestId, payload: payload ?? "", type: type ?? "", actorKind: actorKind ?? "" };
  const event = found ? { id: Number(id), at: Number(at ?? Number.NaN), ...who } : null;
  return { seq: seq === null ? null : Number(seq), hash: hash === null ? null : Buffer.from(hash, "hex"), id: Number(id), event };
}
