import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ObjectStore } from "@/server/lib/object-store";
import { openingStream } from "@/server/platform/file-cipher";

/** Where originals are read, and with which key they open. */
export type Originals = { store: ObjectStore; tenantId: string; dataKey: Buffer };

/** An original file as the archive gets it: its bytes, and afterwards whether all of it was genuine. */
export type Original = {
  content: AsyncGenerator<Buffer>;
  isWhole: () => boolean;
  /** Lets go of the store's file, whether or not anybody has begun to read. */
  close: () => void;
};

/**
 * Opens an original file of the tenant as a stream. Null: the store has no such object. What turns out not to be genuine ends at
 * the last genuine piece and says so, so that one damaged recording does not keep the owner from all the rest; a store that breaks
 * off throws.
 */
export async function readOriginal({ store, tenantId, dataKey }: Originals, objectKey: string): Promise<Original | null> {
  const sealed = await store.read(objectKey);
  if (!sealed) return null;
  let whole = false;
  const content = async function* () {
    const opened = openingStream(dataKey, { tenantId, objectKey });
    let storeBroke: Error | undefined;
    sealed.once("error", (error) => {
      storeBroke = error;
    });
    const piped = pipeline(sealed, opened).catch(() => {}); // the reader below meets the same error
    try {
      yield* opened as AsyncIterable<Buffer>;
      whole = true;
    } catch {
      if (storeBroke) throw storeBroke;
    } finally {
      close(sealed);
      opened.destroy();
      await piped;
    }
  };
  return { content: content(), isWhole: () => whole, close: () => close(sealed) };
}

const close = (stream: Readable): void => {
  if (!stream.destroyed) stream.destroy();
};
