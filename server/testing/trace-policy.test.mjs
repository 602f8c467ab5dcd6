import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { refuseUntracedPolicy, tracePolicy } from "./trace-policy.mjs";

const PROVES = "// proves".concat(": "); // in two pieces, so that nobody takes this file for one that proves a policy
const KEEPS = "@".concat("keeps");
const sentences = (name, rows) =>
  `const WHY = "It promises nothing.";\nexport const ${name} = [${rows.join(",")}] as const satisfies readonly unknown[];\n`;
const WHOLE = {
  "server/policy/account-deletion-policy.txt": "Account policy\n\nData is kept for 30 days.\n\n  • Keys end. Bots stop.\n\nIndia\n",
  "server/policy/deletion-sentences.ts": sentences("DELETION", [
    '{ id: "D0", text: "Account policy", isHeading: true, rules: [], reason: WHY }',
    '{ id: "D1", text: "Data is kept for 30 days.", rules: [] }',
    '{ id: "D2", text: "Keys end.", rules: [] }',
    '{ id: "D3", text: "Bots stop.", rules: [] }',
    '{ id: "D4", text: "India", rules: [], reason: "A contact line." }',
  ]),
  "server/policy/published/cookies-policy.txt": "No cookies.\n",
  "server/policy/cookies-sentences.ts": sentences("COOKIES", ['{ id: "C1", text: "No cookies.", rules: [] }']),
  "server/policy/days.ts": `/** Days. ${KEEPS} D1 */\nexport const DAYS = 30;\n`,
  "server/room/end.ts": `/** Ends both. ${KEEPS} D2 D3 C1 */\nexport function end() {}\n`,
  "server/room/room.test.ts": [
    `${PROVES}D1`,
    'test("keeps for 30 days", () => {});',
    'describe.each(["key", "bot"])("the end of a %s", () => {',
    `  ${PROVES}D2 D3`,
    `  it(\`comes at \${now}\`, async () => {});`,
    "});",
  ].join("\n"),
  "e2e/journeys/cookies.spec.ts": `${PROVES}C1\ntest("sets none", async ({ page }) => {});\n`,
};

