import { expect, test } from "vitest";
import { warnOfProxy } from "./warn-of-proxy";

test("a proxy that nobody told us about is warned of once; none, and one that is known, never", () => {
  const warned: unknown[] = [];
  const log = { warn: (...words: unknown[]) => void warned.push(words) };
  warnOfProxy(null, "203.0.113.9", 0, log);
  warnOfProxy("203.0.113.9", "203.0.113.9", 0, log);
  warnOfProxy("203.0.113.7", "203.0.113.9", 1, log);
  expect(warned).toEqual([]);
  warnOfProxy("203.0.113.7", "203.0.113.9", 0, log);
  warnOfProxy("203.0.113.8", "203.0.113.9", 0, log);
  expect(warned).toHaveLength(1);
  expect(JSON.stringify(warned)).not.toContain("203.0.113");
});
