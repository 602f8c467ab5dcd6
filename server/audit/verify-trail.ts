import type { Checkpoint, CheckpointNote } from "./checkpoint";
import { judgeCheckpoints } from "./judge-checkpoints";
import { BEFORE_FIRST, type ChainedEvent, linkHash } from "./link-hash";
import type { Fault } from "./trail-fault";
import * as faults from "./trail-fault";
import type { TrailLine } from "./trail-line";

export type Head = { seq: number; hash: Buffer };
/** A link that is known to be good, and the checkpoint that says so. */
type From = Head & { checkpoint?: Checkpoint };
/** What a check came to. `faults` begins with the first bad event; what is wrong with the checkpoints themselves stands after it. */
export type Verdict = { events: number; head: Head; checkpoints: number; newest: Checkpoint | null; restores: number[]; faults: Fault[] };
export type Progress = { checked: number };

const EVERY = 10_000;
/** How far is looked for an event that stands in another one's place. */
const LOOK_AHEAD = 1_000;
/** Longer than an hour, so that a worker may be late once. */
const CHECKPOINT_WITHIN_MS = 2 * 3_600_000;
/** Longer than any transaction takes from the writing of an event to its link. */
const WRITTEN_WITHIN_MS = 3_600_000;
const CHECKPOINTED = "audit.checkpointed";

/**
 * Checks a trail, line by line in the order of its links and in bounded memory, against itself and against the checkpoints that were
 * signed outside the database (A1). Tells every 10,000 lines how far it is and returns the verdict; it stops at the first bad event.
 * `from` is a link that is known to be good, for whoever checks only what came after it.
 */
export async function* verifyTrail(
  lines: AsyncIterable<TrailLine>,
  notes: readonly CheckpointNote[],
  from: From = { seq: 0, hash: BEFORE_FIRST },
): AsyncGenerator<Progress, Verdict> {
  const { standing, newest, restores, faults: ofNotes } = judgeCheckpoints(notes);
  const signed = new Map(standing.map((one) => [one.seq, one]));
  const verdict = (fault: Fault | null, head: Head, events: number): Verdict => {
    const found = [...(fault ? [fault] : []), ...ofNotes];
    return { events, head, checkpoints: notes.length, newest, restores, faults: found };
  };
  const stream = lines[Symbol.asyncIterator]();
  let head: Head = from;
  const ages = watchAges(from.checkpoint ?? null);
  let events = 0;
  /** The first event since the last checkpoint that fitted. */
  let since: TrailLine | null = null;
  let before: TrailLine | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  let untrue: Fault | null = null;
  try {
    for (let step = await stream.next(); !step.done; step = await stream.next()) {
      const line = step.value;
      const seq = head.seq + 1;
      if (line.seq === null) return verdict(line.event ? faults.unlinked(line) : faults.waitingMissing(line), head, events);
      if (line.seq > seq) return verdict(faults.linksMissing(seq, line, before), head, events);
      if (line.seq < seq) return verdict(faults.outOfOrder(line, before), head, events);
      if (!line.event) return verdict(faults.eventMissing(line), head, events);
      const hash = linkHash(head.hash, seq, line.event);
      if (!line.hash?.equals(hash)) {
        const fault = await nameMismatch({ head, line, event: line.event, hash, signed: signed.get(seq), stream });
        return verdict(fault, head, events);
      }
      since ??= line;
      const checkpoint = signed.get(seq);
      if (checkpoint && !checkpoint.hash.equals(hash)) return verdict(faults.rewritten(checkpoint, since), head, events);
      if (checkpoint) since = null;
      const fault = ages(line.id, line.event.at, checkpoint);
      if (fault) return verdict(faults.datedBack(line, fault), head, events);
      if (line.event.type === CHECKPOINTED) untrue ??= judgeTold(line, line.event, signed);
      else lastAt = Math.max(lastAt, line.event.at);
      head = { seq, hash };
      before = line;
      events += 1;
      if (events % EVERY === 0) yield { checked: events };
    }
  } finally {
    await stream.return?.();
  }
  const beyond = standing.filter((one) => one.seq > head.seq)[0];
  if (beyond) return verdict(faults.tailCut(beyond, head.seq, before), head, events);
  const end = verdict(null, head, events);
  if (ofNotes.length > 0 || from.seq > 0) return end;
  if (untrue) end.faults.push(untrue);
  if (before && newest && lastAt - newest.at.getTime() > CHECKPOINT_WITHIN_MS) end.faults.push(faults.checkpointOld(newest, before));
  return end;
}

