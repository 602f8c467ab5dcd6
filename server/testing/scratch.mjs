// A folder for everything one test run writes, and the removal of what killed runs left behind.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { commandLineOf, endProcess, isRunning } from "../local/processes.mjs";

const DATA = path.resolve(fileURLToPath(import.meta.url), "../../../.data");

/** Makes `.data/test-<pid>` and answers with its path; sweeps those of runs that ended without tidying up. */
export async function openScratch() {
  mkdirSync(DATA, { recursive: true });
  for (const name of readdirSync(DATA)) {
    const owner = /^test-(\d+)$/.exec(name);
    if (owner && !isRunning(Number(owner[1]))) await removeScratch(path.join(DATA, name));
  }
  const folder = path.join(DATA, `test-${process.pid}`);
  await removeScratch(folder);
  mkdirSync(folder, { mode: 0o711 });
  return folder;
}

/** Removes a scratch folder, ending first the PostgreSQL that may still live in it. */
export async function removeScratch(folder) {
  const cluster = path.join(folder, "pg");
  const note = path.join(cluster, "postmaster.pid");
  if (existsSync(note)) {
    const pid = Number(readFileSync(note, "utf8").split("\n")[0]);
    if (commandLineOf(pid).includes(cluster)) await endProcess(pid, { signal: "SIGINT" });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
