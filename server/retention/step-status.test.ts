import { expect, test } from "vitest";
import { speedOf, statusOf } from "./step-status";

const at = new Date("2026-12-22T10:34:00Z");
const free = { isHeld: false, isStopped: false };
const step = { startedAt: null, finishedAt: null, failureCode: null };

test("what broke is red, whether or not the step was finished before", () => {
  expect(statusOf({ ...step, failureCode: "store_away" }, free)).toBe("failed");
  expect(statusOf({ startedAt: at, finishedAt: at, failureCode: "store_away" }, free)).toBe("failed");
});
test("a hold shows on what is left and not on what is gone", () => {
  expect(statusOf({ ...step, startedAt: at, finishedAt: at }, { ...free, isHeld: true })).toBe("done");
  expect(statusOf({ ...step, startedAt: at }, { ...free, isHeld: true })).toBe("held");
});
test("only what has begun stands still when purges are stopped", () => {
  expect(statusOf({ ...step, startedAt: at }, { ...free, isStopped: true })).toBe("stopped");
  expect(statusOf(step, { ...free, isStopped: true })).toBe("waiting");
  expect(statusOf({ ...step, startedAt: at }, free)).toBe("running");
});
test("speed is of the work, and not said before there was any", () => {
  expect(speedOf(3_000, 1_500)).toBe(2_000);
  expect(speedOf(0, 10)).toBeNull();
  expect(speedOf(10, 0)).toBeNull();
});
