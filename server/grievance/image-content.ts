export type ImageFinding = "clean" | "active" | "broken";

const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 100_000_000;
/** What makes a picture a page as well, wherever in it that stands. */
const MARKUP = /<(?:script|html|body|iframe|svg|object|embed|!doctype)[\s>/]|<\?php|<%@/i;

/** A picture of a size that a screen can take, with nothing in it that a browser could take for a page. */
export function examineImage(bytes: Buffer, kind: "image/png" | "image/jpeg"): ImageFinding {
  const size = kind === "image/png" ? sizeOfPng(bytes) : sizeOfJpeg(bytes);
  if (!size || size.width < 1 || size.height < 1) return "broken";
  if (size.width > LONGEST_SIDE || size.height > LONGEST_SIDE || size.width * size.height > MOST_PIXELS) return "broken";
  return MARKUP.test(bytes.toString("latin1")) ? "active" : "clean";
}

type Size = { width: number; height: number };

/** Chunk by chunk to its end, behind which nothing stands. */
function sizeOfPng(bytes: Buffer): Size | null {
  let size: Size | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (at === 8 && (kind !== "IHDR" || length !== 13)) return null;
    if (kind === "IHDR") size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    at += 12 + length;
    if (kind === "IEND") return at === bytes.length ? size : null;
  }
  return null;
}

/** Segment by segment to the one that tells the size. Telephones write more behind the picture, so its end is not asked for. */
function sizeOfJpeg(bytes: Buffer): Size | null {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === 0xd9 || marker === 0xda) return null;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
