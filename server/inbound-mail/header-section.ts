/** The header section, read byte by byte and without mercy: whatever two mail programs could read differently is an oddity. */

export type Oddity =
  | "nul_byte"
  | "bare_line_ending"
  | "malformed_header_line"
  | "space_before_colon"
  | "blank_continuation"
  | "repeated_field"
  | "encoded_field_name";

export interface HeaderField {
  /** Lower case, without surrounding white space. */
  name: string;
  /** Offsets into `HeaderSection.bytes`, without the final line break. */
  start: number;
  end: number;
  /** Number of physical lines; folding is cheap to write and dear to read. */
  lines: number;
}

export interface HeaderSection {
  /** The letter with CRLF line endings: a file saved with LF alone is converted, a mixture is left as it came. */
  bytes: Buffer;
  fields: HeaderField[];
  bodyStart: number;
  oddities: Oddity[];
}

const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** RFC 5322 allows each of these once. Two of them, and the reader may see another one than the checker. */
const ONCE = [
  "from",
  "sender",
  "reply-to",
  "to",
  "cc",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "in-reply-to",
  "references",
];

/** Splits the raw bytes into header fields and body, and notes everything that is not plain RFC 5322. */
export function readHeaderSection(raw: Uint8Array): HeaderSection {
  const oddities = new Set<Oddity>();
  const bytes = withCrlf(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), oddities);
  const fields: HeaderField[] = [];
  let position = 0;
  let bodyStart = bytes.length;
  while (position < bytes.length) {
    const newline = bytes.indexOf(LF, position);
    const next = newline === -1 ? bytes.length : newline + 1;
    const end = newline === -1 ? bytes.length : newline > position && bytes[newline - 1] === CR ? newline - 1 : newline;
    if (end === position) {
      bodyStart = next;
      break;
    }
    readLine(bytes, position, end, fields, oddities);
    position = next;
  }
  const seen = new Map<string, number>();
  for (const field of fields) seen.set(field.name, (seen.get(field.name) ?? 0) + 1);
  if (ONCE.some((name) => (seen.get(name) ?? 0) > 1)) oddities.add("repeated_field");
  return { bytes, fields, bodyStart, oddities: [...oddities] };
}

function readLine(bytes: Buffer, start: number, end: number, fields: HeaderField[], oddities: Set<Oddity>): void {
  if (bytes[start] === SPACE || bytes[start] === TAB) {
    const last = fields.at(-1);
    if (!last) {
      oddities.add("malformed_header_line");
      return;
    }
    // Some readers take a line of nothing but white space for the end of the header.
    if (isBlank(bytes, start, end)) oddities.add("blank_continuation");
    last.end = end;
    last.lines += 1;
    return;
  }
  let colon = start;
  while (colon < end && bytes[colon] !== 0x3a) colon += 1;
  if (colon === end || colon === start) {
    oddities.add("malformed_header_line");
    return;
  }
  let nameEnd = colon;
  while (nameEnd > start && (bytes[nameEnd - 1] === SPACE || bytes[nameEnd - 1] === TAB)) nameEnd -= 1;
  if (nameEnd !== colon) oddities.add("space_before_colon");
  for (let index = start; index < nameEnd; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x21 || byte > 0x7e) {
      oddities.add("malformed_header_line");
      return;
    }
  }
  const name = bytes.toString("latin1", start, nameEnd).toLowerCase();
  if (name.startsWith("=?")) oddities.add("encoded_field_name");
  fields.push({ name, start, end, lines: 1 });
}

function withCrlf(raw: Buffer, oddities: Set<Oddity>): Buffer {
  let pairs = 0;
  let loneLf = 0;
  let loneCr = 0;
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) {
    if (at > 0 && raw[at - 1] === CR) pairs += 1;
    else loneLf += 1;
  }
  for (let at = raw.indexOf(CR); at !== -1; at = raw.indexOf(CR, at + 1)) {
    if (raw[at + 1] !== LF) loneCr += 1;
  }
  if (raw.includes(0)) oddities.add("nul_byte");
  // A file saved on disk often has LF throughout, and then nobody can read it differently. A mixture is somebody's trick.
  if (loneLf > 0 && pairs === 0 && loneCr === 0) return Buffer.from(raw.toString("latin1").replaceAll("\n", "\r\n"), "latin1");
  if (loneLf > 0 || loneCr > 0) oddities.add("bare_line_ending");
  return raw;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (bytes[index] !== SPACE && bytes[index] !== TAB) return false;
  return true;
}

/** All fields of that (lower-case) name, top to bottom. */
export function fieldsNamed(section: HeaderSection, name: string): HeaderField[] {
  return section.fields.filter((field) => field.name === name);
}

/** The unfolded value as one byte per character, at most `limit` bytes of it. */
export function rawValue(section: HeaderSection, field: HeaderField, limit = Number.POSITIVE_INFINITY): string {
  const line = section.bytes.toString("latin1", field.start, Math.min(field.end, field.start + limit));
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n/g, "")
    .trim();
}

/** The unfolded value as text: UTF-8 when it is valid UTF-8 (RFC 6532), else null. */
export function textValue(section: HeaderSection, field: HeaderField, limit?: number): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(rawValue(section, field, limit), "latin1"));
  } catch {
    return null;
  }
}
