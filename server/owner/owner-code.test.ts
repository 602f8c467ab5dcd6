import { expect, test } from "vitest";
import { refuseNextCode, type StoredOwnerCode } from "./owner-code";

const sent = new Date("2026-11-25T10:00:00.000Z");
const at = (seconds: number, ms = 0) => new Date(sent.getTime() + seconds * 1_000 + ms);
const code = (over: Partial<StoredOwnerCode> = {}): StoredOwnerCode => ({
  createdAt: sent,
  expiresAt: at(600),
  attempts: 0,
  usedAt: null,
  endedAt: null,
  ...over,
});

test("without any code yet one may be sent", () => expect(refuseNextCode([], sent)).toBeNull());
test("the next one may be sent a minute after the last, to the millisecond", () => {
  expect(refuseNextCode([code()], at(60, -1))).toBe("code_just_sent");
  expect(refuseNextCode([code()], at(60))).toBeNull();
});
test("five wrong tries pause the address for fifteen minutes after the fifth", () => {
  const usedUp = code({ attempts: 5, endedAt: at(120) });
  expect(refuseNextCode([usedUp], at(1_020, -1))).toBe("code_paused");
  expect(refuseNextCode([usedUp], at(1_020))).toBeNull();
});
test("a fifth try that nobody got to write the end of pauses all the same", () => {
  expect(refuseNextCode([code({ attempts: 5 })], at(1_500, -1))).toBe("code_paused");
});
test("whoever got in by the fifth try, or went and comes back at once, is not held up", () => {
  expect(refuseNextCode([code({ attempts: 5, usedAt: at(20), endedAt: at(20) })], at(21))).toBeNull();
});
test("tries are summed over the codes that came one after the other, so four of each do not go on for ever", () => {
  const first = code({ attempts: 4, endedAt: at(61) });
  const second = code({ createdAt: at(61), expiresAt: at(661), attempts: 1 });
  expect(refuseNextCode([first], at(61))).toBeNull();
  expect(refuseNextCode([second, first], at(61 + 900, -1))).toBe("code_paused");
  expect(refuseNextCode([second, first], at(61 + 900))).toBeNull();
});
test("tries before the last success are forgiven", () => {
  const before = code({ attempts: 4, endedAt: at(61) });
  const success = code({ createdAt: at(61), attempts: 1, usedAt: at(90), endedAt: at(90) });
  const after = code({ createdAt: at(100), expiresAt: at(700), attempts: 1 });
  expect(refuseNextCode([after, success, before], at(200))).toBeNull();
});
