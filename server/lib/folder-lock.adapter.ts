import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { newId } from "./ids";

const EVERY_MS = 20;
/** What is done under a lock takes milliseconds; one that stands this long belongs to a writer that was killed. */
const ABANDONED_AFTER_MS = 5_000;

/** Runs work while no other process on this folder holds the lock of that name. A killed holder's lock is taken away after 5 seconds. */
export async function underLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  await take(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<void> {
  // Judged by how long the very same file was seen, so that clocks of other machines do not matter.
  let seen = "";
  let since = 0;
  for (;;) {
    try {
      await (await open(lock, "wx", 0o600)).close();
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The folder may be removed as an empty one between two writers.
      if (code === "ENOENT") await mkdir(path.dirname(lock), { recursive: true, mode: 0o700 });
      else if (code !== "EEXIST") throw error;
    }
    const holder = await identityOf(lock);
    if (holder !== seen) [seen, since] = [holder, performance.now()];
    else if (holder && performance.now() - since > ABANDONED_AFTER_MS) await takeAway(lock, holder);
    await pause(EVERY_MS);
  }
}

/** Renaming has one winner; when it turns out to have hit a newer lock, that one is put back. */
async function takeAway(lock: string, holder: string): Promise<void> {
  const away = `${lock}-${newId()}`;
  await rename(lock, away).catch(() => {});
  const taken = await identityOf(away);
  if (taken && taken !== holder) await rename(away, lock);
  else await rm(away, { force: true });
}

async function identityOf(lock: string): Promise<string> {
  const facts = await stat(lock, { bigint: true }).catch(() => null);
  return facts ? `${facts.ino}:${facts.mtimeNs}` : "";
}
