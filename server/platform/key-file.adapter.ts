import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { MasterKey } from "./master-key";

const keyFile = z.object({
  current: z.string().min(1),
  keys: z.record(
    z.string().min(1),
    z.base64().refine((text) => Buffer.from(text, "base64").length === 32, "32 bytes in base64"),
  ),
});
export type KeyFile = z.infer<typeof keyFile>;

/** Master keys from a file `{ "current": id, "keys": { id: base64 of 32 bytes } }`. Throws one sentence when it is missing or not of this form. */
export function openKeyFile(file: string): MasterKey {
  const { current, keys } = readKeyFile(file);
  const keyNamed = (id: string): Buffer => {
    const key = keys[id];
    if (!key) throw new Error(`The master key "${id}" is not in MASTER_KEY_FILE, but data keys are wrapped with it.`);
    return Buffer.from(key, "base64");
  };
  return {
    currentId: current,
    async wrap(dataKey, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keyNamed(current), nonce).setAAD(aad(current, context));
      const wrapped = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
      return { masterKeyId: current, wrapped: wrapped.toString("base64") };
    },
    async unwrap({ masterKeyId, wrapped }, context) {
      const data = Buffer.from(wrapped, "base64");
      const decipher = createDecipheriv("aes-256-gcm", keyNamed(masterKeyId), data.subarray(0, 12))
        .setAAD(aad(masterKeyId, context))
        .setAuthTag(data.subarray(-16));
      try {
        return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]);
      } catch (cause) {
        throw new Error(`The master key "${masterKeyId}" in MASTER_KEY_FILE is not the one that data keys were wrapped with.`, { cause });
      }
    },
  };
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
