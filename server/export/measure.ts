import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** What passed so far, and the gate at its end. */
export type Measure = {
  stream: Transform;
  /** Fulfilled when everything has passed but the end, which waits for `letGo`. */
  atEnd: Promise<void>;
  letGo: () => void;
  result: () => { bytes: number; sha256: string };
};

/**
 * Counts and fingerprints what passes, calls `onPart` before each part and waits for it, and holds the end back until it is let go:
 * whoever writes behind it cannot finish before that, and so has no object yet.
 */
export function measuring(onPart: () => Promise<void>): Measure {
  const hash = createHash("sha256");
  let bytes = 0;
  let reached = () => {};
  const atEnd = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const stream = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      bytes += part.length;
      onPart().then(() => done(null, part), done);
    },
    flush(done) {
      reached();
      gate.then(() => done(), done);
    },
  });
  return { stream, atEnd, letGo, result: () => ({ bytes, sha256: hash.copy().digest("hex") }) };
}
