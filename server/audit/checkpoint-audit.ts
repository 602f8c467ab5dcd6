import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { findFaults } from "./check-whole";
import { type Checkpoint, type CheckpointNote, checkpointKey, signCheckpoint } from "./checkpoint";
import { OF_SIGNING } from "./find-stall";
import { judgeCheckpoints } from "./judge-checkpoints";
import { judgeWaiting } from "./judge-waiting";
import { linkWaiting } from "./link-audit";
import { BEFORE_FIRST } from "./link-hash";
import { isFoundBent, raiseBent, settleBent } from "./raise-bent";
import { readCheckpoints, readLastCheckpoint } from "./read-checkpoints";
import { type Ask, readTrail } from "./read-trail";
import { recordAuditEvent } from "./record-audit-event";
import { checkpointForged, endChanged, type Fault, isOfAge, isOfTelling, linkRewritten, tailCut } from "./trail-fault";
import type { TrailLine } from "./trail-line";
import { type Head, verdictOf } from "./verify-trail";

/** So many new links are worth a checkpoint before its hour. */
const MANY = 10_000;

export type CheckpointEnd =
  | { end: "taken"; number: number; seq: number }
  | { end: "nothing_new" }
  | { end: "not_yet" }
  | { end: "somebody_else" }
  /** Nothing was signed: the trail reaches its newest checkpoint, so no backup was brought back. */
  | { end: "nothing_cut" }
  /** The trail is bent: nothing was signed. `because` names ids only. */
  | { end: "refused"; because: string };

type Options = {
  /** Only when at least so many links are new. */
  atLeast?: number;
  /** A backup was brought back: check all of it, go on from here, and say so for ever. */
  isRestored?: true;
};

/**
 * Signs where the audit trail stands, outside the database (A1), after it has checked everything since the last checkpoint: if that does
 * not verify, nothing is signed, and an alert, the log and the book say so. Once a trail was found bent, here or by the check of each
 * night, nothing is signed until a check of all of it is green, but for what lines only say of the signing itself and what a checkpoint
 * mends. Killed anywhere, the next run goes on: a note is there whole or not at all, and a number is given once. Throws when the store or
 * the database cannot be reached.
 */
export async function checkpointAudit(
  { db, clock }: Deps,
  { atLeast = 1, isRestored }: Options = {},
  settings: Pick<Env, "AUDIT_STORE" | "SIGNING_KEY_FILE"> = env(),
): Promise<CheckpointEnd> {
  const store = openStore(settings.AUDIT_STORE);
  const keys = openSigningKeys(settings.SIGNING_KEY_FILE);
  const last = await readLastCheckpoint(settings.AUDIT_STORE, keys.published);
  const ask: Ask = (sql, ...values) => db.$queryRawUnsafe(sql, ...values);
  await linkWaiting(db);
  const sign = async (head: Head, restoredTo: number | null, at: Date, isSound = false): Promise<CheckpointEnd> => {
    const checkpoint = checkpointAfter(last, head, restoredTo, at);
    const { number, seq } = checkpoint;
    if (!(await putOnce(store, checkpointKey(number), signCheckpoint(checkpoint, keys.current)))) return { end: "somebody_else" };
    await db.$transaction(async (tx) => {
      if (isSound) await settleBent(tx, at);
      await recordAuditEvent(tx, "audit.checkpointed", { kind: "system" }, {}, { seq });
    });
    logger.info({ number, seq }, "a checkpoint of the audit trail was signed");
    return { end: "taken", number, seq };
  };
  if (isRestored) {
    const notes = await readCheckpoints(store, keys.published);
    const restoredTo = await findRestored(db, notes);
    if (restoredTo === null) return { end: "nothing_cut" };
    // All of it, by what every later check will judge it by.
    const [head, at] = [await endOfChain(db), await clock.now(db)];
    const next = checkpointAfter(last, head, restoredTo, at);
    const faults = await findFaults({ db }, [...notes, { number: next.number, sha256: BEFORE_FIRST, checkpoint: next }]);
    const stopping = faults.find((fault) => !isOfTelling(fault));
    return stopping ? refuse({ db, clock }, stopping) : sign(head, restoredTo, at, faults.length === 0);
  }
  if (await isFoundBent(db)) {
    if (atLeast > 1) return { end: "not_yet" };
    const faults = (await findFaults({ db }, await readCheckpoints(store, keys.published))).filter((fault) => !isOfAge(fault));
    const stopping = faults.find((fault) => !isOfTelling(fault));
    if (stopping) return refuse({ db, clock }, stopping);
    if (faults.length === 0) await db.$transaction(async (tx) => settleBent(tx, await clock.now(tx)));
  }
  const end = await endOfChain(db);
  const start = await startFrom(db, last, end);
  if ("refused" in start) return refuse({ db, clock }, start.refused);
  const { from } = start;
  if (end.seq - from.seq < atLeast) {
    await tellAgain(db, last);
    return { end: atLeast > 1 ? "not_yet" : "nothing_new" };
  }
  const seen = { others: 0 };
  const verdict = await verdictOf(counting(readTrail(ask, { after: from.seq, upTo: end.seq }), seen), [], from);
  const fault = verdict.faults[0] ?? (await judgeWaiting(ask)).faults[0];
  if (fault) return refuse({ db, clock }, fault);
  if (verdict.head.seq !== end.seq || !verdict.head.hash.equals(end.hash)) return refuse({ db, clock }, endChanged(end.seq));
  // The line that a checkpoint itself leaves in the book is no reason for the next one.
  if (seen.others === 0) {
    await tellAgain(db, last);
    return { end: "nothing_new" };
  }
  return sign(end, null, await clock.now(db));
}

