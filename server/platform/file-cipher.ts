import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Transform } from "node:stream";

/*
 *  file  = version (1 byte, 1) ‖ salt (32) ‖ chunk 0 ‖ chunk 1 ‖ … ‖ last chunk
 *  chunk = AES-256-GCM(up to 64 KiB) ‖ tag (16), nonce = zeros (7) ‖ chunk number (4) ‖ is it the last (1)
 *
 *  Each file has a key of its own, HKDF-SHA-256(tenant's data key, salt, tenant and object key): nonces can simply count,
 *  and what was moved to another tenant or key does not open. A chunk that is missing, moved, or cut off after is noticed,
 *  because its number and "this is the last one" are in the nonce. All chunks but the last are full.
 *  The construction is that of Tink's AES-GCM-HKDF streaming (STREAM, Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */
const VERSION = 1;
const SALT_BYTES = 32;
const HEADER_BYTES = 1 + SALT_BYTES;
const TAG_BYTES = 16;
const CHUNK_BYTES = 64 * 1024;
const MOST_CHUNKS = 2 ** 32;

/** Which object of which tenant a file is. */
export type FilePlace = { tenantId: string; objectKey: string };

/** How long `bytes` of plain file are when they are encrypted. */
export const sealedBytes = (bytes: number): number => HEADER_BYTES + bytes + TAG_BYTES * Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/** Encrypts a file under the tenant's data key (32 bytes) for exactly this place; memory stays at a few chunks. @keeps D3.9 */
export function sealingStream(dataKey: Buffer, place: FilePlace): Transform {
  const salt = randomBytes(SALT_BYTES);
  const key = fileKey(dataKey, salt, place);
  const chunks = new Chunks(CHUNK_BYTES);
  let isBegun = false;
  const seal = (plain: Buffer, number: number, isLast: boolean): Buffer => {
    const cipher = createCipheriv("aes-256-gcm", key, nonce(number, isLast));
    const head = isBegun ? [] : [Buffer.from([VERSION]), salt];
    isBegun = true;
    return Buffer.concat([...head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  return chunkwise(chunks, seal);
}

/**
 * Opens what `sealingStream` sealed for exactly this place. Each chunk comes out only after it was found genuine; that the
 * file is whole is known at its end, so nothing may be believed of a stream that ends with an error.
 */
export function openingStream(dataKey: Buffer, place: FilePlace): Transform {
  const chunks = new Chunks(CHUNK_BYTES + TAG_BYTES, HEADER_BYTES);
  let key: Buffer | undefined;
  const open = (sealed: Buffer, number: number, isLast: boolean): Buffer => {
    if (!key) {
      const { head } = chunks;
      if (head.length < HEADER_BYTES || head[0] !== VERSION) throw new Error("this is no file of a known form");
      key = fileKey(dataKey, head.subarray(1), place);
    }
    if (sealed.length < TAG_BYTES) throw new Error("the file is cut off");
    const decipher = createDecipheriv("aes-256-gcm", key, nonce(number, isLast)).setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new Error("the file does not open whole with this key at this place", { cause });
    }
  };
  return chunkwise(chunks, open);
}

/** For small files: all of it at once. */
export const sealFile = (dataKey: Buffer, place: FilePlace, data: Uint8Array): Promise<Buffer> =>
  through(sealingStream(dataKey, place), data);
export const openFile = (dataKey: Buffer, place: FilePlace, sealed: Uint8Array): Promise<Buffer> =>
  through(openingStream(dataKey, place), sealed);

function fileKey(dataKey: Buffer, salt: Buffer, { tenantId, objectKey }: FilePlace): Buffer {
  if (dataKey.length !== 32) throw new Error("a data key has 32 bytes");
  const info = ["callmissed file 1", tenantId, objectKey].join("\0");
  return Buffer.from(hkdfSync("sha256", dataKey, salt, info, 32));
}

function nonce(number: number, isLast: boolean): Buffer {
  if (number >= MOST_CHUNKS) throw new Error("a file has at most 256 TiB");
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes.writeUInt8(isLast ? 1 : 0, 11);
  return bytes;
}

/** Cuts what arrives into a head and chunks of one size, keeping back what may be the last one. */
class Chunks {
  head: Buffer = Buffer.alloc(0);
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(
    private readonly size: number,
    private readonly headBytes = 0,
  ) {}

  *add(data: Buffer): Generator<Buffer> {
    const toHead = data.subarray(0, Math.max(0, this.headBytes - this.head.length));
    if (toHead.length > 0) this.head = Buffer.concat([this.head, toHead]);
    let rest = data.subarray(toHead.length);
    // More than a chunk is held: the first one cannot be the last.
    while (this.heldBytes + rest.length > this.size) {
      const missing = this.size - this.heldBytes;
      yield Buffer.concat([...this.held, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      [this.held, this.heldBytes] = [[], 0];
    }
    if (rest.length === 0) return;
    this.held.push(rest);
    this.heldBytes += rest.length;
  }

  last = (): Buffer => Buffer.concat(this.held);
}

function chunkwise(chunks: Chunks, work: (chunk: Buffer, number: number, isLast: boolean) => Buffer): Transform {
  let number = 0;
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      try {
        for (const chunk of chunks.add(data)) this.push(work(chunk, number++, false));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        done(null, work(chunks.last(), number, true));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

async function through(stream: Transform, data: Uint8Array): Promise<Buffer> {
  stream.end(data);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
