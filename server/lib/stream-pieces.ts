import type { Readable } from "node:stream";

/** Cuts bytes or a stream into pieces of exactly `size` bytes, the last one shorter; at most one piece is kept in memory. */
export async function* piecesOf(data: Uint8Array | Readable, size: number): AsyncGenerator<Buffer, void> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of data instanceof Uint8Array ? [data] : data) {
    let rest: Buffer = Buffer.from(chunk);
    while (held + rest.length >= size) {
      yield Buffer.concat([...parts, rest.subarray(0, size - held)]);
      rest = rest.subarray(size - held);
      [parts, held] = [[], 0];
    }
    parts.push(rest);
    held += rest.length;
  }
  if (held > 0) yield Buffer.concat(parts);
}
