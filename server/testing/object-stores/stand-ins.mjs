// Stand-ins for Azure Blob Storage and S3 that the object stores' contract is run against: the vendor's emulator, and
// s3rver. They are larger than everything else together, so they are installed when a test first needs them.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../local/command.mjs";
import { freePort } from "../../local/ports.mjs";
import { isRunning } from "../../local/processes.mjs";
import { Trouble } from "../../local/trouble.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
// Inside node_modules, where no linter, test or build looks.
const packages = path.resolve(here, "../../../node_modules/.object-stores");
const MANIFESTS = ["package.json", "package-lock.json"];

/** Installs the stand-ins when they are not there as the lock says. A failure is told; nothing is ever left out because of it. */
export async function installStandIns() {
  const stamp = path.join(packages, "installed");
  const isThere = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  const wanted = createHash("sha256")
    .update(MANIFESTS.map((name) => readFileSync(path.join(here, name), "utf8")).join("\0"))
    .digest("hex");
  if (isThere()) return;
  await alone(async () => {
    if (!isThere()) await install(stamp, wanted);
  });
}

async function install(stamp, wanted) {
  console.log("Installing the stand-ins for object stores (400 MB, the first time only) …");
  rmSync(stamp, { force: true });
  mkdirSync(packages, { recursive: true });
  for (const name of MANIFESTS) cpSync(path.join(here, name), path.join(packages, name));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const status = await runCommand("npm", args, { cwd: packages });
  if (status !== 0)
    throw new Trouble(
      "The stand-ins for object stores could not be installed.",
      "Is the npm registry reachable, and is there room on the disk (1 GB)?",
    );
  writeFileSync(stamp, wanted);
}

/** Two test files may need the stand-ins at the same moment; the second one waits for the first, unless that was killed. */
async function alone(work) {
  const note = `${packages}.installing`;
  for (;;) {
    try {
      writeFileSync(note, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (existsSync(note) && !isRunning(Number(readFileSync(note, "utf8")))) rmSync(note, { force: true });
      await pause(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(note, { force: true });
  }
}

/** Starts a stand-in ("azure", "s3", or "s3-old" that ignores conditions) on a free port with an empty folder; answers with its port and how to end it. Throws what it said when it does not start. */
export async function startStandIn(kind) {
  await installStandIns();
  const folder = mkdtempSync(path.join(os.tmpdir(), `callmissed-${kind}-`));
  const port = await freePort();
  const child = fork(path.join(here, "serve.mjs"), [kind, String(port), folder, packages], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const end = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const status = await Promise.race([answers(port), ended.then((code) => `it ended with status ${code}`)]);
  if (status === true) return { port, end };
  await end();
  throw new Trouble(`The stand-in for ${kind} did not start: ${status}. It said:\n${words}`);
}

async function answers(port) {
  for (let tries = 0; tries < 600; tries += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (response) return true;
    await pause(50);
  }
  return "it did not answer within 30 s";
}
