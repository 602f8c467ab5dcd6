// Looking at processes that may outlive their parent. A number alone proves nothing, because numbers are given out
// again; together with the time a process began it names one process for good.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Is there a running process of this number? A zombie (ended, but not yet collected by its parent) is not running. */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return procStat(pid)?.[0] !== "Z";
}

/** A text that says when the process began, the same at every look; null when there is no such process. */
export function birthOf(pid) {
  if (!isRunning(pid)) return null;
  const ticksSinceBoot = procStat(pid)?.[19];
  if (ticksSinceBoot) return ticksSinceBoot;
  return ps(pid, "lstart=");
}

/** The command line of a process, or an empty text where it cannot be known. */
export function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ps(pid, "command=") ?? "";
  }
}

/** Asks a process to end, waits, and insists with SIGKILL. Does nothing when `birth` shows that it is another process. */
export async function endProcess(pid, { birth = birthOf(pid), signal = "SIGTERM", patienceMs = 8_000 } = {}) {
  const same = () => isRunning(pid) && birthOf(pid) === birth;
  if (!birth || !same()) return;
  send(pid, signal);
  if (await becomesTrue(() => !same(), patienceMs)) return;
  send(pid, "SIGKILL");
  await becomesTrue(() => !same(), 3_000);
}

/** Polls a condition; answers whether it became true in time. */
export async function becomesTrue(condition, withinMs, everyMs = 50) {
  for (let waited = 0; waited <= withinMs; waited += everyMs) {
    if (await condition()) return true;
    await pause(everyMs);
  }
  return false;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** Fields of /proc/<pid>/stat from the third on (state first), counted after the name, which may contain anything. */
function procStat(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ps(pid, column) {
  const answer = spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
  return answer.status === 0 ? answer.stdout.trim() || null : null;
}
