import type { Checkpoint } from "./checkpoint";
import type { ChainedEvent } from "./link-hash";
import type { TrailLine } from "./trail-line";

/** What is wrong with a trail, first of all where: the event and its link, or a checkpoint. `says` is for people. */
export type Fault = {
  what:
    | "edited"
    | "missing"
    | "unlinked"
    | "out_of_order"
    | "link_forged"
    | "rewritten"
    | "tail_cut"
    | "checkpoint_forged"
    | "checkpoint_missing"
    | "checkpoint_invented"
    | "checkpoint_old"
    | "dated_back"
    | "waits_long"
    | "file_cut"
    | "end_forged";
  seq: number | null;
  eventId: number | null;
  checkpoint: number | null;
  says: string;
};

const about = (what: Fault["what"], line: TrailLine, says: string): Fault => ({
  what,
  seq: line.seq,
  eventId: line.id,
  checkpoint: null,
  says,
});
const named = ({ id, seq }: TrailLine): string => `Event ${id} (link ${seq})`;
const dated = ({ number, at }: Checkpoint): string => `checkpoint ${number} of ${at.toISOString()}`;

export const edited = (line: TrailLine): Fault =>
  about("edited", line, `${named(line)} was edited: it is not what its link was made from.`);
export const linkForged = (line: TrailLine): Fault =>
  about("link_forged", line, `${named(line)} has a forged link: the event fits the chain before and after it, the link does not.`);
export const unlinked = (line: TrailLine): Fault =>
  about("unlinked", line, `Event ${line.id} was inserted without a link: it was written past the chain.`);
export const eventMissing = (line: TrailLine): Fault =>
  about("missing", line, `${named(line)} is missing: its link is there, the event was removed.`);
export const swapped = (line: TrailLine, other: TrailLine): Fault =>
  about("out_of_order", line, `${named(line)} is out of order: what stands at event ${other.id} (link ${other.seq}) belongs in its place.`);
export const outOfOrder = (line: TrailLine, before: TrailLine | null): Fault =>
  about("out_of_order", line, `${named(line)} is out of order: ${before ? `it stands after link ${before.seq}` : "the first link is 1"}.`);

export const waitingMissing = (line: TrailLine): Fault =>
  about("missing", line, `Event ${line.id} is missing: it waited for its link, and the event was removed.`);
export const datedBack = (line: TrailLine, since: Checkpoint): Fault => ({
  ...about("dated_back", line, ""),
  checkpoint: since.number,
  says: `${named(line)} was inserted later and dated back: it was linked after ${dated(since)}, and is by its time or its number more than an hour older.`,
});
export const waitingDatedBack = (id: number): Fault => ({
  what: "dated_back",
  seq: null,
  eventId: id,
  checkpoint: null,
  says: `Event ${id} waits for its link, and its time is not that of its writing: it was changed meanwhile.`,
});
export const waitingLong = (id: number, since: Date): Fault => ({
  what: "waits_long",
  seq: null,
  eventId: id,
  checkpoint: null,
  says: `Event ${id} and perhaps others have waited for a link since ${since.toISOString()}: until they have one nobody can say whether they were changed. No worker runs, or somebody keeps the chain locked.`,
});

export const fileCut = (last: TrailLine | null): Fault => ({
  what: "file_cut",
  seq: last?.seq ?? null,
  eventId: last?.id ?? null,
  checkpoint: null,
  says: `The file was cut: its closing line does not follow${last ? ` event ${last.id} (link ${last.seq})` : ""}.`,
});
export const waitedLong = (since: Date): Fault => ({
  what: "waits_long",
  seq: null,
  eventId: null,
  checkpoint: null,
  says: `Events had waited for a link since ${since.toISOString()} when the file was taken: whether they were changed until they got one nobody can say.`,
});
export const endForged: Fault = {
  what: "end_forged",
  seq: null,
  eventId: null,
  checkpoint: null,
  says: "The closing line of the file is forged or was changed: none of the keys given signed it, or it closes another file.",
};

