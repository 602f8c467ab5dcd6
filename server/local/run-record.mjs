// .data/run.json: what is running, for the next `npm start`, for send-letter.mjs and for the curious.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, endProcess } from "./processes.mjs";

const fileIn = (dataFolder) => path.join(dataFolder, "run.json");

/** The record of the run that uses this folder, or null. */
export function readRun(dataFolder) {
  const file = fileIn(dataFolder);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // cut off by a full disk; the processes in it cannot be known any more
  }
}

/** Is the launcher that wrote the record still there? */
export function isAlive(run) {
  return run.launcher.birth !== null && birthOf(run.launcher.pid) === run.launcher.birth;
}

/** Ends what a killed launcher left running; a number that belongs to another process by now is left alone. */
export async function endLeftovers(run) {
  const left = run.processes.filter(({ pid, birth }) => birth !== null && birthOf(pid) === birth);
  await Promise.all(left.map(({ pid, birth }) => endProcess(pid, { birth })));
  return left.map(({ name }) => name);
}

/** Begins a record for this process. `update` merges facts into it and writes it, so that readers never see half. */
export function beginRun(dataFolder) {
  const file = fileIn(dataFolder);
  let record = { launcher: identity(process.pid), ready: false, processes: [] };
  const update = (facts) => {
    record = { ...record, ...facts };
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  };
  update({});
  return { update, erase: () => rmSync(file, { force: true }) };
}

/** A process as a record names it. */
export function identity(pid) {
  return { pid, birth: birthOf(pid) };
}
