import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messagesOf } from "./messages.adapter";

const sayingsOf = (part: unknown): string[] => (typeof part === "string" ? [part] : Object.values(part as object).flatMap(sayingsOf));
const shapeOf = (part: object): unknown[] =>
  Object.entries(part).map(([key, value]) => (typeof value === "string" ? key : [key, shapeOf(value)]));

test("the English deletion policy on the page is the published one, word for word and in its order", () => {
  const published = readFileSync("server/policy/account-deletion-policy.txt", "utf8")
    .split("\n")
    .map((line) => line.replace(/^\s*• /, "").trim())
    .filter(Boolean);
  expect(published.length).toBeGreaterThan(50);
  expect(sayingsOf(messagesOf("en").policies.deletion)).toEqual(published);
});

test("the translation has every part of it, in the same order, and says none of it in English", () => {
  const { deletion } = messagesOf("hi").policies;
  expect(shapeOf(deletion)).toEqual(shapeOf(messagesOf("en").policies.deletion));
  for (const saying of sayingsOf(deletion)) expect(saying).toMatch(/[\u0900-\u097F]|^CallMissed Technologies/);
});
