import type { Readable } from "node:stream";

export type ObjectEntry = { key: string; bytes: number };

/** Somebody else wrote the object meanwhile, or it stands although it must not. Nothing was written. */
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
  put(key: string, data: Uint8Array | Readable, condition?: { ifAbsent: true } | { ifVersion: string }): Promise<void>;
  get(key: string): Promise<{ data: Buffer; version: string } | null>;
  /** For what does not fit in memory; null when there is no such object. */
  read(key: string): Promise<Readable | null>;
  /** What lies under a prefix, in the order of keys, page by page behind the scenes. */
  list(prefix: string): AsyncIterable<ObjectEntry>;
  /** Removes; what is gone already is no error. */
  remove(keys: readonly string[]): Promise<void>;
}
