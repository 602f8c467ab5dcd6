import { describe, expect, test } from "vitest";
import { COMPARISON_VALID_MS, judgeComparison } from "./comparison";

const asked = new Date("2026-12-20T10:00:00.000Z");
const at = (ms: number) => new Date(asked.getTime() + ms);
const digest = (tableName: string, moment: "sealed" | "returning", over: { rows?: number; digest?: string; takenAt?: Date } = {}) => ({
  tableName,
  moment,
  rows: 3,
  digest: "aa",
  takenAt: at(1_500),
  ...over,
});
const sealed = [digest("bot", "sealed"), digest("message", "sealed")];
const equal = [...sealed, digest("bot", "returning"), digest("message", "returning")];
const finished = { startedAt: at(1_000), finishedAt: at(2_000) };
const judge = (row: typeof finished | { startedAt: Date; finishedAt: null } | null, stored = equal, now = at(3_000)) =>
  judgeComparison(row, stored, asked, now).comparison;

describe("a comparison before a return", () => {
  test("that is none is missing", () => expect(judge(null)).toBe("missing"));
  test("that has begun is running", () => expect(judge({ startedAt: at(1), finishedAt: null })).toBe("running"));
  test("that found every table equal opens the door", () => expect(judge(finished)).toBe("equal"));
  test.each([
    [COMPARISON_VALID_MS - 1, "equal"],
    [COMPARISON_VALID_MS, "equal"],
    [COMPARISON_VALID_MS + 1, "stale"],
  ])("%i ms after its end is %s", (ms, is) => expect(judge(finished, equal, new Date(finished.finishedAt.getTime() + ms))).toBe(is));
  test("that was finished before the wish to return was written does not count", () =>
    expect(
      judgeComparison(
        { startedAt: at(-2), finishedAt: at(-1) },
        equal.map((row) => ({ ...row, takenAt: at(-1) })),
        asked,
        at(1),
      ).comparison,
    ).toBe("stale"));
  test.each([
    ["a hash", digest("message", "returning", { digest: "bb" })],
    ["a number of rows", digest("message", "returning", { rows: 4 })],
    ["a table taken by an earlier comparison only", digest("message", "returning", { takenAt: at(999) })],
  ])("names the table that differs in %s", (_what, row) =>
    expect(judgeComparison(finished, [...equal.slice(0, 3), row], asked, at(3_000))).toEqual({
      comparison: "differs",
      differsIn: "message",
    }),
  );
  test("names a table that only one side has", () => {
    expect(judgeComparison(finished, equal.slice(0, 3), asked, at(3_000)).differsIn).toBe("message");
    expect(judgeComparison(finished, [...equal, digest("new", "returning")], asked, at(3_000)).differsIn).toBe("new");
  });
  test("that found a difference stays one, however old", () =>
    expect(judge(finished, equal.slice(0, 3), at(10 * COMPARISON_VALID_MS))).toBe("differs"));
});
