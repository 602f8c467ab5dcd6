import { expect, test } from "vitest";
import { dayFor, instantFor } from "./instant";
import { formatterOf, translator } from "./translate";

test("a message that does not exist does not compile, and breaks rather than show its key", () => {
  const say = translator("hi", "frame");
  // @ts-expect-error there is no such message
  expect(() => say("nothing_of_ours")).toThrow();
  // @ts-expect-error nor such a file of messages
  expect(() => translator("hi", "nothing")("brand")).toThrow();
});

test("a value that a message needs and does not get is a fault, not a hole in a sentence", () => {
  expect(() => translator("en", "frame")("foot.grievance")).toThrow();
});

test("what people chose comes out letter by letter", () => {
  const contact = "{name} <b>'x'</b> # {";
  expect(translator("hi", "frame")("foot.grievance", { contact })).toContain(contact);
});

test.each(["en", "hi"])("numbers are grouped as in India, in Latin digits (%s)", (language) => {
  const format = formatterOf(language);
  expect(format.number(1_234_567)).toBe("12,34,567");
  expect(format.number(118_000, { style: "currency", currency: "INR" })).toBe("₹1,18,000.00");
});

test.each([
  ["en", "22 December 2026 at 4:04 pm IST", "22 December 2026 at 4:04 pm IST"],
  ["hi", "22 दिसंबर 2026, 4:04 pm IST", "22 दिसंबर 2026"],
])("an instant names its zone, a day does not need it (%s)", (language, instant, day) => {
  const at = new Date("2026-12-22T10:34:00Z");
  expect(instantFor(at, language, "Asia/Kolkata")).toBe(instant);
  expect(instant).toContain(dayFor(at, language, "Asia/Kolkata"));
  expect(day).toContain(dayFor(at, language, "Asia/Kolkata"));
});
