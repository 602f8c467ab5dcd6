// Which tests prove which sentence of the published policies (A4), read from the sources by a parser, so that it cannot drift.
//   node server/testing/trace-policy.mjs [folder]     says what is wrong, and writes server/policy/traced.json
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { annotationsIn, literalsIn } from "./read-annotations.mjs";

const POLICIES = [
  { text: "server/policy/account-deletion-policy.txt", entries: "server/policy/deletion-sentences.ts" },
  { text: "server/policy/published/cookies-policy.txt", entries: "server/policy/cookies-sentences.ts" },
];
const TRACED = "server/policy/traced.json";
const FOLDERS = ["app", "server", "prisma", "e2e"];
const NOT_OURS = new Set(["node_modules", "generated"]);
const isTest = (file) => (file.startsWith("e2e/") ? file.endsWith(".spec.ts") : /\.test\.(ts|tsx|mjs)$/.test(file));
const isSource = (file) => /\.(ts|tsx|mjs)$/.test(file);

/** Every sentence with the code that keeps it and the tests that prove it, and all that is wrong, as sentences that say where. */
export function tracePolicy(root) {
  const faults = [];
  const sentences = POLICIES.flatMap((policy) => readSentences(root, policy, faults));
  const traced = new Map(sentences.map(({ id }) => [id, { keptBy: [], provenBy: [] }]));
  if (traced.size !== sentences.length) faults.push("two sentences have the same id");
  let tests = 0;
  for (const file of filesBelow(root)) {
    const text = readFileSync(path.join(root, file), "utf8");
    tests += isTest(file) ? 1 : 0;
    if (!text.includes("proves:") && !text.includes("@keeps")) continue;
    const found = annotationsIn(file, text, isTest(file));
    faults.push(...found.faults);
    for (const { ids, symbol, titles } of found.annotations) {
      for (const id of ids) {
        const entry = traced.get(id);
        if (!entry) faults.push(`${file}: "${id}" is no sentence of a policy`);
        else if (symbol) entry.keptBy.push({ file, symbol });
        else for (const title of titles) entry.provenBy.push({ file, title });
      }
    }
  }
  if (tests === 0) faults.push("no test was found at all");
  for (const { id, isHeading, reason, unproven } of sentences) {
    const entry = traced.get(id);
    entry.provenBy = withoutTwins(entry.provenBy);
    const proofs = entry.provenBy.length;
    if (proofs === 0 && !reason?.trim()) faults.push(`${id} has neither a test that proves it nor a reason why there is none`);
    if (proofs > 0 && entry.keptBy.length === 0) faults.push(`${id} has ${proofs} tests that prove it, and no code that says it keeps it`);
    if (unproven !== undefined && (proofs === 0 || !unproven.trim()))
      faults.push(`${id} says what tests leave unproven, which takes tests that prove the rest, and words`);
    if (proofs > 0 && (reason || isHeading)) faults.push(`${id} has a reason why no test proves it, and ${proofs} that do`);
  }
  return { traced: Object.fromEntries(traced), faults };
}

/** A test inside a group that carries the same id is one proof, not two. */
const withoutTwins = (proofs) =>
  proofs.filter((proof, at) => proofs.findIndex(({ file, title }) => file === proof.file && title === proof.title) === at);

/** Writes what the page shows, for whoever compiles, starts or tests next. What is wrong is said by the build and by the unit tests. */
export function writeTraced(root) {
  const { traced, faults } = tracePolicy(root);
  const file = path.join(root, TRACED);
  const text = `${JSON.stringify(traced, null, 1)}\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  return faults;
}

/** Ends the build with everything that is wrong, at once. */
export function refuseUntracedPolicy(root) {
  const faults = writeTraced(root);
  if (faults.length > 0) throw new Error(`The policies are not traced to their proofs:\n  ${faults.join("\n  ")}`);
}

/** The entries of one policy, held against what was published: nothing left out, nothing added, in its order, word for word. */
function readSentences(root, policy, faults) {
  const entries = literalsIn(policy.entries, readFileSync(path.join(root, policy.entries), "utf8"));
  const lines = readFileSync(path.join(root, policy.text), "utf8")
    .split("\n")
    .map((line) => line.trim().replace(/^[•-] /, ""))
    .filter(Boolean);
  const published = lines.join(" ");
  if (entries.length === 0) faults.push(`${policy.entries}: no sentence was found`);
  let at = 0;
  for (const { id, text, isHeading } of entries) {
    const found = published.indexOf(text, at);
    if (found < 0) {
      faults.push(`${id} is not in ${policy.text} at its place, word for word: "${text}"`);
      continue;
    }
    const skipped = published.slice(at, found).trim();
    if (skipped) faults.push(`${policy.text}: no entry for "${skipped}"`);
    if (isHeading && !lines.includes(text)) faults.push(`${id} is called a heading and is none`);
    at = found + text.length;
  }
  const rest = published.slice(at).trim();
  if (rest) faults.push(`${policy.text}: no entry for "${rest}"`);
  return entries;
}

function filesBelow(root) {
  const walk = (folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(name);
      return isSource(name) ? [name] : [];
    });
  return FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap(walk)
    .sort();
}

if (import.meta.filename === process.argv[1]) {
  const faults = writeTraced(path.resolve(process.argv[2] ?? "."));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
