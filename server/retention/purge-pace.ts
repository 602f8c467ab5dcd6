import type { Deadline } from "@/server/lib/deadline";

/**
 * How hard a purge works (P3): rows a batch takes at most, and the share of the time, in percent, in which it works at all.
 * A batch holds the tenant's lock and loads the disk; the pause after it belongs to the people at the console. `deadline` is
 * for what lies outside the database, if another than the usual one.
 */
export type PurgePace = { batchRows: number; dutyPercent: number; deadline?: () => Deadline };

/** Objects are removed one by one, over a network perhaps, while the tenant's lock is held: fewer at a time than rows. */
export const BATCH_OBJECTS = 200;
/** Letters drag their findings along. */
export const BATCH_LETTERS = 500;

/** How long to rest after a batch that took so long, in milliseconds. */
export const pauseAfter = (workedMs: number, { dutyPercent }: PurgePace): number =>
  Math.round((Math.max(0, workedMs) * (100 - dutyPercent)) / dutyPercent);

/** The later of two instants: a clock that was set back must not make anything end before it began. */
export const notBefore = (earliest: Date | null | undefined, at: Date): Date => (earliest && earliest > at ? earliest : at);
