// Lets another Node take the place of this process, as far as that is possible: same terminal, same messages to a
// parent, same exit status, and the same end. When this process is killed, the channel between the two closes, which
// the other one takes for a request to stop.
import { spawn } from "node:child_process";
import { atEnd, end } from "./shutdown.mjs";

/** Runs `program` and ends this process when it ends. Never returns. */
export function runInstead(program, args, env) {
  const child = spawn(program, args, { stdio: ["inherit", "inherit", "inherit", "ipc"], env: { ...process.env, ...env } });
  const ended = new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1)));
  child.on("message", (message) => process.send?.(message));
  atEnd(() => {
    child.kill("SIGTERM");
    return ended;
  });
  return new Promise((_, reject) => {
    child.once("error", reject);
    ended.then(end);
  });
}
