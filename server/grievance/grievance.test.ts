import { describe, expect, test } from "vitest";
import { answerDueAt, type CaseFacts, caseClock, refuseAdding } from "./grievance";

const receivedAt = new Date("2026-11-01T04:05:06.789Z");
const plus = (ms: number) => new Date(receivedAt.getTime() + ms);
const HOUR = 3_600_000;
const due = answerDueAt(receivedAt, 30);
const open: CaseFacts = { state: "open", receivedAt, acknowledgedAt: null, answerDueAt: due };

describe("the clock of a case", () => {
  test("an answer is due exactly 30 × 24 hours after it came", () => expect(due.getTime() - receivedAt.getTime()).toBe(720 * HOUR));
  test.each([
    [24 * HOUR - 1, false],
    [24 * HOUR, true],
    [24 * HOUR + 1, true],
  ])("without an acknowledgement after %i ms: late is %s", (ms, late) =>
    expect(caseClock(open, plus(ms)).isAcknowledgementLate).toBe(late),
  );
  test("what was acknowledged is never late for it again", () =>
    expect(caseClock({ ...open, acknowledgedAt: receivedAt }, plus(48 * HOUR)).isAcknowledgementLate).toBe(false));
  test.each(["answered", "closed"] as const)("who was answered knows that it has arrived: %s", (state) =>
    expect(caseClock({ ...open, state }, plus(48 * HOUR)).isAcknowledgementLate).toBe(false),
  );
  test.each([
    [720 * HOUR - 1, false],
    [720 * HOUR, true],
    [720 * HOUR + 1, true],
  ])("open after %i ms: overdue is %s", (ms, late) => expect(caseClock(open, plus(ms)).isOverdue).toBe(late));
  test.each(["answered", "closed"] as const)("what is %s is not overdue", (state) =>
    expect(caseClock({ ...open, state }, plus(900 * HOUR)).isOverdue).toBe(false),
  );
  test("the share that has passed stays between nothing and all of it", () =>
    expect([-1, 0, 360 * HOUR, 720 * HOUR, 721 * HOUR].map((ms) => caseClock(open, plus(ms)).passed)).toEqual([0, 0, 0.5, 1, 1]));
});

describe("adding to a case", () => {
  const adding = (state: CaseFacts["state"], ms: number, messages = 1) => refuseAdding({ ...open, state, messages }, plus(ms));
  test("an open one takes it, however late the desk is", () => expect(adding("open", 900 * HOUR)).toBeNull());
  test.each([
    [720 * HOUR - 1, null],
    [720 * HOUR, "case_window_over"],
    [720 * HOUR + 1, "case_window_over"],
  ])("an answered one after %i ms: %s", (ms, because) => expect(adding("answered", ms)).toBe(because));
  test("a closed one takes nothing", () => expect(adding("closed", 1)).toBe("case_closed"));
  test.each([
    [199, null],
    [200, "case_full"],
  ])("with %i messages: %s", (messages, because) => expect(adding("open", 1, messages)).toBe(because));
});