/** As `verifyTrail`, for whoever wants the verdict only. */
export async function verdictOf(...asked: Parameters<typeof verifyTrail>): Promise<Verdict> {
  const check = verifyTrail(...asked);
  for (;;) {
    const step = await check.next();
    if (step.done) return step.value;
  }
}

/**
 * Tells of each event whether it was inserted later and dated back, and the checkpoint that shows it. Its time and its number are given
 * when it is written, its link when that is committed, less than an hour later. So nothing that is linked after a checkpoint is more than
 * an hour older than it; and once an hour of checkpoints has passed, nothing has a lower number than what was linked before that hour.
 */
function watchAges(from: Checkpoint | null): (id: number, at: number, signed: Checkpoint | undefined) => Checkpoint | null {
  const marks: { checkpoint: Checkpoint; highest: number }[] = [];
  let newest = from;
  let highest = Number.NEGATIVE_INFINITY;
  let floor: (typeof marks)[number] | undefined;
  return (id, at, signed) => {
    const isOld = newest !== null && at < newest.at.getTime() - WRITTEN_WITHIN_MS;
    const bent = isOld ? newest : floor && id < floor.highest ? floor.checkpoint : null;
    highest = Math.max(highest, id);
    if (!signed) return bent;
    newest = signed;
    marks.push({ checkpoint: signed, highest });
    while (marks[0] && marks[0].checkpoint.at.getTime() <= signed.at.getTime() - WRITTEN_WITHIN_MS) floor = marks.shift();
    return bent;
  };
}

/** What is wrong with a line that says which link was signed: none that stood there then, or one whose checkpoint is gone. */
function judgeTold(line: TrailLine, event: ChainedEvent, signed: ReadonlyMap<number, Checkpoint>): Fault | null {
  const told = /^\{"seq": (\d{1,16})\}$/.exec(event.payload)?.[1];
  if (told === undefined || Number(told) >= (line.seq ?? 0)) return faults.checkpointInvented(line, event, told ?? "none");
  return signed.has(Number(told)) ? null : faults.checkpointGone(line);
}

type Mismatch = {
  head: Head;
  line: TrailLine;
  event: ChainedEvent;
  hash: Buffer;
  signed: Checkpoint | undefined;
  stream: AsyncIterator<TrailLine>;
};

/** A link and its event do not fit: which of the two was touched, as far as what follows can tell. */
async function nameMismatch({ head, line, event, hash, signed, stream }: Mismatch): Promise<Fault> {
  const seq = head.seq + 1;
  const stored = line.hash;
  let next: TrailLine | null = null;
  for (let looked = 0; stored && looked < LOOK_AHEAD; looked += 1) {
    const step = await stream.next();
    if (step.done) break;
    const other = step.value;
    next ??= other;
    if (!other.event) continue;
    if (linkHash(head.hash, seq, other.event).equals(stored)) return faults.swapped(line, other);
    if (linkHash(head.hash, seq, { ...other.event, id: event.id }).equals(stored)) return faults.swapped(line, other);
  }
  const fits = (link: Buffer) =>
    (next?.event && next.hash && next.seq === seq + 1 ? linkHash(link, seq + 1, next.event).equals(next.hash) : null) ??
    signed?.hash.equals(link) ??
    false;
  return stored && !fits(stored) && fits(hash) ? faults.linkForged(line) : faults.edited(line);
}
