import { createReadStream } from "node:fs";
import { access, link, mkdir, open, opendir, readFile, rename, rm, rmdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { sha256Hex } from "./crypto";
import { newId } from "./ids";
import { type ObjectEntry, type ObjectStore, StoreConflict } from "./object-store";

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
/** Objects that are being written; never listed, so a half-written file is not taken for one. */
const DRAFT = ".draft-";

/** A folder as an object store: for one machine, or a folder that all machines share. */
export function openFolderStore(folder: string): ObjectStore {
  const root = path.resolve(folder);
  const placeOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error("not an object's key");
    return path.join(root, key);
  };
  const check = async () => {
    await access(root).catch((cause) => {
      throw new Error("the folder of an object store is not there", { cause });
    });
  };
  const get: ObjectStore["get"] = async (key) => {
    const data = await absentAsNull(readFile(placeOf(key)));
    if (!data) await check();
    return data && { data, version: sha256Hex(data) };
  };
  return {
    check,
    get,
    async put(key, data, condition) {
      await check();
      const place = placeOf(key);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      const draft = path.join(path.dirname(place), `${DRAFT}${newId()}`);
      try {
        await writeThrough(draft, data);
        if (condition && "ifVersion" in condition) {
          if ((await get(key))?.version !== condition.ifVersion) throw new StoreConflict(key);
          await rename(draft, place);
        } else if (condition) {
          // A link, unlike a rename, fails when something is there.
          await link(draft, place).catch((error: NodeJS.ErrnoException) => {
            throw error.code === "EEXIST" ? new StoreConflict(key) : error;
          });
        } else await rename(draft, place);
        await syncFolder(path.dirname(place));
      } finally {
        await rm(draft, { force: true });
      }
    },
    async read(key) {
      const place = placeOf(key);
      if (!(await absentAsNull(stat(place)))) {
        await check();
        return null;
      }
      return createReadStream(place);
    },
    async *list(prefix) {
      await check();
      const [folderPart] = prefix.split(/[^/]*$/);
      for await (const entry of walk(root, folderPart ?? "")) if (entry.key.startsWith(prefix)) yield entry;
    },
    async remove(keys) {
      await check();
      const folders = new Set<string>();
      for (const key of keys) {
        const place = placeOf(key);
        await absentAsNull(unlink(place));
        folders.add(path.dirname(place));
      }
      for (const emptied of folders) await removeEmpty(emptied, root);
    },
  };
}

/** On the disk before it has its name: what a key leads to is whole, also after a power cut. */
async function writeThrough(place: string, data: Uint8Array | Readable): Promise<void> {
  const file = await open(place, "wx", 0o600);
  try {
    await file.writeFile(data as Uint8Array); // a stream is taken as well, though the types of Node do not say so
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function* walk(root: string, folder: string): AsyncGenerator<ObjectEntry> {
  const handle = await absentAsNull(opendir(path.join(root, folder)));
  if (!handle) return;
  const entries: { name: string; isFolder: boolean }[] = [];
  for await (const entry of handle) entries.push({ name: entry.name, isFolder: entry.isDirectory() });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isFolder } of entries) {
    if (isFolder) yield* walk(root, `${folder}${name}/`);
    else if (!name.startsWith(DRAFT)) {
      const facts = await absentAsNull(stat(path.join(root, folder, name)));
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
