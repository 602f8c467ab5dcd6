import { open } from "node:fs/promises";
import pg from "pg";
import { openStore } from "@/server/lib/open-store";
import type { PublicKey } from "@/server/lib/signing-keys";
import type { Checkpoint, CheckpointNote } from "./checkpoint";
import { type Closing, isClosing, readClosing } from "./closing-line";
import { judgeWaiting } from "./judge-waiting";
import { readCheckpoints } from "./read-checkpoints";
import { type Ask, readTrail, readTrailFile } from "./read-trail";
import * as faults from "./trail-fault";
import type { TrailLine } from "./trail-line";
import { type Verdict, verifyTrail } from "./verify-trail";

/** `waiting`: events that get their links within a minute, and are not among those that were checked. */
export type Examined = Verdict & {
  waiting: number;
  /** A file: the newest checkpoint that was signed after it was taken. */
  goneOn: Checkpoint | null;
};
type Where = { database: string } | { file: string };
type Wish = { where: Where; checkpoints: string; keys: readonly PublicKey[]; onProgress: (checked: number) => void };

/** So long may an event have waited for its link when a file was taken. */
const LINKED_WITHIN_MS = 600_000;

/**
 * Checks a whole trail, in a database or in an exported file, against the checkpoints of a store. Needs no running console, reads in
 * pieces and changes nothing. Throws when something cannot be read: that says nothing about the trail.
 */
export async function examineTrail({ where, checkpoints, keys, onProgress }: Wish): Promise<Examined> {
  // First, so that no checkpoint is younger than the trail that is read after it.
  const notes = await readCheckpoints(openStore(checkpoints), keys);
  return "file" in where ? examineFile(where.file, notes, keys, onProgress) : examineDatabase(where.database, notes, onProgress);
}

async function examineDatabase(url: string, notes: readonly CheckpointNote[], onProgress: Wish["onProgress"]): Promise<Examined> {
  const client = await openReader(url);
  try {
    const ask: Ask = async (sql, ...values) => (await client.query(sql, values)).rows;
    const verdict = await follow(readTrail(ask), notes, onProgress);
    const { total, faults: ofWaiting } = await judgeWaiting(ask);
    return { ...verdict, faults: [...verdict.faults, ...ofWaiting], waiting: total, goneOn: null };
  } finally {
    await client.end();
  }
}

/** A file is judged by the checkpoints that there were when it was taken, which its signed closing line says. */
async function examineFile(
  file: string,
  notes: readonly CheckpointNote[],
  keys: readonly PublicKey[],
  onProgress: Wish["onProgress"],
): Promise<Examined> {
  const last = await readLastLine(file);
  const closing = isClosing(last) ? readClosing(last, keys) : null;
  const known = closing ? notes.slice(0, notes.findLastIndex((note) => note.checkpoint && note.checkpoint.at <= closing.at) + 1) : notes;
  const goneOn = notes.slice(known.length).findLast(({ checkpoint }) => checkpoint)?.checkpoint ?? null;
  let end: TrailLine | null = null;
  const lines = (async function* () {
    for await (const line of readTrailFile(file)) {
      end = line;
      yield line;
    }
  })();
  const verdict = await follow(lines, known, onProgress);
  // What came after the newest checkpoint then is covered by a later one, and by the closing line.
  const found = verdict.faults.filter(({ what }) => !(goneOn && what === "checkpoint_old"));
  if (!isClosing(last)) found.push(faults.fileCut(end));
  else if (!closing) found.push(faults.endForged);
  else found.push(...judgeEnd(closing, { ...verdict, faults: found }, end));
  return { ...verdict, faults: found, waiting: closing?.waiting ?? 0, goneOn };
}

function judgeEnd({ seq, hash, at, waitingSince }: Closing, verdict: Verdict, end: TrailLine | null): faults.Fault[] {
  const { head } = verdict;
  const found: faults.Fault[] = [];
  if (head.seq > seq || (head.seq === seq && !head.hash.equals(hash))) found.push(faults.endForged);
  else if (verdict.faults.length === 0 && head.seq < seq) found.push(faults.fileCut(end));
  if (waitingSince && at.getTime() - waitingSince.getTime() > LINKED_WITHIN_MS) found.push(faults.waitedLong(waitingSince));
  return found;
}

async function follow(lines: AsyncIterable<TrailLine>, notes: readonly CheckpointNote[], onProgress: Wish["onProgress"]): Promise<Verdict> {
  const check = verifyTrail(lines, notes);
  for (;;) {
    const step = await check.next();
    if (step.done) return step.value;
    onProgress(step.value.checked);
  }
}

const LAST_BYTES = 65_536;

async function readLastLine(name: string): Promise<string> {
  const file = await open(name);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - LAST_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString("utf8").trimEnd().split("\n").at(-1) ?? "";
  } finally {
    await file.close();
  }
}

/** Any login that may read the three tables of the book, itself or as the console. */
async function openReader(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, options: "-c default_transaction_read_only=on" });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean; mayBecome: boolean }>(
      `SELECT has_schema_privilege('console', 'USAGE') AND has_table_privilege('console.audit_link', 'SELECT')
         AND has_table_privilege('console.audit_event', 'SELECT') AND has_table_privilege('console.audit_waiting', 'SELECT') AS may,
         pg_has_role('callmissed_console', 'MEMBER') AS "mayBecome"`,
    );
    if (rows[0]?.may) return client;
    if (!rows[0]?.mayBecome)
      throw new Error(
        "this login may not read the book. Grant it USAGE on the schema console and SELECT on console.audit_event, console.audit_link and console.audit_waiting.",
      );
    await client.query("SET ROLE callmissed_console");
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}
