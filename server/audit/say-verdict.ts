import type { Examined } from "./examine-trail";

/** The verdict in plain sentences, the first bad event first. */
export function sayVerdict({ faults, events, head, checkpoints, newest, restores, waiting, goneOn }: Examined): string {
  const number = (value: number) => value.toLocaleString("en-IN");
  const lines =
    faults.length === 0
      ? [`SOUND. ${number(events)} events, linked without a gap up to link ${head.seq} (${head.hash.toString("hex")}).`]
      : ["BENT.", ...faults.map(({ says }) => says), `Before that, ${number(events)} events were found as they were written.`];
  if (checkpoints === 0) lines.push("There is no checkpoint: whoever is superuser of the database could have rewritten all of it.");
  else if (newest && faults.length === 0) {
    const after = head.seq - newest.seq;
    lines.push(
      `${number(checkpoints)} checkpoints, the newest (${newest.number}) of ${newest.at.toISOString()} at link ${newest.seq}; ${number(after)} events came after it and are not signed yet.`,
    );
  }
  if (waiting > 0) lines.push(`${number(waiting)} events wait for their link, which a running worker gives them within a minute.`);
  if (goneOn)
    lines.push(
      `The book has gone on since this file was taken: checkpoint ${goneOn.number} of ${goneOn.at.toISOString()} is at link ${goneOn.seq}.`,
    );
  for (const one of restores)
    lines.push(`Checkpoint ${one} says that a backup was brought back: what was signed beyond it before is not in this trail.`);
  return lines.join("\n");
}
