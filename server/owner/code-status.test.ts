import { expect, test } from "vitest";
import { codeStatus, refuseNewCode, type StoredCode } from "./code-status";

const sent = new Date("2026-11-22T10:00:00.000Z");
const at = (minutes: number, ms = 0) => new Date(sent.getTime() + minutes * 60_000 + ms);
const code = (over: Partial<StoredCode> = {}): StoredCode => ({
  purpose: "deletion",
  createdAt: sent,
  expiresAt: at(10),
  attempts: 0,
  confirmedAt: null,
  endedAt: null,
  endedBecause: null,
  isInPerson: false,
  ...over,
});

test("a code lives for ten minutes, to the millisecond", () => {
  expect(codeStatus(code(), at(10, -1)).isOpen).toBe(true);
  expect(codeStatus(code(), at(10)).isOpen).toBe(false);
});
test("while a code lives no other is sent; once it has expired one may be", () => {
  expect(refuseNewCode(codeStatus(code(), at(10, -1)))).toBe("code_still_open");
  expect(refuseNewCode(codeStatus(code(), at(10)))).toBeNull();
});
test("five wrong tries pause new codes for fifteen minutes after the fifth", () => {
  const usedUp = code({ attempts: 5, endedAt: at(3), endedBecause: "too_many_attempts" });
  expect(refuseNewCode(codeStatus(usedUp, at(18, -1)))).toBe("code_paused");
  expect(refuseNewCode(codeStatus(usedUp, at(18)))).toBeNull();
});
test("a code confirmed at the fifth try is confirmed, not paused", () => {
  expect(refuseNewCode(codeStatus(code({ attempts: 5, confirmedAt: at(1), endedAt: at(1) }), at(2)))).toBeNull();
});
test("without any code yet one may be sent", () => expect(refuseNewCode(null)).toBeNull());
