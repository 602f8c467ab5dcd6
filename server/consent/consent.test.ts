import { describe, expect, test } from "vitest";
import { type Answer, CONSENT_TEXT_VERSION, consentState, FEATURES, featureOf } from "./consent";

const at = new Date("2026-11-25T10:00:00Z");
const answer = (rest: Partial<Answer>): Answer => ({
  isGiven: true,
  textVersion: CONSENT_TEXT_VERSION,
  answeredAt: at,
  endedAt: null,
  ...rest,
});

describe("what an answer means", () => {
  test.each([
    ["nobody asked", null, "unanswered"],
    ["yes", answer({}), "given"],
    ["no", answer({ isGiven: false }), "refused"],
    ["a yes that was taken back", answer({ endedAt: at }), "withdrawn"],
    ["a yes to an older text", answer({ textVersion: "2025-01-01" }), "unanswered"],
  ] as const)("%s", (_name, newest, state) => expect(consentState(newest)).toBe(state));
});

test("only the pages of the owner's that are on the list have a name to be counted under", () => {
  expect(featureOf("/account", "opened")).toBe("home_opened");
  expect(featureOf("/account/rights/GR-1001", "acted")).toBe("rights_acted");
  for (const path of ["/account/sign-in", "/policies/cookies", "/console", "/", "/account?x=a@b.example"])
    expect(FEATURES.includes(featureOf(path, "opened") ?? "home_opened")).toBe(true);
  expect(featureOf("/account/sign-in", "opened")).toBeNull();
  expect(featureOf("/console", "opened")).toBeNull();
});
