import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { localStores } from "./outside.mjs";

// Every test file has stores and keys of its own, known before anything reads the settings.
const places = mkdtempSync(path.join(os.tmpdir(), "callmissed-stores-"));
Object.assign(process.env, localStores(places));
afterAll(() => rmSync(places, { recursive: true, force: true }));

// A message on standard error is a fault that nobody noticed yet. A test that expects one replaces console.error itself.
const messages: unknown[][] = [];
const print = console.error;
console.error = (...message: unknown[]) => {
  messages.push(message);
  print(...message);
};

afterEach(() => {
  expect(messages.splice(0), "nothing may be printed with console.error in a test that does not expect it").toEqual([]);
});
