import { expect, test } from "vitest";
import { DAY_MS, later } from "@/server/lib/clock";
import { dueSteps, escalationSteps } from "./escalation";

const receivedAt = new Date("2026-03-01T09:30:00.000Z");
const period = (days: number) => ({ receivedAt, answerDueAt: later(receivedAt, days * DAY_MS) });

test("a period of 90 days is escalated after 30, 60 and 80; a shorter one in proportion", () => {
  const after = (days: number) => escalationSteps(period(days)).map(({ dueAt }) => (dueAt.getTime() - receivedAt.getTime()) / DAY_MS);
  expect(after(90)).toEqual([30, 60, 80]);
  expect(after(30).map((days) => Math.round(days * 9) / 9)).toEqual([10, 20, 240 / 9]);
  expect(after(9)).toEqual([3, 6, 8]);
});

test.each([30, 60, 80])("step after %i days: not a millisecond before, and on it", (days) => {
  const at = (ms: number) => dueSteps(period(90), later(receivedAt, days * DAY_MS + ms)).length;
  const step = [30, 60, 80].indexOf(days) + 1;
  expect([at(-1), at(0), at(1)]).toEqual([step - 1, step, step]);
});
