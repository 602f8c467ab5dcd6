// Running one program to its end, without blocking: a signal that arrives meanwhile must be heard.
import { spawn } from "node:child_process";
import { endProcess } from "./processes.mjs";
import { atEnd, isEnding } from "./shutdown.mjs";
import { Trouble } from "./trouble.mjs";

/** Runs a program in this terminal and answers with its exit status; `quiet` drops what it prints. */
export function runCommand(program, args, { env = {}, cwd, quiet = false, timeout } = {}) {
  const needsShell = process.platform === "win32" && program === "npm";
  const output = quiet ? "ignore" : "inherit";
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...env },
      shell: needsShell,
      timeout,
    });
    let ended = false;
    atEnd(() => (ended || !child.pid ? undefined : endProcess(child.pid)));
    child.once("error", (error) => {
      ended = true;
      reject(error.code === "ENOENT" ? new Trouble(`The program ${program} was not found.`) : error);
    });
    child.once("exit", (status) => {
      ended = true;
      // When everything is ending, whatever waited for this must not go on.
      if (!isEnding()) resolve(status ?? 1);
    });
  });
}
