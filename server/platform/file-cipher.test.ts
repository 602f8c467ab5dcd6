import { createCipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type FilePlace, openFile, openingStream, sealedBytes, sealFile, sealingStream } from "./file-cipher";

const KEY = Buffer.alloc(32, 7);
const PLACE: FilePlace = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  objectKey: "11111111-1111-4111-8111-111111111111/recordings/a.ogg",
};
const CHUNK = 64 * 1024;
const HEADER = 33;
const SEALED_CHUNK = CHUNK + 16;
const refused = /does not open|cut off|no file of a known form/;

describe("an encrypted file", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])(
    "of %d bytes opens to itself and has the length it says",
    async (bytes) => {
      const plain = randomBytes(bytes);
      const sealed = await sealFile(KEY, PLACE, plain);
      expect(sealed.length).toBe(sealedBytes(bytes));
      expect((await openFile(KEY, PLACE, sealed)).equals(plain)).toBe(true);
    },
  );

  it("has the documented form, made again here by hand", async () => {
    const salt = Buffer.alloc(32, 9);
    const fileKey = Buffer.from(hkdfSync("sha256", KEY, salt, `callmissed file 1\0${PLACE.tenantId}\0${PLACE.objectKey}`, 32));
    const chunk = (plain: Buffer, nonce: string) => {
      const cipher = createCipheriv("aes-256-gcm", fileKey, Buffer.from(nonce, "hex"));
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    };
    const plain = Buffer.concat([Buffer.alloc(CHUNK, "a"), Buffer.from("the end")]);
    const byHand = Buffer.concat([
      Buffer.from([1]),
      salt,
      chunk(plain.subarray(0, CHUNK), "000000000000000000000000"),
      chunk(plain.subarray(CHUNK), "000000000000000000000101"),
    ]);
    expect((await openFile(KEY, PLACE, byHand)).equals(plain)).toBe(true);
    // The answer as it was when the form was decided upon: whoever changes the form makes old files unreadable.
    expect(createHash("sha256").update(byHand).digest("hex")).toBe("a425e2f2a28b7bda12ddce0c7613557eb85318638b6ff1d37c36088f37825439");
  });

  it("never repeats itself, and shows nothing of what is in it", async () => {
    const plain = Buffer.from("OggS and a few seconds of talk, again and again");
    const [first, second] = [await sealFile(KEY, PLACE, plain), await sealFile(KEY, PLACE, plain)];
    expect(first.equals(second)).toBe(false);
    expect(first.includes("OggS")).toBe(false);
  });

  it("does not open with any byte of it changed", async () => {
    const sealed = await sealFile(KEY, PLACE, Buffer.from("hello"));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      await expect(openFile(KEY, PLACE, altered), `byte ${at}`).rejects.toThrow(refused);
    }
  });

  it("does not open cut off anywhere, at the end of a chunk least of all, nor with something behind it", async () => {
    const sealed = await sealFile(KEY, PLACE, randomBytes(2 * CHUNK + 5));
    const cuts = [0, 1, HEADER - 1, HEADER, HEADER + 15, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, sealed.length - 1];
    for (const cut of cuts) await expect(openFile(KEY, PLACE, sealed.subarray(0, cut)), `cut at ${cut}`).rejects.toThrow(refused);
    for (const more of [1, 16, SEALED_CHUNK])
      await expect(openFile(KEY, PLACE, Buffer.concat([sealed, randomBytes(more)]))).rejects.toThrow(refused);
  });

  it("does not open with chunks swapped, doubled, left out, or taken from another file of the same tenant", async () => {
    const plain = randomBytes(3 * CHUNK + 5);
    const sealed = await sealFile(KEY, PLACE, plain);
    const other = await sealFile(KEY, PLACE, plain);
    const chunk = (of: Buffer, number: number) => of.subarray(HEADER + number * SEALED_CHUNK, HEADER + (number + 1) * SEALED_CHUNK);
    const made = (...parts: Buffer[]) => Buffer.concat([sealed.subarray(0, HEADER), ...parts]);
    const [a, b, c, end] = [chunk(sealed, 0), chunk(sealed, 1), chunk(sealed, 2), chunk(sealed, 3)] as const;
    expect((await openFile(KEY, PLACE, made(a, b, c, end))).equals(plain)).toBe(true);
    for (const wrong of [
      made(b, a, c, end),
      made(a, a, c, end),
      made(a, c, end),
      made(b, c, end),
      made(a, b, chunk(other, 2), end),
      made(a, b, c, chunk(other, 3)),
    ])
      await expect(openFile(KEY, PLACE, wrong)).rejects.toThrow(refused);
  });

  it.each([
    ["another tenant", KEY, { ...PLACE, tenantId: "22222222-2222-4222-8222-222222222222" }],
    ["another object", KEY, { ...PLACE, objectKey: `${PLACE.tenantId}/recordings/b.ogg` }],
    ["another key", Buffer.alloc(32, 8), PLACE],
  ])("does not open for %s", async (_what, key, place) => {
    const sealed = await sealFile(KEY, PLACE, Buffer.from("hello"));
    await expect(openFile(key, place, sealed)).rejects.toThrow(refused);
  });

  it("is the same however its bytes arrive", () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(3 * CHUNK),
        fc.array(fc.integer({ min: 1, max: CHUNK * 2 }), { minLength: 1, maxLength: 20 }),
        async (bytes, cuts) => {
          const plain = randomBytes(bytes);
          const opened: Buffer[] = [];
          await pipeline(
            Readable.from(pieces(plain, cuts)),
            sealingStream(KEY, PLACE),
            async function* (sealed: AsyncIterable<Buffer>) {
              for await (const part of sealed) yield* pieces(part, cuts);
            },
            openingStream(KEY, PLACE),
            async (plainAgain: AsyncIterable<Buffer>) => {
              for await (const part of plainAgain) opened.push(part);
            },
          );
          expect(Buffer.concat(opened).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 40 },
    ));

  test("of 256 MiB passes through little memory", async () => {
    const piece = randomBytes(1 << 20);
    let bytes = 0;
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    await pipeline(
      Readable.from(
        (function* () {
          for (let at = 0; at < 256; at += 1) yield piece;
        })(),
      ),
      sealingStream(KEY, PLACE),
      openingStream(KEY, PLACE),
      new Writable({
        write(part: Buffer, _encoding, done) {
          bytes += part.length;
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          done();
        },
      }),
    );
    expect(bytes).toBe(256 << 20);
    // Rubbish that is not yet collected counts as well; the file does not.
    expect(most).toBeLessThan(128 << 20);
  });
});

function* pieces(data: Buffer, cuts: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < data.length; turn += 1) {
    const size = cuts[turn % cuts.length] ?? 1;
    yield data.subarray(at, at + size);
    at += size;
  }
}
