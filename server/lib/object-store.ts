import type { Readable } from "node:stream";

export type ObjectEntry = { key: string; bytes: number };

/** What a writer that was killed left behind: no object yet, but data all the same. `key` begins as the object's would have. */
export type Draft = { key: string; id: string };

export type PutCondition = { ifAbsent: true } | { ifVersion: string };

/**
 * Somebody else wrote the object meanwhile, or it stands although it must not. Nothing was written by this call; but where
 * an answer was lost and the call repeated, "somebody else" may be ourselves: look at the object before judging.
 */
export class StoreConflict extends Error {
  constructor(readonly key: string) {
    super("the object is not what the writer believed");
    this.name = "StoreConflict";
  }
}

/**
 * A place for objects: a folder, Azure Blob Storage or an S3-compatible store, chosen by setting. Keys are `a/b/c` and
 * never come from input. Every method throws when the store cannot be reached: an absent store is never an empty one.
 */
export interface ObjectStore {
  /** Throws with a sentence when the store is not there or does not let us in. */
  check(): Promise<void>;
  /** Writes whole or not at all. With a condition it throws StoreConflict unless the object is absent, or still has that version. */
  put(key: string, data: Uint8Array | Readable, condition?: PutCondition): Promise<void>;
  get(key: string): Promise<{ data: Buffer; version: string } | null>;
  /** For what does not fit in memory; null when there is no such object. */
  read(key: string): Promise<Readable | null>;
  /**
   * What lies under a prefix, in the order of keys, page by page behind the scenes. What begins with one of `without`, each a
   * whole folder ("a/b/"), is left out, and not even listed where the store can go past it.
   */
  list(prefix: string, without?: readonly string[]): AsyncIterable<ObjectEntry>;
  /** Removes; what is gone already is no error. Once the signal is given no removal begins, and one under way is broken off. */
  remove(keys: readonly string[], signal?: AbortSignal): Promise<void>;
  /** What was half written under a prefix and never became an object; whoever must leave nothing asks for this as well. */
  listDrafts(prefix: string): AsyncIterable<Draft>;
  removeDrafts(drafts: readonly Draft[], signal?: AbortSignal): Promise<void>;
}

/** Which of these prefixes the key begins with. */
export const prefixAmong = (prefixes: readonly string[], key: string): string | undefined =>
  prefixes.find((prefix) => key.startsWith(prefix));

const WRITABLE = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** The key itself, when it is one that we would write. */
export function writableKey(key: string): string {
  if (!WRITABLE.test(key)) throw new Error("not an object's key");
  return key;
}

/** `list` in pieces of up to `size`, for removals in batches. */
export async function* inBatches<Item>(items: AsyncIterable<Item> | Iterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
