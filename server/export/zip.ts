import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

/** What the manifest says of an entry. */
export type Entry = { path: string; bytes: number; sha256: string; rows?: number };

/**
 * A ZIP that is written while it is read: one entry after the other, each only as fast as `stream` is taken away. What stays in
 * memory of an entry is its line in the directory at the end. Large entries and archives become ZIP64 by themselves.
 */
export class Zip {
  readonly entries: Entry[] = [];
  private readonly file = new ZipFile();

  constructor(private readonly at: Date) {
    this.file.on("error", (error: Error) => this.stream.destroy(error));
    this.stream.on("error", () => {}); // whoever reads or adds meets it
  }

  get stream(): Readable {
    return this.file.outputStream as Readable;
  }

  /** Adds an entry and answers when all of it was taken; `isPacked` for what is packed already, such as sound. */
  async add(path: string, content: AsyncIterable<Buffer>, { isPacked = false } = {}): Promise<Entry> {
    const hash = createHash("sha256");
    const entry: Entry = { path, bytes: 0, sha256: "" };
    const counted = async function* () {
      for await (const part of content) {
        hash.update(part);
        entry.bytes += part.length;
        yield part;
      }
    };
    // One part at a time, never sixteen ahead.
    const source = Readable.from(counted(), { objectMode: false, highWaterMark: 1 });
    const broken = (error?: Error | null) => void source.destroy(error ?? new Error("the archive was given up"));
    const { stream } = this;
    if (stream.destroyed) broken(stream.errored);
    stream.once("error", broken).once("close", broken);
    try {
      const taken = finished(source);
      this.file.addReadStream(source, path, { mtime: this.at, mode: 0o100644, compress: !isPacked });
      await taken;
    } finally {
      stream.off("error", broken).off("close", broken);
    }
    entry.sha256 = hash.digest("hex");
    this.entries.push(entry);
    return entry;
  }

  end(): void {
    this.file.end();
  }
}