export function linksMissing(seq: number, next: TrailLine, before: TrailLine | null): Fault {
  const last = (next.seq ?? seq + 1) - 1;
  const which = last > seq ? `Links ${seq} to ${last} are` : `Link ${seq} is`;
  const where = before ? `between event ${before.id} (link ${before.seq}) and event ${next.id}` : `before event ${next.id}`;
  return {
    what: "missing",
    seq,
    eventId: null,
    checkpoint: null,
    says: `${which} missing, and what they linked: something was removed ${where} (link ${next.seq}).`,
  };
}

export const rewritten = (checkpoint: Checkpoint, since: TrailLine): Fault => ({
  ...about("rewritten", since, ""),
  checkpoint: checkpoint.number,
  says: `The chain was rewritten: it fits itself, but at link ${checkpoint.seq} it is not what ${dated(checkpoint)} signed. The first event that may be false is event ${since.id} (link ${since.seq}).`,
});

export const linkRewritten = (checkpoint: Checkpoint): Fault => ({
  what: "rewritten",
  seq: checkpoint.seq,
  eventId: null,
  checkpoint: checkpoint.number,
  says: `The chain was rewritten: link ${checkpoint.seq} is not what ${dated(checkpoint)} signed.`,
});
export const endChanged = (seq: number): Fault => ({
  what: "rewritten",
  seq,
  eventId: null,
  checkpoint: null,
  says: "The end of the chain changed while it was checked.",
});

export const tailCut = (checkpoint: Checkpoint, end: number, last: TrailLine | null): Fault => ({
  what: "tail_cut",
  seq: end + 1,
  eventId: null,
  checkpoint: checkpoint.number,
  says: `The tail was cut: ${dated(checkpoint)} signed link ${checkpoint.seq}, but the trail ends with link ${end}${last ? ` (event ${last.id})` : ""}. The first that is missing is link ${end + 1}.`,
});

const aboutNote = (what: Fault["what"], checkpoint: number, says: string): Fault => ({ what, seq: null, eventId: null, checkpoint, says });

export const checkpointForged = (number: number): Fault =>
  aboutNote("checkpoint_forged", number, `Checkpoint ${number} is forged or was changed: none of the keys given signed it.`);
export const checkpointMisplaced = (number: number): Fault =>
  aboutNote("checkpoint_forged", number, `Checkpoint ${number} does not follow the one before it: one of the two was replaced.`);
export const checkpointMissing = (number: number): Fault =>
  aboutNote("checkpoint_missing", number, `Checkpoint ${number} is missing: there are later ones.`);
export const checkpointGone = (line: TrailLine): Fault =>
  about("checkpoint_missing", line, `A checkpoint is missing: ${named(line)} says that it was taken, and it is not in the store.`);
/** `told` is the link that it says was signed. */
export function checkpointInvented(line: TrailLine, event: ChainedEvent, told: string): Fault {
  const by = event.actorId ? `${event.actorKind} ${event.actorId}` : "the console itself";
  const says = `${named(line)} was invented: it says that a checkpoint signed link ${told}, which did not stand before it. It is dated ${new Date(event.at).toISOString()} and signed by ${by}.`;
  return about("checkpoint_invented", line, says);
}
/** Nothing but what a line says of the signing. It lies in the chain, so each check names it for ever, and signing goes on. */
export const isOfTelling = ({ what, seq }: Fault): boolean =>
  what === "checkpoint_invented" || (what === "checkpoint_missing" && seq !== null);
/** What the next checkpoint itself mends. */
export const isOfAge = ({ what }: Fault): boolean => what === "checkpoint_old";
export const checkpointOld = (newest: Checkpoint, last: TrailLine): Fault => ({
  ...about("checkpoint_old", last, ""),
  checkpoint: newest.number,
  says: `The newest checkpoint is too old: ${dated(newest)} lies more than two hours before the newest event. Later ones were removed, or no worker ran.`,
});
