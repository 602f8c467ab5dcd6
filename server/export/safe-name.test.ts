import fc from "fast-check";
import { expect, test } from "vitest";
import { endingOf, safeName } from "./safe-name";

test.each([
  ["hours.txt", "hours.txt"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["C:\\x\\y.txt", "C__x_y.txt"],
  ["..", "file"],
  ["", "file"],
  ["con.txt", "_con.txt"],
  [".htaccess", "htaccess"],
  ["invoice\u202Efdp.exe", "invoice_fdp.exe"],
  ["समय.pdf", "समय.pdf"],
])("%j becomes %j", (name, safe) => expect(safeName(name)).toBe(safe));

test("whatever a file is called, its safe name is one short part of a path", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const safe = safeName(name);
      expect(safe).not.toMatch(/[\\/:\0]|^\.|[. ]$/);
      expect(safe.length).toBeGreaterThan(0);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(120);
    }),
  ));

test("an ending is taken from a key only where it is plain", () => {
  expect(endingOf("t/recordings/a.ogg")).toBe(".ogg");
  expect(endingOf("t/recordings/a.b/c")).toBe("");
});
