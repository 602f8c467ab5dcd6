import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "@/server/language/messages/en/cookies.json";
import hi from "@/server/language/messages/hi/cookies.json";
import { CONSENT_TEXT_VERSION } from "./consent";

const published = readFileSync("server/policy/published/cookies-policy.txt", "utf8")
  .split("\n")
  .map((line) => line.replace(/^- /, "").trim())
  .filter(Boolean);

test("the page about cookies says the published policy word for word, and every part of it in Hindi", () => {
  expect(published.length).toBeGreaterThan(25);
  expect(Object.values(en.policy)).toEqual(published);
  for (const [key, text] of Object.entries(hi.policy)) expect(text, key).toMatch(/[\u0900-\u097f]/);
});

test("new words of the question are a new version of it, so that nobody's yes covers what they were not asked", () => {
  expect({
    version: CONSENT_TEXT_VERSION,
    ask: en.count.ask,
    text: en.count.askText,
    about: en.count.about,
    features: en.count.features,
  }).toEqual({
    version: "2026-11-25",
    ask: "May we count how these pages are used?",
    text: "One number per day for each of four parts of these pages. No cookie, no IP address, nothing that leads to you. You can change your answer at the foot of every page.",
    about:
      "If you agree, we count on our own computer how often four parts of your account are opened and used: the overview, leaving, the archive and your rights. One number per part and day, together with everybody else's. No cookie, no IP address, no other company, and nothing that leads back to you.",
    features:
      "These, and nothing else: that the overview, a page about leaving, the archive page or a page about rights was opened, and that something was done there.",
  });
});
