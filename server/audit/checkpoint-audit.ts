import type { Db } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { type Env, env } from "@/server/lib/env";
import { logger } from "@/server/lib/logger";
import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openSigningKeys } from "@/server/lib/signing-key-file.adapter";
import { findFault } from "./check-whole";
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
import { checkpointForged, endChanged, type Fault, linkRewritten, tailCut } from "./trail-fault";
import type { TrailLine } from "./trail-line";
import { type Head, verdictOf } from "./verify-trail";

/** So many new links are worth a checkpoint before its hour. */
const MANY = 10_000;

export type CheckpointEnd =
  | { end: "taken"; number: number; seq: number }
  | { end: "nothing_new" }
  | { end: "not_yet" }
  | { end: "somebody_else" }
  /** The trail is bent: nothing was signed. `because` names ids only. */
  | { end: "refused"; because: string };

type Options = {
  /** Only when at least so many links are new. */
  atLeast?: number;
  /** A backup was brought back: go on from here, and say so for ever. */
  isRestored?: true;
};

/**
 * Signs where the audit trail stands, outside the database (A1), after it has checked everything since the last checkpoint: if that does
 * not verify, nothing is signed, and an alert, the log and the book say so. Once a trail was found bent, here or by the check of each
 * night, nothing is signed until a check of all of it is green. Killed anywhere, the next run goes on: a note is there whole or
 * not at all, and a number is given once. Throws when the store or the database cannot be reached.
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
  if (!isRestored && (await isFoundBent(db))) {
    if (atLeast > 1) return { end: "not_yet" };
    const fault = await findFault({ db }, await readCheckpoints(store, keys.published));
    if (fault) return refuse({ db, clock }, fault);
    await db.$transaction(async (tx) => settleBent(tx, await clock.now(tx)));
  }
  const end = await endOfChain(db);
  const start = isRestored ? await startRestored(db, await readCheckpoints(store, keys.published)) : await startFrom(db, last, end);
  if ("refused" in start) return refuse({ db, clock }, start.refused);
  const { from, restoredTo } = start;
  if (end.seq - from.seq < atLeast && restoredTo === null) return { end: atLeast > 1 ? "not_yet" : "nothing_new" };
  const seen = { others: 0 };
  const verdict = await verdictOf(counting(readTrail(ask, { after: from.seq, upTo: end.seq }), seen), [], from);
  const fault = verdict.faults[0] ?? (await judgeWaiting(ask)).faults[0];
  if (fault) return refuse({ db, clock }, fault);
  if (verdict.head.seq !== end.seq || !verdict.head.hash.equals(end.hash)) return refuse({ db, clock }, endChanged(end.seq));
  // The line that a checkpoint itself leaves in the book is no reason for the next one.
  if (seen.others === 0 && restoredTo === null) {
    await tellAgain(db, last);
    return { end: "nothing_new" };
  }
  const number = (last?.number ?? 0) + 1;
  const at = await clock.now(db);
  const checkpoint = { number, seq: end.seq, hash: end.hash, at, previous: last?.sha256 ?? null, restoredTo };
  if (!(await putOnce(store, checkpointKey(number), signCheckpoint(checkpoint, keys.current)))) return { end: "somebody_else" };
  await db.$transaction(async (tx) => {
    if (isRestored) await settleBent(tx, at);
    await recordAuditEvent(tx, "audit.checkpointed", { kind: "system" }, {}, { seq: end.seq });
  });
  logger.info({ number, seq: end.seq }, "a checkpoint of the audit trail was signed");
  return { end: "taken", number, seq: end.seq };
}

export const isMany = { atLeast: MANY } as const;

const BEGINNING: Head = { seq: 0, hash: BEFORE_FIRST };
type Start = { refused: Fault } | { from: Head & { checkpoint?: Checkpoint }; restoredTo: number | null };

/** From where on the trail is to be checked: the last checkpoint, if the chain still is what it signed. */
async function startFrom(db: Db, last: CheckpointNote | null, end: Head): Promise<Start> {
  if (!last) return { from: BEGINNING, restoredTo: null };
  const { number, checkpoint } = last;
  if (!checkpoint) return { refused: checkpointForged(number) };
  const found = await db.auditLink.findUnique({ where: { seq: checkpoint.seq } });
  if (found && checkpoint.hash.equals(found.hash))
    return { from: { seq: checkpoint.seq, hash: checkpoint.hash, checkpoint }, restoredTo: null };
  return { refused: found ? linkRewritten(checkpoint) : tailCut(checkpoint, end.seq, null) };
}

/** A backup was brought back: the newest checkpoint that it still fits. What was signed after that is given up, and the next note says so. */
async function startRestored(db: Db, notes: readonly CheckpointNote[]): Promise<Start> {
  const fake = notes.find(({ checkpoint }) => !checkpoint);
  if (fake) return { refused: checkpointForged(fake.number) };
  const { standing } = judgeCheckpoints(notes);
  const newest = standing.at(-1);
  for (const { seq, hash } of standing.reverse()) {
    const found = await db.auditLink.findUnique({ where: { seq } });
    if (found && hash.equals(found.hash)) return { from: { seq, hash }, restoredTo: newest?.seq === seq ? null : seq };
  }
  return { from: BEGINNING, restoredTo: notes.length > 0 ? 0 : null };
}

/** A signer that was killed between the note and its line in the book is made up for. */
async function tellAgain(db: Db, last: CheckpointNote | null): Promise<void> {
  const told = await db.auditEvent.findFirst({ where: { type: "audit.checkpointed" }, orderBy: { id: "desc" } });
  const seq = last?.checkpoint?.seq ?? 0;
  if (Number((told?.payload as { seq?: number } | undefined)?.seq ?? 0) >= seq) return;
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
