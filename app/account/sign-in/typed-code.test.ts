import { expect, test } from "vitest";
import { typedCode } from "./typed-code";

test.each([["482913"], [" 482 913 "], ["482-913"], ["482–913"], ["४८२९१३"], ["४८२ 913"]])("%s is the code", (text) =>
  expect(typedCode(text)).toBe("482913"),
);
test.each([[""], ["48291"], ["4829131"], ["code 482913"], ["٤٨٢٩١٣"]])("%s is none", (text) => expect(typedCode(text)).toBeNull());
