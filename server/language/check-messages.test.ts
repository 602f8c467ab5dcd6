import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faultsInMessages, refuseBrokenMessages } from "./check-messages.mjs";

const OURS = path.join(process.cwd(), "server/language/messages");
let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "callmissed-messages-"));
  await cp(OURS, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

type Group = { [key: string]: string | Group };
const put = (key: string, text: string) => (messages: Group) => {
  messages[key] = text;
};
/** Changes one file of one language in the copy. */
async function edit(file: string, change: (messages: Group) => void): Promise<void> {
  const messages = JSON.parse(await readFile(path.join(root, file), "utf8"));
  change(messages);
  await writeFile(path.join(root, file), JSON.stringify(messages));
}
const both = (key: string, english: string, hindi: string) =>
  Promise.all([edit("en/frame.json", put(key, english)), edit("hi/frame.json", put(key, hindi))]);

test("what we say is complete in every language", () => {
  expect(faultsInMessages(OURS)).toEqual([]);
});

test("the build ends with every fault at once", async () => {
  await edit("hi/frame.json", (messages) => {
    delete messages.skip;
    messages.signOut = "";
  });
  expect(() => refuseBrokenMessages(root)).toThrow(/"skip" is missing[\s\S]*"signOut" is empty|"signOut" is empty[\s\S]*"skip" is missing/);
});

describe("is refused:", () => {
  test("a key that one language lacks, or that English does not have", async () => {
    await edit("hi/frame.json", ({ nav }) => void delete (nav as Group).home);
    await edit("hi/frame.json", put("extra", "अधिक"));
    expect(faultsInMessages(root)).toEqual(['hi/frame.json: "nav.home" is missing', 'hi/frame.json: "extra" does not exist in English']);
  });
  test("a file that one language lacks, and one too many", async () => {
    await rm(path.join(root, "hi/mail.json"));
    await writeFile(path.join(root, "hi/more.json"), "{}");
    expect(faultsInMessages(root)).toEqual(["hi/mail.json: the file is missing", "hi/more.json: English has no such file"]);
  });
  test("a file that is no JSON", async () => {
    await writeFile(path.join(root, "hi/leave.json"), "{");
    expect(faultsInMessages(root)[0]).toMatch(/^hi\/leave\.json: is no JSON/);
  });
  test.each([
    ["another argument", "By {day}", "{time} तक", /has \{time\}, English has \{day\}/],
    ["a missing tag", "Read <a>this</a>", "यह पढ़ें", /has no arguments, English has <a>/],
    ["another choice", "{x, select, yes {Yes} other {No}}", "{x, select, no {हाँ} other {नहीं}}", /\{x: no\|other\}/],
    [
      "a plural without a form that the language has",
      "{n, plural, one {# day} other {# days}}",
      "{n, plural, other {# दिन}}",
      /lacks the form "one"/,
    ],
    ["what is no ICU message", "By {day}", "{day तक", /is no ICU message/],
    ["a sentence that was left in English", "Try once more", "Try once more", /not in the letters of its language/],
  ])("%s", async (_what, english, hindi, fault) => {
    await both("probe", english, hindi);
    const faults = faultsInMessages(root);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^hi\/frame\.json: "probe"/);
    expect(faults[0]).toMatch(fault);
  });
  test("in English, too, a plural with one form alone", async () => {
    await both("probe", "{n, plural, other {# days}}", "{n, plural, one {# दिन} other {# दिन}}");
    expect(faultsInMessages(root)).toEqual(['en/frame.json: "probe" lacks the form "one" of {n}']);
  });
});

test("names stand as they are in every language", async () => {
  await both("probe", "CallMissed API (PDF, CSV)", "CallMissed API (PDF, CSV)");
  expect(faultsInMessages(root)).toEqual([]);
});

test("a language with more plural forms is asked for each of them", async () => {
  await cp(path.join(root, "hi"), path.join(root, "ar"), { recursive: true });
  await writeFile(path.join(root, "ar/language.json"), JSON.stringify({ name: "العربية", locale: "ar-EG", instant: "{day} {time}" }));
  expect(faultsInMessages(root)).toContain('ar/mail.json: "found" lacks the form "few" of {rows}');
});
