// Keeps the parts of a local console running: what dies is started again, what keeps dying ends the whole with a
// sentence. Each part writes into a file of its own, so that nothing depends on this process being there to listen.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { becomesTrue, endProcess } from "./processes.mjs";
import { identity } from "./run-record.mjs";
import { atEnd, end, isEnding } from "./shutdown.mjs";
import { complain, Trouble } from "./trouble.mjs";

const QUICK_MS = 10_000;
const MOST_QUICK_DEATHS = 5;
const LOG_LIMIT_BYTES = 5_000_000;

/** `changed(processes)` is called whenever the list of running processes is another one. */
export function createSupervisor({ root, logFolder, changed }) {
  mkdirSync(logFolder, { recursive: true });
  const parts = new Map();
  const report = () => changed([...parts].map(([name, child]) => ({ name, ...identity(child.pid) })));

  function begin(name, args, env, quickDeaths) {
    const log = path.join(logFolder, `${name}.log`);
    const out = openSync(log, existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES ? "w" : "a", 0o600);
    // A process group of its own: Ctrl-C in the terminal reaches the launcher only, which ends the parts in order.
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: true,
      stdio: ["ignore", out, out, "ipc"],
      env: { ...process.env, ...env },
    });
    // The channel lets a part notice that we are gone, and say that it is ready. It must not keep us alive.
    child.channel?.unref();
    closeSync(out);
    const bornAt = performance.now();
    parts.set(name, child);
    report();
    child.once("exit", async (status, signal) => {
      if (isEnding()) return;
      killGroup(child.pid);
      const deaths = performance.now() - bornAt < QUICK_MS ? quickDeaths + 1 : 1;
      if (deaths >= MOST_QUICK_DEATHS) {
        complain(new Trouble(`The ${name} ended ${deaths} times in a row. Its last words:\n${tail(log)}`, `All of it is in ${log}.`));
        return end(1);
      }
      const delay = 500 * 2 ** (deaths - 1);
      console.error(
        `The ${name} ended unexpectedly (${signal ?? `exit status ${status}`}); it is started again in ${delay / 1_000} s. See ${log}`,
      );
      await pause(delay);
      if (!isEnding()) begin(name, args, env, deaths);
    });
    return child;
  }

  atEnd(async () => {
    await Promise.all([...parts.values()].map(endWithChildren));
  });
  return { start: (name, args, env = {}) => begin(name, args, env, 0) };
}

/** Ends a part and whatever it has started itself. */
async function endWithChildren(child) {
  await endProcess(child.pid);
  await becomesTrue(() => !killGroup(child.pid), 2_000);
}

/** Kills what is left of a process group; answers whether there was anything. */
function killGroup(leader) {
  if (process.platform === "win32") return false;
  try {
    process.kill(-leader, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

function tail(file) {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
