import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import type { PublicKey } from "@/server/lib/signing-keys";
import { blockOf, CHECKPOINTS, type CheckpointNote, checkpointKey, numberOfKey, readCheckpoint } from "./checkpoint";

const AT_ONCE = 32;

/** All notes of a store in the order of their numbers. Throws when the store cannot be reached. */
export async function readCheckpoints(store: ObjectStore, keys: readonly PublicKey[]): Promise<CheckpointNote[]> {
  await store.check();
  const numbers = await numbersIn(store, CHECKPOINTS);
  const notes: CheckpointNote[] = [];
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = await Promise.all(numbers.slice(at, at + AT_ONCE).map((number) => readOne(store, number, keys)));
    for (const note of some) if (note) notes.push(note);
  }
  return notes;
}

/** Where the last note of a place was seen, so that those before it are not listed again and again. */
const seen = new Map<string, number>();

/** The newest note of a place; null when there is none yet. Throws when the store cannot be reached. */
export async function readLastCheckpoint(place: string, keys: readonly PublicKey[]): Promise<CheckpointNote | null> {
  const store = openStore(place);
  await store.check();
  const known = seen.get(place);
  const near = known === undefined ? [] : await numbersIn(store, blockOf(known), blockOf(known, 1));
  // Gone, or nothing was seen yet: then all of them.
  const numbers = known !== undefined && near.includes(known) ? near : await numbersIn(store, CHECKPOINTS);
  const number = numbers.at(-1);
  if (number === undefined) return null;
  seen.set(place, number);
  return readOne(store, number, keys);
}

async function readOne(store: ObjectStore, number: number, keys: readonly PublicKey[]): Promise<CheckpointNote | null> {
  const found = await store.get(checkpointKey(number));
  return found && readCheckpoint(number, found.data, keys);
}

async function numbersIn(store: ObjectStore, ...prefixes: string[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const prefix of prefixes)
    for await (const { key } of store.list(prefix)) {
      const number = numberOfKey(key);
      if (number !== null) numbers.push(number);
    }
  return numbers.sort((a, b) => a - b);
}
