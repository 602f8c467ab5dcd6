/*
 *  entry 1 ◀── entry 2 ◀── … ◀── entry m ◀── entry m+1
 *                                   ▲            │
 *                          this database's mark  └─ ours, between append and commit, or this database is an older one
 *
 *  The erasure ledger (P6): one small object per erasure, outside the database, each holding the hash of the one before.
 */
import canonicalize from "canonicalize";
import { z } from "zod";
import { hmacSha256, sha256Hex } from "@/server/lib/crypto";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.strictObject({
  version: z.literal(1),
  number: z.number().int().positive(),
  erasedAt: z.iso.datetime(),
  /** Keyed hash of the tenant's id: who has a restored database and the key finds the tenant again, nobody else does. */
  tenantRef: hash,
  /** Which ledger key made the reference; a wrong key would find nobody and call that nothing to do. */
  keyCheck: z.string().regex(/^[0-9a-f]{16}$/),
  certificateSha256: hash,
  previousSha256: hash,
});
export type LedgerEntry = z.infer<typeof entrySchema>;
/** An entry as it was read, with the hash that the next one repeats. */
export type ReadEntry = { entry: LedgerEntry; sha256: string };
export type Mark = { number: number; entrySha256: string };

/** What the first entry repeats. */
export const BEFORE_THE_FIRST: Mark = { number: 0, entrySha256: "0".repeat(64) };

/** The ledger is missing, cut, changed or made with another key: nothing is called purged and nobody is served on top of it. */
export class LedgerTrouble extends Error {
  override readonly name = "LedgerTrouble";
}

export const entryPlace = (number: number): string => `entries/${String(number).padStart(8, "0")}.json`;
export const certificatePlace = (sha256: string): string => `certificates/${sha256}.jws`;

export const tenantRef = (key: string, tenantId: string): string =>
  hmacSha256(key, `callmissed erasure ledger 1\0${tenantId.toLowerCase()}`).toString("hex");
export const keyCheck = (key: string): string => hmacSha256(key, "callmissed erasure ledger 1, key check").toString("hex").slice(0, 16);

export const writeEntry = (entry: LedgerEntry): Buffer => Buffer.from(canonicalize(entrySchema.parse(entry)) ?? "");

/** Reads entry `number`; throws LedgerTrouble unless it is whole and of this form. */
export function parseEntry(data: Uint8Array, number: number): ReadEntry {
  const text = Buffer.from(data).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerTrouble(`entry ${number} of the erasure ledger is cut off or not JSON`);
  }
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success || parsed.data.number !== number || canonicalize(parsed.data) !== text)
    throw new LedgerTrouble(`entry ${number} of the erasure ledger is damaged`);
  return { entry: parsed.data, sha256: sha256Hex(data) };
}

/** Throws LedgerTrouble unless `next` follows `previous`. */
export function checkChain(previous: Mark, next: ReadEntry): void {
  if (next.entry.number !== previous.number + 1 || next.entry.previousSha256 !== previous.entrySha256)
    throw new LedgerTrouble(`entry ${next.entry.number} of the erasure ledger does not follow the one before it`);
}

export type Standing = { is: "fine" } | { is: "older"; beyond: number } | { is: "damaged"; because: string };

/**
 * May this database be served? Its mark must stand in the ledger, and every entry beyond it must be one whose certificate
 * this very database holds: a purge of its own between the append and the commit. Anything else was erased after the
 * backup that this database came from, and has come back.
 */
export function judgeLedger(mark: Mark, atMark: ReadEntry | null, beyond: readonly { isOurs: boolean }[]): Standing {
  if (mark.number > 0 && !atMark) return { is: "damaged", because: `entry ${mark.number}, which this database has followed, is not there` };
  if (mark.number > 0 && atMark?.sha256 !== mark.entrySha256)
    return { is: "damaged", because: `entry ${mark.number} is not the one that this database has followed` };
  const foreign = beyond.filter(({ isOurs }) => !isOurs).length;
  return foreign > 0 ? { is: "older", beyond: foreign } : { is: "fine" };
}

/** What to tell whoever has to act; null when all is well. */
export function sentenceFor(standing: Standing): string | null {
  if (standing.is === "fine") return null;
  if (standing.is === "damaged")
    return `LEDGER_STORE does not hold this database's erasure ledger: ${standing.because}. Bring back the ledger that belongs to it.`;
  return `This database is older than its erasure ledger: ${standing.beyond} ${standing.beyond === 1 ? "erasure has" : "erasures have"} come back with a restore. Run: npm run erasures:replay (after removing .data/pg by hand, remove .data/ledger as well).`;
}
