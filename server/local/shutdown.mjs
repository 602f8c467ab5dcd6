// The orderly end of a launcher, whoever asks for it: Ctrl-C, kill, a closed terminal, a parent that is gone, or
// trouble of its own. Built-ins only, because it has to work before anything is installed.
import { complain } from "./trouble.mjs";

const closers = [];
let ending;

/** Registers what has to be closed at the end. The last thing opened is closed first. */
export function atEnd(close) {
  closers.push(close);
}

/** Has the end begun? Whoever dies now does so because we asked. */
export function isEnding() {
  return ending !== undefined;
}

/** Closes everything and ends the process. Asking twice changes nothing. */
export function end(status) {
  ending ??= closeAll().then((worse) => process.exit(worse ?? status));
  return ending;
}

async function closeAll() {
  let status;
  for (const close of closers.toReversed()) {
    try {
      status = (await close()) ?? status;
    } catch (error) {
      complain(error);
      status = 1;
    }
  }
  return status;
}

/** Runs a launcher: from now on signals end it in order, and so does an error that it does not catch. */
export async function launch(work) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(0));
  if (process.channel) process.on("disconnect", () => end(0));
  try {
    await work();
  } catch (error) {
    if (!isEnding()) complain(error);
    await end(1);
  }
}
