import { afterEach, expect } from "vitest";

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
