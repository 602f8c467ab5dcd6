import { createHash } from "node:crypto";

/** One event of the book as it is hashed: every column, the payload exactly as PostgreSQL writes jsonb. */
export type ChainedEvent = {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  type: string;
  actorKind: string;
  actorId: string | null;
  tenantId: string | null;
  requestId: string | null;
  payload: string;
};

/** What stands before the first link. */
export const BEFORE_FIRST = Buffer.alloc(32);

/** The hash of a link (A1): SHA-256 over the link before it and nine lines. The same as console.audit_hash in the database. */
export function linkHash(previous: Uint8Array, seq: number, event: ChainedEvent): Buffer {
  const { id, at, type, actorKind, actorId, tenantId, requestId, payload } = event;
  const form = `${seq}\n${id}\n${at}\n${type}\n${actorKind}\n${actorId ?? ""}\n${tenantId ?? ""}\n${requestId ?? ""}\n${payload}`;
  return createHash("sha256").update(previous).update(form).digest();
}
