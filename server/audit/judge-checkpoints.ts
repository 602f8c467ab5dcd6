import type { Checkpoint, CheckpointNote } from "./checkpoint";
import { checkpointForged, checkpointMisplaced, checkpointMissing, type Fault } from "./trail-fault";

/** What notes are worth among each other: those that a trail must fit, the newest, restores that were signed, and what is wrong with them. */
export function judgeCheckpoints(notes: readonly CheckpointNote[]): {
  standing: Checkpoint[];
  newest: Checkpoint | null;
  restores: number[];
  faults: Fault[];
} {
  const faults: Fault[] = [];
  const restores: number[] = [];
  let standing: Checkpoint[] = [];
  let newest: Checkpoint | null = null;
  let last: CheckpointNote | null = null;
  for (const note of notes) {
    const { checkpoint } = note;
    if (last ? note.number !== last.number + 1 : note.number !== 1) faults.push(checkpointMissing((last?.number ?? 0) + 1));
    else if (checkpoint && (checkpoint.previous?.toString("hex") ?? null) !== (last?.sha256.toString("hex") ?? null))
      faults.push(checkpointMisplaced(note.number));
    last = note;
    if (!checkpoint) {
      faults.push(checkpointForged(note.number));
      continue;
    }
    const { restoredTo } = checkpoint;
    if (restoredTo !== null) {
      restores.push(checkpoint.number);
      standing = standing.filter((one) => one.seq <= restoredTo);
    }
    standing.push(checkpoint);
    newest = checkpoint;
  }
  return { standing, newest, restores, faults };
}
