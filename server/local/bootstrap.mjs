// From a fresh clone to something that can run. Only Node built-ins may be imported here: nothing is installed yet.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "./command.mjs";
import { runInstead } from "./run-instead.mjs";
import { Trouble } from "./trouble.mjs";

export const root = path.resolve(fileURLToPath(import.meta.url), "../../..");

const OLDEST_NODE = [20, 19]; // enough for this file and for npm; everything else runs on the Node that npm installs
const STAMPS = path.join(root, "node_modules", ".setup");
const CLIENT_SOURCES = ["prisma/schema.prisma", "prisma/models", "prisma.config.ts", "package-lock.json"];
const BUILD_SOURCES = [
  "app",
  "server",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "public",
];
// Nothing of these ends up in the console: no reason to build it again.
const NOT_IN_THE_BUILD = /^server\/(local|testing)\/|\.test\.tsx?$|\.md$/;

/**
 * Checks Node, installs the dependencies, moves on to the Node version they bring and makes the database client; each
 * step only when something it depends on has changed. When another Node has to take over, the same command is run again
 * with it, and this call never returns. Which tests prove the policies is read each time: it takes a fraction of a second.
 */
export async function bootstrap() {
  checkNode();
  process.chdir(root);
  await installDependencies();
  await continueWithOurNode();
  await generateClient();
  await tracePolicy();
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Trouble(
    `Node.js ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`,
    "Get a current one from https://nodejs.org .",
  );
}

async function installDependencies() {
  // The package `node` brings our own Node, so this must not hang on the version that happens to run the bootstrap.
  const key = fingerprint([read("package-lock.json"), process.platform, process.arch, libc()]);
  const done = existsSync(stampFile("deps")) ? isDone("deps", key) && isInstalled() : isInstalled();
  if (done) return remember("deps", key);
  console.log("Installing the dependencies (about two minutes the first time) …");
  await run(
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    "The dependencies could not be installed.",
    "Is the npm registry reachable, and is there room on the disk (1.5 GB)?",
  );
  remember("deps", key);
}

/** Compares the lock with the one npm leaves in node_modules: somebody may have run `npm ci` without our help. */
function isInstalled() {
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) return false;
  const wanted = JSON.parse(read("package-lock.json")).packages;
  const there = JSON.parse(read("node_modules/.package-lock.json")).packages;
  // Optional packages are mostly those of other platforms.
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === "" || there[name]?.version === version || (optional && !there[name]),
  );
}

/** glibc and musl need different native packages, although platform and architecture are the same. */
function libc() {
  return process.platform === "linux" ? (process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl") : "";
}

/** Hands over to the Node in node_modules when it is another one than ours, and ends with its exit status. */
async function continueWithOurNode() {
  const ours = path.join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(ours)) {
    if (Number(process.versions.node.split(".")[0]) >= 24) return;
    throw new Trouble(
      "The Node that comes with the dependencies is missing.",
      "Its install script may have been blocked: run `npm rebuild node`, or use Node 24 or newer.",
    );
  }
  process.env.PATH = [path.join(root, "node_modules", ".bin"), path.dirname(ours), process.env.PATH].join(path.delimiter);
  const wanted = JSON.parse(read("node_modules/node/package.json")).version;
  if (process.versions.node === wanted || process.env.CALLMISSED_NODE === ours) return;
  await runInstead(ours, [...process.execArgv, ...process.argv.slice(1)], { CALLMISSED_NODE: ours });
}

async function generateClient() {
  const key = fingerprint(CLIENT_SOURCES.flatMap(contents));
  if (!existsSync(path.join(root, "prisma/schema.prisma"))) return;
  if (isDone("client", key) && existsSync(path.join(root, "prisma/generated/client.ts"))) return;
  await runNode(["node_modules/prisma/build/index.js", "generate"], {}, "The database client could not be generated.");
  remember("client", key);
}

/** What is wrong with it is said by the build and by the unit tests; here it only has to be there. */
async function tracePolicy() {
  const { writeTraced } = await import("../testing/trace-policy.mjs");
  writeTraced(root);
}

/** Builds the console into `NEXT_DIST_DIR` (default `.next`) when anything it is made of has changed. */
export async function build(env) {
  const folder = process.env.NEXT_DIST_DIR ?? ".next";
  const stamp = `build-${folder.replaceAll(/[^\w.-]/g, "_")}`;
  const key = fingerprint([...CLIENT_SOURCES, ...BUILD_SOURCES].flatMap(contents));
  if (isDone(stamp, key) && existsSync(path.join(root, folder, "BUILD_ID"))) return false;
  console.log("Building the console (about a minute the first time) …");
  await runNode(["node_modules/next/dist/bin/next", "build"], env, "The console could not be built; the messages above say why.");
  remember(stamp, key);
  return true;
}

function runNode(args, env, message) {
  return run(process.execPath, args, message, "", { CHECKPOINT_DISABLE: "1", NEXT_TELEMETRY_DISABLED: "1", ...env });
}

async function run(program, args, message, advice, env = {}) {
  const status = await runCommand(program, args, { cwd: root, env });
  if (status !== 0) throw new Trouble(message, advice);
}

const read = (file) => readFileSync(path.join(root, file), "utf8");
const stampFile = (name) => path.join(STAMPS, name);
const isDone = (name, key) => existsSync(stampFile(name)) && readFileSync(stampFile(name), "utf8") === key;

function remember(name, key) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stampFile(name), key);
}

function fingerprint(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex");
}

/** Paths and contents of a file, or of all files below a folder; nothing where there is nothing. */
function contents(name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [name, read(name)];
  const names = readdirSync(full).map((entry) => `${name}/${entry}`);
  return names
    .filter((file) => !NOT_IN_THE_BUILD.test(file))
    .sort()
    .flatMap(contents);
}
