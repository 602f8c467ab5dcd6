import { expect, test } from "vitest";
import { shownLetter } from "./shown-letter";

const asked = { letters: [{ id: "first" }, { id: "best" }, { id: "newest" }], evidenceLetterId: "best", returnLetterId: null, alerts: [] };
const wroteAgain = { ...asked, alerts: [{ kind: "owner_wrote_again" as const }] };

test("the letter that proves most lies on top", () => {
  expect(shownLetter(asked, null)).toBe("best");
});

test("after the owner wrote again, the newest letter lies on top", () => {
  expect(shownLetter(wroteAgain, null)).toBe("newest");
});

test("a letter chosen before the owner wrote again gives way to the newest", () => {
  expect(shownLetter(wroteAgain, { letterId: "first", whenNewestWas: "best" })).toBe("newest");
});

test("a letter chosen by somebody who could see the newest stays on top", () => {
  expect(shownLetter(wroteAgain, { letterId: "first", whenNewestWas: "newest" })).toBe("first");
});

test("another alert, or a letter that is not among them, changes nothing", () => {
  expect(shownLetter({ ...asked, alerts: [{ kind: "purge_overdue" }] }, { letterId: "elsewhere", whenNewestWas: "newest" })).toBe("best");
});
