import { expect, test } from "vitest";
import { strangeLetters } from "./strange-letters";

test("a letter that only looks like another one is named, and an ordinary address has none", () => {
  expect(strangeLetters("asha.menon+1@chaipoint.example")).toEqual([]);
  expect(strangeLetters("\u0430sh\u0430@chaip\u00f6int.example\u200b")).toEqual(["\u0430 (U+0430)", "\u00f6 (U+00F6)", "\u200b (U+200B)"]);
});
