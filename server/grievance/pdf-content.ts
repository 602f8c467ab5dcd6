import { setImmediate as letOthersWork } from "node:timers/promises";
import { constants, createInflate } from "node:zlib";

/*
 *  Names of a PDF that make something run or open by itself, or bring another file along. They are looked for everywhere: in the
 *  plain parts, behind escapes (/J#53), and inside compressed streams, where newer files keep their objects. What cannot be looked
 *  into is not taken. Readers disagree about where a PDF's objects are, so this trusts no table of contents and reads all bytes.
 *  Short names need what follows them as well, a comment included: three letters turn up in any picture by chance.
 */
const REF = String.raw`\d+(?:[\s\0]*%|[\s\0]+\d+(?:[\s\0]*%|[\s\0]+R))`;
const ACTIVE = [
  /\/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|SubmitForm|ImportData|GoTo[ER]|Rendition|XFAImages)(?![A-Za-z0-9_])/,
  /\/OpenAction(?![A-Za-z0-9_])(?![\s\0]*\[)/, // a list is a place to begin reading at, as office programs write it; anything else is an act
  new RegExp(String.raw`\/JS[\s\0]*(?:[(<%]|${REF})`),
  new RegExp(String.raw`\/(?:AA|EF)[\s\0]*(?:<<|%|${REF})`),
  new RegExp(String.raw`\/XFA[\s\0]*(?:[[(<%]|${REF})`),
];
const ENCRYPTED = /\/Encrypt(?![A-Za-z0-9_])/;

/** What packs pictures in its own way, and holds nothing else. */
const PICTURE = /\/(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode)(?![A-Za-z0-9_])/;
/** How a signature says who made it; the same word, and no packing. */
const SIGNATURE = /\/Filter[\s\0]*\/(?:Adobe\.|Entrust\.|CICI\.|VeriSign\.)/g;
const FILTER = /\/Filter(?![A-Za-z0-9_])/;
const ONE_FLATE = /\/Filter[\s\0]*(?:\/FlateDecode(?![A-Za-z0-9_])|\[[\s\0]*\/FlateDecode[\s\0]*\])/;

const MOST_STREAMS = 5_000;
const STREAM_BYTES = 8 * 1024 * 1024;
const ALL_BYTES = 64 * 1024 * 1024;
const DICTIONARY = 16 * 1024;
const PIECE = 64 * 1024;

export type PdfFinding = "clean" | "active" | "locked" | "broken";

/**
 * Whether a PDF holds something active, is encrypted, or cannot be looked into. Bounded in work and memory whatever the bytes are; it
 * unpacks beside the event loop and lets others work in between, so one upload holds up nobody else.
 */
export async function examinePdf(bytes: Buffer): Promise<PdfFinding> {
  const text = bytes.toString("latin1");
  if (!text.startsWith("%PDF-")) return "broken";
  const names = await unescaped(text);
  if (ENCRYPTED.test(names)) return "locked";
  if (isActive(names)) return "active";
  let [streams, inflated, looked] = [0, 0, 0];
  let pending = false;
  for (const found of text.matchAll(/(?<!end)stream(\r\n|\n|\r(?!\n)|)/g)) {
    const at = found.index;
    const begins = at + found[0].length;
    // From where the look before ended: nothing that is written about this stream escapes, however far away it stands.
    const before = text.slice(looked <= at ? looked : Math.max(0, at - DICTIONARY), at);
    streams += 1;
    if (streams > MOST_STREAMS || inflated > ALL_BYTES) return "broken";
    if (found[1] === "") {
      if (followsDictionary(before.slice(-DICTIONARY))) return "broken";
      continue;
    }
    const said = (await unescaped(before)).replace(SIGNATURE, " ");
    const { plain, read, cost } = await inflate(bytes.subarray(begins));
    inflated += cost;
    looked = begins + read;
    const isPacked = FILTER.test(said);
    const objects = objectsSaid(said);
    pending = objects !== null || pending;
    if (pending) {
      // Words after it that a reader would skip could hold a stream that is none; and what is packed has to say so, once.
      if (/[(%]/.test(objects ?? "") || plain === "too much" || isPacked !== (plain !== null)) return "broken";
      if (isPacked && !isPackedOnce(said)) return "broken";
    } else if (plain === null && isPacked && !PICTURE.test(said)) return "broken";
    if (plain !== null) pending = false;
    if (plain === null || plain === "too much") continue;
    if (isActive(await unescaped(plain.toString("latin1")))) return "active";
  }
  return "clean";
}

const isActive = (names: string): boolean => ACTIVE.some((pattern) => pattern.test(names));

/** "#4a" in a name is the letter J. */
async function unescaped(text: string): Promise<string> {
  if (!text.includes("#")) return text;
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + 4 * PIECE);
    while (to < text.length && (text[to - 1] === "#" || text[to - 2] === "#")) to += 1;
    parts.push(text.slice(from, to).replace(/#([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16))));
    from = to;
    if (from < text.length) await letOthersWork();
  }
  return parts.join("");
}

/** Whether the word "stream" behind this begins one: it follows a dictionary, perhaps with a comment between, or too far away to tell. */
function followsDictionary(before: string): boolean {
  let end = before.length;
  while (end > 0 && /[\s\0]/.test(before.charAt(end - 1))) end -= 1;
  if (end === 0 || before.slice(end - 2, end) === ">>") return true;
  const line = Math.max(before.lastIndexOf("\n", end - 1), before.lastIndexOf("\r", end - 1)) + 1;
  return end < before.length && before.slice(line, end).includes("%");
}

/** What is said after the word that a stream holds objects: by its type, or by what a reader needs to find them, which some read without a type. */
function objectsSaid(said: string): string | null {
  const typed = said.search(/\/ObjStm(?![A-Za-z0-9_])|\/First[\s\0]*\d+(?!\d|[\s\0]+\d+[\s\0]+R)/);
  if (typed >= 0) return said.slice(typed);
  const nearest = said.slice(Math.max(0, said.lastIndexOf("obj")));
  const first = nearest.search(/\/First(?![A-Za-z0-9_])/);
  return first >= 0 && /\/N(?![A-Za-z0-9_])/.test(nearest) ? nearest.slice(first) : null;
}

/** Every word about packing says the one kind that is looked into here. */
const isPackedOnce = (said: string): boolean =>
  said.split(FILTER).length - 1 === said.split(ONE_FLATE).length - 1 && !/\/(?:DecodeParms|DP|Crypt)(?![A-Za-z0-9_])/.test(said);

/** What a stream holds (null: it is not packed, or not like this), how many bytes of the file that took, and what it cost to find out. */
async function inflate(packed: Buffer): Promise<{ plain: Buffer | "too much" | null; read: number; cost: number }> {
  const inflater = createInflate({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: PIECE });
  const parts: Buffer[] = [];
  let length = 0;
  const isOver = () => length > STREAM_BYTES;
  inflater.end(packed);
  try {
    for await (const part of inflater) {
      parts.push(part);
      length += (part as Buffer).length;
      if (isOver()) break;
    }
    const read = inflater.bytesWritten;
    return { plain: isOver() ? "too much" : Buffer.concat(parts), read, cost: length };
  } catch {
    // What was unpacked before it broke was work as well.
    return { plain: null, read: 0, cost: length + PIECE };
  }
}
