import { Transform } from "node:stream";
import type { ObjectStore } from "@/server/lib/object-store";

/** A moment in the life of a put: reached by the writer, who then waits until the test lets it go on. */
export function moment() {
  let arrive = () => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    reached,
    letGo,
    wait: () => {
      arrive();
      return gone;
    },
  };
}

/** A real store whose puts of streams stand still for as long as a test wants: when the first bytes arrive, or when all have. */
export function heldStore(store: ObjectStore, hold: { atFirst?: () => Promise<void>; atLast?: () => Promise<void> }): ObjectStore {
  return {
    ...store,
    async put(key, data, condition) {
      if (data instanceof Uint8Array) return store.put(key, data, condition);
      let first = true;
      const slow = new Transform({
        transform(part, _encoding, done) {
          const wait = first ? hold.atFirst?.() : undefined;
          first = false;
          (wait ?? Promise.resolve()).then(() => done(null, part), done);
        },
        flush(done) {
          (hold.atLast?.() ?? Promise.resolve()).then(() => done(), done);
        },
      });
      data.once("error", (error) => slow.destroy(error));
      return store.put(key, data.pipe(slow), condition);
    },
  };
}
