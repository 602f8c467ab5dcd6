import { createHash } from "node:crypto";
import type { PublicKey, SigningKey } from "@/server/lib/signing-keys";
import { openNote, signNote } from "./signed-note";

/** Where the trail stood once, as we signed it outside the database. */
export type Checkpoint = {
  /** Counts up from 1 without gaps. */
  number: number;
  seq: number;
  hash: Buffer;
  at: Date;
  /** SHA-256 of the note before it; null for the first. */
  previous: Buffer | null;
  /** Signed by whoever brought a backup back: the trail went back to this link, and what was signed beyond it is gone. */
  restoredTo: number | null;
};

/** A note as it lies in the store. Null: it is none of ours, or it was changed. */
export type CheckpointNote = { number: number; sha256: Buffer; checkpoint: Checkpoint | null };

/** Opens the first line of every checkpoint, so that nothing else that was signed is ever taken for one. */
const ORIGIN = "callmissed.com/audit";
const FOLDER = "checkpoints/";
const KEY = /^checkpoints\/(\d{10})\.txt$/;

export const checkpointKey = (number: number): string => `${FOLDER}${String(number).padStart(10, "0")}.txt`;
export const CHECKPOINTS = FOLDER;

/** What the keys of a thousand checkpoints begin with: those of this number, or of one so many thousands further on. */
export const blockOf = (number: number, further = 0): string => `${FOLDER}${String(Math.floor(number / 1_000) + further).padStart(7, "0")}`;

/** The number in a checkpoint's key; null for any other object. */
export function numberOfKey(key: string): number | null {
  const digits = KEY.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Signs a checkpoint: origin, seq and hash as in C2SP tlog checkpoints, then what ties it to time and to the one before it. */
export function signCheckpoint({ number, seq, hash, at, previous, restoredTo }: Checkpoint, key: SigningKey): string {
  const restored = restoredTo === null ? "" : `restored-to ${restoredTo}\n`;
  const text = `${ORIGIN}\n${seq}\n${hash.toString("base64")}\nnumber ${number}\nat ${at.toISOString()}\nprevious ${previous?.toString("base64") ?? "none"}\n${restored}`;
  return signNote(text, ORIGIN, key);
}

const FORM =
  /^callmissed\.com\/audit\n(\d{1,16})\n([A-Za-z0-9+/]{43}=)\nnumber (\d{1,10})\nat (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nprevious (none|[A-Za-z0-9+/]{43}=)\n(?:restored-to (\d{1,16})\n)?$/;

/** Reads a note from the store's object of that number, trusting nothing that is not signed with one of these keys. */
export function readCheckpoint(number: number, data: Buffer, keys: readonly PublicKey[]): CheckpointNote {
  const sha256 = createHash("sha256").update(data).digest();
  const [, seq, hash = "", named, at = "", previous, restoredTo] = FORM.exec(openNote(data.toString("utf8"), ORIGIN, keys) ?? "") ?? [];
  if (Number(named) !== number) return { number, sha256, checkpoint: null };
  const before = previous === "none" || previous === undefined ? null : Buffer.from(previous, "base64");
  const restored = restoredTo === undefined ? null : Number(restoredTo);
  const checkpoint = {
    number,
    seq: Number(seq),
    hash: Buffer.from(hash, "base64"),
    at: new Date(at),
    previous: before,
    restoredTo: restored,
  };
  return { number, sha256, checkpoint };
}
