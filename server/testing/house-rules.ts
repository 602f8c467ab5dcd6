import { parseSync } from "@swc/core";

/** A rule of the house that a file breaks, as a sentence that says what to do instead. */
export type Fault = string;

const LONGEST = 250;
const CLOCK = "server/lib/clock.ts";
const ENVIRONMENT = "server/lib/env.ts";
const VAGUE_NAMES = /^(utils?|helpers?|types?|common|misc|shared|services?|managers?|index)$|[-.](utils?|helpers?|service|manager)$/;
const ROOM_KINDS = /^(README\.md|[a-z0-9]+(-[a-z0-9]+)*(\.(queries|router|job|cli|worker|adapter))?(\.(test|db\.test|d))?\.tsx?)$/;
const NO_ROOMS = new Set(["policy", "lib", "language", "trpc", "worker", "local", "testing"]);
/** Names given by others, which we cannot choose. */
const FOREIGN_NAMES = new Set(["cancelAnimationFrame", "cancelIdleCallback"]);

/** May this file ask for the time and the environment? Launchers, tool settings, tests and what sets tests up may. */
function isExempt(path: string): boolean {
  return (
    path === "server/testing/setup.ts" ||
    path.endsWith(".mjs") ||
    /\.test\.tsx?$/.test(path) ||
    path.startsWith("e2e/") ||
    /^[^/]+\.config\.\w+$/.test(path)
  );
}

/** What the name of a file alone tells. */
export function faultsInName(path: string): Fault[] {
  const file = path.split("/").at(-1) ?? "";
  const faults: Fault[] = [];
  if (VAGUE_NAMES.test(file.replace(/\.[cm]?[jt]sx?$/, "")))
    faults.push(`${path}: this name says nothing. Name the file after the noun or the act it holds.`);
  const room = /^server\/([^/]+)\//.exec(path)?.[1];
  if (room && !NO_ROOMS.has(room) && !ROOM_KINDS.test(file)) {
    faults.push(
      `${path}: rooms hold <noun>.ts, <verb-noun>.ts, queries.ts, router.ts, *.router.ts, *.job.ts, *.cli.ts, *.adapter.ts, refusals.ts, main.ts and README.md only.`,
    );
  }
  return faults;
}

/** What the text of a source file tells: time, environment, the banned word, length. */
export function faultsInText(path: string, text: string): Fault[] {
  const faults: Fault[] = [];
  const lines = text.split("\n").length;
  if (lines > LONGEST && !/^\s*(\/\/|\/?\*) long: \S/m.test(text))
    faults.push(`${path}: ${lines} lines. Split it by nouns and verbs, or give a reason in a line "// long: …".`);
  if (!/\.[cm]?tsx?$/.test(path) || /\.d\.[cm]?ts$/.test(path)) return faults;
  const say = (fault: string) => faults.push(`${path}: ${fault}`);
  walk(parseSync(text, { syntax: "typescript", tsx: path.endsWith("x"), target: "es2023" }), (node) => {
    if (!isExempt(path)) {
      if (path !== CLOCK && readsTheClock(node)) say(`only ${CLOCK} asks what time it is. Take the clock from the dependencies.`);
      if (path !== ENVIRONMENT && isMember(node, "process", "env"))
        say(`only ${ENVIRONMENT} reads the environment. Add the setting there.`);
    }
    if (names(node).some((name) => /cancel/i.test(name) && !FOREIGN_NAMES.has(name))) {
      say('"cancel" means too many things. We reject, they withdraw; holds are released; keys are revoked.');
    }
  });
  return faults;
}

type Node = { type: string; [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) visit(value);
  for (const [key, child] of Object.entries(value)) {
    // What is named behind a dot or imported from a package was named by somebody else, or is seen where it is declared.
    const foreign = (value as Node).type === "MemberExpression" && key === "property" && isNode(child) && child.type === "Identifier";
    if (!foreign && key !== "span") walk(child, visit);
  }
}

function names(node: Node): string[] {
  if (node.type === "Identifier" || node.type === "JSXText") return [String(node.value)];
  return [];
}

function isIdentifier(value: unknown, name: string): boolean {
  return isNode(value) && value.type === "Identifier" && value.value === name;
}

function isMember(node: Node, object: string, property: string): boolean {
  return node.type === "MemberExpression" && isIdentifier(node.object, object) && isIdentifier(node.property, property);
}

function readsTheClock(node: Node): boolean {
  const madeNow =
    node.type === "NewExpression" && isIdentifier(node.callee, "Date") && (!Array.isArray(node.arguments) || node.arguments.length === 0);
  const calledBare = node.type === "CallExpression" && isIdentifier(node.callee, "Date");
  return madeNow || calledBare || isMember(node, "Date", "now");
}
