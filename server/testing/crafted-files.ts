import { deflateSync } from "node:zlib";

/** A PDF with these objects, as writers make them: header, objects, trailer. */
export function craftPdf(objects: readonly (string | Buffer)[], trailer = "<< /Root 1 0 R >>"): Buffer {
  const parts = objects.map((object, index) =>
    Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from("\nendobj\n")]),
  );
  return Buffer.concat([Buffer.from("%PDF-1.7\n%\u00e2\u00e3\n", "latin1"), ...parts, Buffer.from(`trailer\n${trailer}\n%%EOF\n`)]);
}

/** A stream object: what it holds, packed unless the dictionary says otherwise. */
export function craftStream(dictionary: string, content: string | Buffer, packed: Buffer = deflateSync(content)): Buffer {
  return Buffer.concat([Buffer.from(`<< /Length ${packed.length} ${dictionary} >>\nstream\n`), packed, Buffer.from("\nendstream")]);
}

const PAGES = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"];
const PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>";

/** One page that does nothing. */
export const harmlessPdf = (): Buffer => craftPdf([...PAGES, PAGE, craftStream("/Filter /FlateDecode", "BT /F1 12 Tf (Invoice) Tj ET")]);

/** The same page, whose catalogue runs a script when it is opened. */
export const scriptedPdf = (): Buffer =>
  craftPdf(["<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>", PAGES[1] ?? "", PAGE]);

const crc = (data: Buffer): number => {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
};

function pngChunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, check]);
}

/** A grey picture that says it is so large; with a comment where one is wanted. */
export function craftPng({ width = 1, height = 1, comment = "" } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", head),
    ...(comment ? [pngChunk("tEXt", Buffer.from(`Comment\0${comment}`))] : []),
    pngChunk("IDAT", deflateSync(Buffer.from([0, 128]))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** As much of a JPEG as says how large it is, and what a telephone writes behind it. */
export function craftJpeg({ width = 8, height = 8, behind = "" } = {}): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  return Buffer.concat([head, frame, Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xff, 0xd9]), Buffer.from(behind)]);
}
