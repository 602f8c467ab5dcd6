import { HOUR_MS } from "@/server/lib/clock";
import { firstDifference, type TableDigest } from "@/server/platform/digest";

/** How long a comparison speaks for a sealed tenant; afterwards it is taken afresh while the owner waits to come back. */
export const COMPARISON_VALID_MS = HOUR_MS;

/** Where the comparison before a return stands (L5). Only `equal` opens the door. */
export type Comparison = "missing" | "running" | "stale" | "equal" | "differs";

type Row = { startedAt: Date; finishedAt: Date | null };
type StoredDigest = { tableName: string; rows: number | bigint; digest: string; moment: "sealed" | "returning"; takenAt: Date };

/** The fingerprints of the seal, and those that the latest comparison has taken so far; what an earlier one left is not among them. */
export function digestsOf(stored: StoredDigest[], comparison: Row | null): { sealed: TableDigest[]; returning: TableDigest[] } {
  const plain = ({ tableName, rows, digest }: StoredDigest) => ({ tableName, rows: Number(rows), digest });
  const isLatest = (row: StoredDigest) => comparison !== null && row.takenAt >= comparison.startedAt;
  return {
    sealed: stored.filter((row) => row.moment === "sealed").map(plain),
    returning: stored.filter((row) => row.moment === "returning" && isLatest(row)).map(plain),
  };
}

/**
 * Judges the stored comparison for a return asked at `askedAt`. It counts only when it was finished after that, within the
 * last hour, and over exactly the tables that were sealed. A difference stays one, however old, until a later comparison is equal.
 */
export function judgeComparison(
  comparison: Row | null,
  stored: StoredDigest[],
  askedAt: Date,
  now: Date,
): { comparison: Comparison; differsIn: string | null } {
  if (!comparison) return { comparison: "missing", differsIn: null };
  if (!comparison.finishedAt) return { comparison: "running", differsIn: null };
  const { sealed, returning } = digestsOf(stored, comparison);
  const differsIn = firstDifference(sealed, returning);
  if (differsIn) return { comparison: "differs", differsIn };
  return { comparison: isFresh(comparison.finishedAt, askedAt, now) ? "equal" : "stale", differsIn: null };
}

/** Whether a comparison finished then still speaks for a return asked at `askedAt`. */
export const isFresh = (finishedAt: Date, askedAt: Date, now: Date): boolean =>
  finishedAt >= askedAt && now.getTime() - finishedAt.getTime() <= COMPARISON_VALID_MS;