const made = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function tree(changed = {}) {
  const root = mkdtempSync(path.join(tmpdir(), "policy-"));
  made.push(root);
  for (const [file, text] of Object.entries({ ...WHOLE, ...changed })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}
const edited = (file, from, to) => {
  expect(WHOLE[file]).toContain(from);
  return { [file]: WHOLE[file].replace(from, to) };
};

it("every sentence that is published here is proven by tests that run, or says why none can", () => {
  expect(tracePolicy(process.cwd()).faults).toEqual([]);
});

it("reads which code keeps a sentence and which tests prove it, by file, group and name", () => {
  const { traced, faults } = tracePolicy(tree());
  expect(faults).toEqual([]);
  expect(traced).toMatchObject({
    D1: {
      keptBy: [{ file: "server/policy/days.ts", symbol: "DAYS" }],
      provenBy: [{ file: "server/room/room.test.ts", title: "keeps for 30 days" }],
    },
    D3: {
      keptBy: [{ file: "server/room/end.ts", symbol: "end" }],
      provenBy: [{ file: "server/room/room.test.ts", title: "the end of a %s › comes at …" }],
    },
    C1: { provenBy: [{ file: "e2e/journeys/cookies.spec.ts", title: "sets none" }] },
  });
});

it("lets a sentence say beside its proof what no test can prove, and counts a test of a group that names it once", () => {
  const proven = `{ id: "D2", text: "Keys end.", rules: [], unproven: "What people do." }`;
  const changed = {
    ...edited("server/policy/deletion-sentences.ts", '{ id: "D2", text: "Keys end.", rules: [] }', proven),
    ...edited("server/room/room.test.ts", "describe.each", `${PROVES}D2\ndescribe.each`),
  };
  const { traced, faults } = tracePolicy(tree(changed));
  expect(faults).toEqual([]);
  expect(traced.D2.provenBy).toHaveLength(1);
});

describe("the build ends", () => {
  const test = "server/room/room.test.ts";
  const entries = "server/policy/deletion-sentences.ts";
  const text = "server/policy/account-deletion-policy.txt";
  it.each([
    [
      "when a sentence is published that has no entry",
      edited(text, "Bots stop.", "Bots stop. Nothing is sold."),
      /no entry for "Nothing is sold\."/,
    ],
    ["when an entry is not what was published, word for word", edited(entries, "30 days", "thirty days"), /D1 is not in .* word for word/],
    ["when entries are in another order", edited(text, "Keys end. Bots stop.", "Bots stop. Keys end."), /D3 is not in|no entry/],
    ["when a sentence has neither proof nor reason", edited(test, `${PROVES}D2 D3`, `${PROVES}D2`), /D3 has neither/],
    ["when its reason is empty", edited(entries, '"A contact line."', '" "'), /D4 has neither/],
    ["when tests prove a sentence that no code keeps", { "server/room/end.ts": "export function end() {}" }, /D2 has 1 tests .* no code/],
    [
      "when what is left unproven stands where nothing is proven",
      edited(entries, '"A contact line."', '"A contact line.", unproven: "All of it."'),
      /D4 says what tests leave unproven/,
    ],
    [
      "when what is left unproven is not said",
      edited(entries, '"Keys end.", rules: []', '"Keys end.", rules: [], unproven: " "'),
      /D2 says what tests leave unproven/,
    ],
    ["when a reason stands beside a proof", edited(test, "D2 D3", "D2 D3 D4"), /D4 has a reason .* and 1 that do/],
    [
      "when a sentence is called a heading",
      edited(entries, '"Keys end.", ', '"Keys end.", isHeading: true, reason: WHY, '),
      /D2 is called a heading/,
    ],
    ["when a test names a sentence that is none", edited(test, "D2 D3", "D2 D3 D9"), /"D9" is no sentence/],
    ["when code names a sentence that is none", edited("server/policy/days.ts", "D1", "D7"), /"D7" is no sentence/],
    [
      "when the test that is named is gone",
      edited(test, 'test("keeps for 30 days", () => {});', "const days = 30;"),
      /stands above no test/,
    ],
    [
      "when the code that is named is gone",
      edited("server/policy/days.ts", "export const DAYS = 30;", ""),
      /above nothing that is declared/,
    ],
    ["when the test is skipped", edited(test, 'test("keeps', 'test.skip("keeps'), /is to prove D1 and may be skipped/],
    ["when the test is still to be written", edited(test, 'test("keeps', 'test.todo("keeps'), /may be skipped/],
    ["when its group is skipped", edited(test, "describe.each", "describe.skip.each"), /is to prove D2, D3 and may be skipped/],
    [
      "when it skips itself",
      edited("e2e/journeys/cookies.spec.ts", "=> {}", "=> { if (page) test.skip(); }"),
      /is to prove C1 and may be skipped/,
    ],
    ["when a group has no test in it", { [test]: `${WHOLE[test]}\n${PROVES}D1\ndescribe("empty", () => {});` }, /has no test in it/],
    ["when an annotation names nothing", edited(test, `${PROVES}D1`, `${PROVES}D1\n${PROVES}`), /names no sentence/],
    ["when a file cannot be read", edited(test, "test(", "test((("), /cannot be read/],
    ["when two sentences have one id", edited(entries, '"D3"', '"D2"'), /the same id/],
  ])("%s", (_when, changed, fault) => {
    const root = tree(changed);
    expect(tracePolicy(root).faults.join("\n")).toMatch(fault);
    expect(() => refuseUntracedPolicy(root)).toThrow(/not traced to their proofs/);
  });

  it("when no test is found at all", () => {
    const root = tree();
    for (const folder of ["server/room", "e2e"]) rmSync(path.join(root, folder), { recursive: true });
    expect(tracePolicy(root).faults).toContain("no test was found at all");
  });
});

it("as a command it says what is wrong and ends with a failure, and writes what the page shows either way", () => {
  const run = (root) => execFileSync(process.execPath, ["server/testing/trace-policy.mjs", root], { stdio: "pipe" });
  const whole = tree();
  run(whole);
  expect(JSON.parse(readFileSync(path.join(whole, "server/policy/traced.json"), "utf8")).D1.provenBy).toHaveLength(1);
  expect(() => run(tree(edited("server/room/room.test.ts", "D2 D3", "D2")))).toThrow(/D3 has neither/);
});
