import { createReadStream } from "node:fs";
import { access, link, lstat, mkdir, open, opendir, readFile, rename, rm, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { sha256Hex } from "./crypto";
import { underLock } from "./folder-lock.adapter";
import { newId } from "./ids";
import { type Draft, type ObjectEntry, type ObjectStore, type PutCondition, prefixAmong, StoreConflict, writableKey } from "./object-store";

/** Objects that are being written, and locks; never listed, so a half-written file is not taken for one. */
const DRAFT = ".draft-";

/** A folder as an object store: for one machine, or a folder that all machines share. */
export function openFolderStore(folder: string): ObjectStore {
  const root = path.resolve(folder);
  const placeOf = (key: string): string => path.join(root, insideKey(key));
  const check = async () => {
    await access(root).catch((cause) => {
      throw new Error(`The folder ${root} of an object store is not there or cannot be entered.`, { cause });
    });
  };
  const get: ObjectStore["get"] = async (key) => {
    const data = await absentAsNull(readFile(placeOf(key)));
    if (!data) await check();
    return data && { data, version: sha256Hex(data) };
  };
  const replace = async (draft: string, key: string, condition?: PutCondition) => {
    const place = placeOf(key);
    // A link, unlike a rename, fails when something is there.
    if (condition && "ifAbsent" in condition) {
      await link(draft, place).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "EEXIST" ? new StoreConflict(key) : error;
      });
      return;
    }
    if (condition && (await get(key))?.version !== condition.ifVersion) throw new StoreConflict(key);
    await rename(draft, place);
  };
  const removeFiles = async (places: readonly string[], signal?: AbortSignal) => {
    await check();
    for (const place of places) {
      signal?.throwIfAborted();
      // Without its folder there is nothing to remove, and making a lock would bring the folder back.
      if (await absentAsNull(lstat(path.dirname(place))))
        await underLock(lockOf(place), async () => {
          signal?.throwIfAborted(); // the lock may have been waited for
          await absentAsNull(unlink(place));
        });
    }
    for (const folderLeft of new Set(places.map((place) => path.dirname(place)))) {
      await syncFolder(folderLeft); // what was destroyed must not be back after a power cut
      await removeEmpty(folderLeft, root);
    }
  };
  return {
    check,
    get,
    async put(key, data, condition) {
      await check();
      const place = placeOf(writableKey(key));
      const draft = await openDraft(path.dirname(place), data);
      try {
        await underLock(lockOf(place), () => replace(draft, key, condition));
        await syncFolder(path.dirname(place));
      } finally {
        await rm(draft, { force: true });
      }
    },
    async read(key) {
      const place = placeOf(key);
      const file = await absentAsNull(open(place));
      if (file) return createReadStream(place, { fd: file });
      await check();
      return null;
    },
    async *list(prefix, without = []) {
      await check();
      for await (const entry of walk(root, folderOf(prefix), without))
        if (entry.key.startsWith(prefix) && !isDraft(entry.key)) yield { key: entry.key, bytes: entry.bytes };
    },
    remove: async (keys, signal) => removeFiles(keys.map(placeOf), signal),
    async *listDrafts(prefix): AsyncGenerator<Draft> {
      await check();
      for await (const { key } of walk(root, folderOf(prefix))) if (key.startsWith(prefix) && isDraft(key)) yield { key, id: key };
    },
    removeDrafts: async (drafts, signal) =>
      removeFiles(
        drafts.map(({ id }) => placeOf(id)),
        signal,
      ),
  };
}

/** What others put there may have any name, and must be removable; but nothing leads out of the folder. */
function insideKey(key: string): string {
  const isInside = key !== "" && !key.includes("\0") && key.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  if (!isInside) throw new Error("not an object's key");
  return key;
}

const folderOf = (prefix: string): string => prefix.slice(0, prefix.lastIndexOf("/") + 1);
const nameOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);
const isDraft = (key: string): boolean => nameOf(key).startsWith(DRAFT);
const lockOf = (place: string): string => path.join(path.dirname(place), `${DRAFT}lock-${sha256Hex(path.basename(place)).slice(0, 32)}`);

/** On the disk before it has its name: what a key leads to is whole, also after a power cut. */
async function openDraft(folder: string, data: Uint8Array | Readable): Promise<string> {
  const draft = path.join(folder, `${DRAFT}${newId()}`);
  const file = await openInFolder(draft);
  try {
    await file.writeFile(data as Uint8Array); // a stream is taken as well, though the types of Node do not say so
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return draft;
}

/** Makes the folder as often as somebody else removes it for being empty. */
async function openInFolder(draft: string, tries = 10): ReturnType<typeof open> {
  await mkdir(path.dirname(draft), { recursive: true, mode: 0o700 });
  try {
    return await open(draft, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === 0) throw error;
    return openInFolder(draft, tries - 1);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await absentAsNull(open(folder, "r")); // gone when the object was removed at once
  await handle?.sync().finally(() => handle.close());
}

/** Every file below a folder, in the order of keys. A link is a file of its own and is not followed. */
async function* walk(root: string, folder: string, without: readonly string[] = []): AsyncGenerator<ObjectEntry> {
  if (prefixAmong(without, folder)) return;
  const handle = await absentAsNull(opendir(path.join(root, folder)));
  if (!handle) return;
  const names: string[] = [];
  for await (const entry of handle) names.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
  // "a.b" comes before "a/b": a folder is compared with its slash.
  names.sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    if (name.endsWith("/")) yield* walk(root, `${folder}${name}`, without);
    else {
      const facts = await absentAsNull(lstat(path.join(root, folder, name)));
      if (facts) yield { key: `${folder}${name}`, bytes: facts.size };
    }
  }
}

async function removeEmpty(folder: string, root: string): Promise<void> {
  for (let at = folder; at.startsWith(`${root}${path.sep}`); at = path.dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return; // not empty, or somebody was faster
    }
  }
}

async function absentAsNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
