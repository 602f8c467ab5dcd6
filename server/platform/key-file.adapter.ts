import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { openFolderStore } from "@/server/lib/folder-store.adapter";
import { StoreConflict } from "@/server/lib/object-store";
import type { MasterKey } from "./master-key";

const keyFile = z.object({
  current: z.string().min(1),
  keys: z.record(
    z.string().min(1),
    z.base64().refine((text) => Buffer.from(text, "base64").length === 32, "32 bytes in base64"),
  ),
});
export type KeyFile = z.infer<typeof keyFile>;

const CHANGED = "MASTER_KEY_FILE was changed by somebody else just now; look at it, and run this again.";

/**
 * Master keys from a file `{ "current": id, "keys": { id: base64 of 32 bytes } }`. Throws one sentence when it is missing or
 * not of this form. The file is read at each use: a process that went on wrapping with a key that was replaced meanwhile
 * would lose what it wrapped when that key is retired.
 */
export function openKeyFile(file: string): MasterKey {
  readKeyFile(file);
  return {
    get currentId() {
      return readKeyFile(file).current;
    },
    async wrap(dataKey, context) {
      const { current, keys } = readKeyFile(file);
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keyNamed(keys, current), nonce).setAAD(aad(current, context));
      const wrapped = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
      return { masterKeyId: current, wrapped: wrapped.toString("base64") };
    },
    async unwrap({ masterKeyId, wrapped }, context) {
      const key = keyNamed(readKeyFile(file).keys, masterKeyId);
      try {
        const data = Buffer.from(wrapped, "base64");
        const decipher = createDecipheriv("aes-256-gcm", key, data.subarray(0, 12))
          .setAAD(aad(masterKeyId, context))
          .setAuthTag(data.subarray(-16));
        return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]);
      } catch (cause) {
        throw new Error(`The master key "${masterKeyId}" in MASTER_KEY_FILE is not the one that data keys were wrapped with.`, { cause });
      }
    },
  };
}

function keyNamed(keys: KeyFile["keys"], id: string): Buffer {
  const key = Object.hasOwn(keys, id) ? keys[id] : undefined;
  if (!key) throw new Error(`The master key "${id}" is not in MASTER_KEY_FILE, but data keys are wrapped with it.`);
  return Buffer.from(key, "base64");
}

/** Adds a new master key to the file and makes it the current one; answers with its id. Of two who add at once one is refused. */
export async function addMasterKey(file: string): Promise<string> {
  const id = `key-${randomBytes(6).toString("hex")}`;
  const before = readKeyFile(file);
  const key = randomBytes(32).toString("base64");
  await writeKeyFile(file, before, { current: id, keys: { ...before.keys, [id]: key } });
  return id;
}

/** Removes every master key but the current one from the file; answers with the ids that went. Whoever calls has made sure that nothing needs them. */
export async function removeOldMasterKeys(file: string): Promise<string[]> {
  const before = readKeyFile(file);
  const current = before.keys[before.current] ?? "";
  const old = Object.keys(before.keys).filter((id) => id !== before.current);
  if (old.length > 0) await writeKeyFile(file, before, { current: before.current, keys: { [before.current]: current } });
  return old;
}

/** Whole or not at all, and only over the file that was read: a master key that gets lost takes all content with it. */
async function writeKeyFile(file: string, before: KeyFile, after: KeyFile): Promise<void> {
  const place = realpathSync(file); // a link stays a link
  const folder = openFolderStore(path.dirname(place));
  const read = await folder.get(path.basename(place));
  if (!read || !isDeepStrictEqual(keyFile.parse(parseJson(read.data.toString("utf8"))), before)) throw new Error(CHANGED);
  await folder.put(path.basename(place), Buffer.from(`${JSON.stringify(after, null, 2)}\n`), { ifVersion: read.version }).catch((cause) => {
    throw cause instanceof StoreConflict ? new Error(CHANGED, { cause }) : cause;
  });
}

export function readKeyFile(file: string): KeyFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error("MASTER_KEY_FILE cannot be read: without the master key no tenant's content can be opened or written.", { cause });
  }
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success || !parsed.data.keys[parsed.data.current])
    throw new Error('MASTER_KEY_FILE must be {"current": id, "keys": {id: base64 of 32 bytes}}, with the current one among them.');
  return parsed.data;
}

const aad = (masterKeyId: string, context: string): Buffer => Buffer.from(["callmissed key 1", masterKeyId, context].join("\0"));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused with the sentence that says what it should be
  }
}
