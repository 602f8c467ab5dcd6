import { expect, test } from "vitest";
import { pauseAfter } from "./purge-pace";

test.each([
  [1_000, 50, 1_000],
  [1_000, 25, 3_000],
  [300, 75, 100],
  [1_000, 100, 0],
  [-5, 50, 0],
])("after %i ms of work at %i percent a purge rests for %i ms", (workedMs, dutyPercent, rest) => {
  expect(pauseAfter(workedMs, { batchRows: 1_000, dutyPercent })).toBe(rest);
});
