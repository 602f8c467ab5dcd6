import { expect, test } from "vitest";
import { safeReturn } from "./safe-return";

test("leads back to the console's own page, with its filters", () => {
  expect(safeReturn("/console/requests?state=received&mine")).toBe("/console/requests?state=received&mine");
  expect(safeReturn("http://localhost:3000/console/letters")).toBe("/console/letters");
});

test.each([
  "https://evil.example/",
  "//evil.example/console",
  "/\\evil.example",
  "javascript:alert(1)",
  "/console/../confirm/x",
  "/consoles",
  "",
  undefined,
])("never leads out of the console: %s", (wanted) => {
  const way = safeReturn(wanted);
  expect(way === "/console" || way.startsWith("/console/")).toBe(true);
});
