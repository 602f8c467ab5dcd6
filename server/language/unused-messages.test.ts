import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { messagesOf } from "./messages.adapter";

const ROOTS = ["app", "server"];
const NOT_CODE = /\.test\.tsx?$|^server\/(local|testing)\//;
/** Said by the name of something else, each held to its list by a test of its own: codes of refusals, classes that are erased, lines of mails. */
const BY_NAME = /^(refusals\.|certificate\.(classes|keptThings)\.|mail\.(rejections|declines|closings|letters)\.|language\.)/;

/** Every text in quotes of our code; one with holes in it stands for whatever could fill them. */
function textsOf(source: string): { whole: Set<string>; holed: RegExp[] } {
  const whole = new Set([...source.matchAll(/(["'`])((?:(?!\1)[^\\\n$]|\\.)*)\1/g)].map(([, , text]) => text ?? ""));
  const holed = [...source.matchAll(/`([\w.]*(?:\$\{[^`{}]*\}[\w.]*)+)`/g)].flatMap(([, text = ""]) => {
    const parts = text.split(/\$\{[^}]*\}/);
    // Only what names a group, or its end, tells one message from another.
    if (parts.join("").replaceAll(".", "").length < 3) return [];
    return [new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[\\w.-]+")}$`)];
  });
  // A whole group that is taken as it is.
  for (const [, group = ""] of source.matchAll(/\.raw\("([\w.]+)"/g)) holed.push(new RegExp(`^${group.replaceAll(".", "\\.")}\\.`));
  return { whole, holed };
}

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => path.join(root, file))
    .filter((file) => /\.tsx?$/.test(file) && !NOT_CODE.test(file)),
);
const leaves = (value: unknown, keys: string[] = []): string[] =>
  typeof value === "string" ? [keys.join(".")] : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, [...keys, key]));

test("no message is there that nobody says", () => {
  expect(files.length).toBeGreaterThan(300);
  const texts = textsOf(files.map((file) => readFileSync(file, "utf8")).join("\n"));
  const isSaid = (key: string) => texts.whole.has(key) || texts.holed.some((pattern) => pattern.test(key));
  const keys = Object.entries(messagesOf("en")).flatMap(([namespace, said]) => leaves(said).map((key) => ({ namespace, key })));
  expect(keys.length).toBeGreaterThan(100);
  const unused = keys.filter(({ namespace, key }) => !BY_NAME.test(`${namespace}.${key}`) && !isSaid(key));
  expect(unused.map(({ namespace, key }) => `${namespace}: ${key}`)).toEqual([]);
});

test("the search finds a message that nobody says", () => {
  const { whole, holed } = textsOf(["t('home.title'); t(`steps.$", "{step}.text`);"].join(""));
  expect(whole.has("home.title")).toBe(true);
  expect(holed.some((pattern) => pattern.test("steps.sealed.text"))).toBe(true);
  expect(holed.some((pattern) => pattern.test("steps.sealed.title"))).toBe(false);
});
