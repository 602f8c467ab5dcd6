// What a launcher says when something that may well happen happens: a sentence and what to do, never a stack trace.

/** Expected trouble. `advice` tells the reader what to do about it. */
export class Trouble extends Error {
  constructor(message, advice = "", options = undefined) {
    super(message, options);
    this.name = "Trouble";
    this.advice = advice;
  }
}

const BY_CODE = {
  EACCES: (error) => [`No permission for ${place(error)}.`, "Check who owns the folder and that you may write to it."],
  EPERM: (error) => [`No permission for ${place(error)}.`, "Check who owns the folder and that you may write to it."],
  EROFS: (error) => [
    `${place(error)} lies on a read-only file system.`,
    "Work in a copy on a disk that can be written, or set CALLMISSED_DATA_DIR.",
  ],
  ENOSPC: (error) => [`The disk is full (writing ${place(error)}).`, "Free some space and start again; nothing that was stored is lost."],
  EMFILE: () => ["Too many files are open.", "Raise the limit (ulimit -n 4096) and start again."],
  EADDRINUSE: (error) => [`Port ${error.port} is already in use.`, "Stop what listens there or choose another port."],
  EEXIST: (error) => [`${place(error)} should be a folder, but a file of that name is in the way.`, "Move the file away."],
  ENOTDIR: (error) => [`${place(error)} should be a folder, but a file of that name is in the way.`, "Move the file away."],
};

function place(error) {
  return error.path ?? error.dest ?? "a file";
}

/** Turns any error into expected trouble where its code is a known one; everything else is returned as it came. */
export function asTrouble(error) {
  if (error instanceof Trouble) return error;
  const known = BY_CODE[error?.code];
  return known ? new Trouble(...known(error), { cause: error }) : error;
}

/** Prints an error for people: sentence and advice for expected trouble, everything we have for a fault of ours. */
export function complain(error) {
  const trouble = asTrouble(error);
  if (!(trouble instanceof Trouble)) {
    console.error(`\nThis should not have happened:\n${trouble?.stack ?? trouble}`);
    return;
  }
  console.error(`\n${trouble.message}`);
  if (trouble.advice) console.error(trouble.advice);
}
