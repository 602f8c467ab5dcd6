// Running one program to its end, without blocking: a signal that arrives meanwhile must be heard.
import { spawn } from "node:child_process";
import { atEnd, isEnding } from "./shutdown.mjs";
import { Trouble } from "./trouble.mjs";

const running = new Set();
let watching = false;

/** Runs a program in this terminal and answers with its exit status; `quiet` drops what it prints. */
export function runCommand(program, args, { env = {}, cwd, quiet = false, timeout } = {}) {
  if (!watching) atEnd(endRunning);
  watching = true;
  const needsShell = process.platform === "win32" && program === "npm";
  const output = quiet ? "ignore" : "inherit";
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", output, output], env: { ...process.env, ...env }, shell: needsShell, timeout });
    running.add(child);
    child.once("error", (error) => {
      running.delete(child);
      reject(error.code === "ENOENT" ? new Trouble(`The program ${program} was not found.`) : error);
    });
    child.once("exit", (status) => {
      running.delete(child);
      // When we are ending, whatever waited for this must not go on.
      if (!isEnding()) resolve(status ?? 1);
    });
  });
}

async function endRunning() {
  const ended = [...running].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(ended);
}
