/** Waits for an answer, but not for ever: rejects after `ms`. The work itself goes on; only nobody waits for it any more. */
export async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // its late failure has no listener left
  }
}

/** How long work may take that must have ended before a lock is let go, counted from when it was made. */
export type Deadline = {
  /** Waits for the work, but not beyond the deadline. */
  wait: <Value>(work: Promise<Value>) => Promise<Value>;
  /**
   * Asked immediately before each step that cannot be undone: throws when the time is over or the step could outlive it.
   * The signal ends the step itself, after a third of the whole time and so before the deadline.
   */
  beginStep: () => AbortSignal;
};

/** A deadline `ms` from now. */
export function deadlineIn(ms: number): Deadline {
  const until = performance.now() + ms;
  const left = () => until - performance.now();
  return {
    wait: (work) => within(Math.max(0, left()), work),
    beginStep: () => {
      if (left() <= ms / 3) throw new Error("too little time is left for a step that cannot be undone");
      return AbortSignal.timeout(Math.floor(ms / 3));
    },
  };
}
