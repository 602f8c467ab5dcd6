import { expect, test } from "vitest";
import { safeReturn } from "./safe-return";

test("leads back to the owner's own page and to our policies", () => {
  for (const way of ["/account", "/account/export?step=2", "/account/leave", "/policies/cookies"]) expect(safeReturn(way)).toBe(way);
});

test.each([
  "https://evil.example/account",
  "//evil.example/account",
  "/\\evil.example/account",
  "\\\\evil.example/account",
  "http:/\\evil.example/account",
  "javascript:alert(1)",
  "/account/../console",
  "/account/%2e%2e/console",
  "/accounts",
  "/console/requests",
  "/account/sign-in",
  "/account/sign-in/018f0000-0000-7000-8000-000000000001",
  "",
  undefined,
  ["/account/leave"],
])("never leads anywhere else: %s", (wanted) => expect(safeReturn(wanted)).toBe("/account"));
