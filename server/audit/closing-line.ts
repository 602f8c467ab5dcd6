import type { PublicKey, SigningKey } from "@/server/lib/signing-keys";
import { openNote, signNote } from "./signed-note";

/** What an exported trail ends with: where the book stood, when, and what waited for its link then. */
export type Closing = { seq: number; hash: Buffer; at: Date; waiting: number; waitingSince: Date | null };

/** Opens what is signed, so that no checkpoint is ever taken for a closing line, nor the other way round. */
const ORIGIN = "callmissed.com/audit-export";
const BEGINS = '{"end":true,"note":';
const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const FORM = new RegExp(
  String.raw`^callmissed\.com/audit-export\n(\d{1,16})\n([A-Za-z0-9+/]{43}=)\nat (${INSTANT})\nwaiting (\d{1,16}) (none|${INSTANT})\n$`,
);

/** The last line of an exported trail, without line feed: a file that was cut has none, and nobody else can write one. */
export function writeClosing({ seq, hash, at, waiting, waitingSince }: Closing, key: SigningKey): string {
  const text = `${ORIGIN}\n${seq}\n${hash.toString("base64")}\nat ${at.toISOString()}\nwaiting ${waiting} ${waitingSince?.toISOString() ?? "none"}\n`;
  return `${BEGINS}${JSON.stringify(signNote(text, ORIGIN, key))}}`;
}

export const isClosing = (line: string): boolean => line.startsWith(BEGINS);

/** Reads a closing line; null when none of the keys signed it. */
export function readClosing(line: string, keys: readonly PublicKey[]): Closing | null {
  let note: unknown;
  try {
    note = (JSON.parse(line) as { note?: unknown }).note;
  } catch {
    return null;
  }
  const read = typeof note === "string" ? FORM.exec(openNote(note, ORIGIN, keys) ?? "") : null;
  if (!read) return null;
  const [, seq, hash = "", at = "", waiting, since = "none"] = read;
  const waitingSince = since === "none" ? null : new Date(since);
  return { seq: Number(seq), hash: Buffer.from(hash, "base64"), at: new Date(at), waiting: Number(waiting), waitingSince };
}
