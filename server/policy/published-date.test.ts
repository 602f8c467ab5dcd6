import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DELETION_POLICY } from "./retention";

// proves: D0.2
test("certificates name the policy by the day that stands at its head", () => {
  const [, day] = /^Last updated: (.+)$/m.exec(readFileSync("server/policy/account-deletion-policy.txt", "utf8")) ?? [];
  expect(new Date(`${day} 00:00 UTC`).toISOString().slice(0, 10)).toBe(DELETION_POLICY.updatedOn);
});