export const isMany = { atLeast: MANY } as const;

const BEGINNING: Head = { seq: 0, hash: BEFORE_FIRST };
type Start = { refused: Fault } | { from: Head & { checkpoint?: Checkpoint } };

const checkpointAfter = (last: CheckpointNote | null, { seq, hash }: Head, restoredTo: number | null, at: Date): Checkpoint => ({
  ...{ number: (last?.number ?? 0) + 1, seq, hash, at, previous: last?.sha256 ?? null, restoredTo },
});

/** From where on the trail is to be checked: the last checkpoint, if the chain still is what it signed. */
async function startFrom(db: Db, last: CheckpointNote | null, end: Head): Promise<Start> {
  if (!last) return { from: BEGINNING };
  const { number, checkpoint } = last;
  if (!checkpoint) return { refused: checkpointForged(number) };
  const found = await db.auditLink.findUnique({ where: { seq: checkpoint.seq } });
  if (found && checkpoint.hash.equals(found.hash)) return { from: { seq: checkpoint.seq, hash: checkpoint.hash, checkpoint } };
  return { refused: found ? linkRewritten(checkpoint) : tailCut(checkpoint, end.seq, null) };
}

/**
 * A backup was brought back: the newest checkpoint whose link is as it signed it. What was signed after that is given up, and the next note
 * says so. Null where that is the newest of all, or there is none: nothing was cut.
 */
async function findRestored(db: Db, notes: readonly CheckpointNote[]): Promise<number | null> {
  const { standing, newest } = judgeCheckpoints(notes);
  for (const { seq, hash } of standing.reverse()) {
    const found = await db.auditLink.findUnique({ where: { seq } });
    if (found && hash.equals(found.hash)) return newest?.seq === seq ? null : seq;
  }
  return notes.length > 0 ? 0 : null;
}

/** A signer that was killed between the note and its line in the book is made up for. */
async function tellAgain(db: Db, last: CheckpointNote | null): Promise<void> {
  const seq = last?.checkpoint?.seq;
  if (seq === undefined) return;
  const told = { type: "audit.checkpointed", payload: { equals: { seq } } };
  if (await db.auditEvent.findFirst({ where: told, orderBy: { id: "desc" }, select: { id: true } })) return;
  await db.$transaction((tx) => recordAuditEvent(tx, "audit.checkpointed", { kind: "system" }, {}, { seq }));
}

async function endOfChain(db: Db): Promise<Head> {
  const last = await db.auditLink.findFirst({ orderBy: { seq: "desc" } });
  return last ? { seq: Number(last.seq), hash: Buffer.from(last.hash) } : BEGINNING;
}

async function putOnce(store: ObjectStore, key: string, note: string): Promise<boolean> {
  try {
    await store.put(key, Buffer.from(note), { ifAbsent: true });
    return true;
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    return (await store.get(key))?.data.toString("utf8") === note; // ours, when only the answer was lost
  }
}

async function* counting(lines: AsyncIterable<TrailLine>, seen: { others: number }): AsyncGenerator<TrailLine> {
  for await (const line of lines) {
    if (!line.event || !OF_SIGNING.includes(line.event.type)) seen.others += 1;
    yield line;
  }
}

async function refuse(deps: Deps, fault: Fault): Promise<CheckpointEnd> {
  await raiseBent(deps, fault);
  return { end: "refused", because: fault.says };
}
