import { compile } from "html-to-text";
import PostalMime, { decodeWords } from "postal-mime";
import { type HeaderSection, rawValue } from "./header-section";
import { toPlainLine, toPlainText } from "./plain-text";

export const MAX_TEXT_CHARACTERS = 20_000;
const MAX_SUBJECT_CHARACTERS = 300;
const MAX_HTML_CHARACTERS = 150_000;
const MIME_FIELDS = ["mime-version", "content-type", "content-transfer-encoding"];
const MAX_MIME_FIELD_BYTES = 20_000;
/** The words of a letter stand at its beginning; behind them come attachments, and what was made to tire the parser. */
const MAX_BODY_BYTES = 1_000_000;
const MAX_BODY_LINES = 50_000;

export interface LetterText {
  text: string;
  isCut: boolean;
}

const toText = compile({
  wordwrap: false,
  limits: { maxInputLength: MAX_HTML_CHARACTERS, maxDepth: 60, maxChildNodes: 5_000, ellipsis: "" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "[hidden]", format: "skip" },
    { selector: '[style*="display:none"]', format: "skip" },
    { selector: '[style*="display: none"]', format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: "ul", options: { itemPrefix: "- " } },
    { selector: "table", format: "block" },
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "td", format: "inlineSurround", options: { suffix: " \t" } },
    { selector: "th", format: "inlineSurround", options: { suffix: " \t" } },
  ],
});

/** The letter's body as plain text, whatever it is made of; empty when nothing readable is in it. HTML is only ever read, never kept. */
export async function readLetterText(section: HeaderSection): Promise<LetterText> {
  try {
    // Forwarded messages stay closed: their words are not the sender's.
    const mail = await PostalMime.parse(mimeExcerpt(section), { maxNestingDepth: 40, maxHeadersSize: 256_000, maxRfc822NestingDepth: 0 });
    const plain = mail.text?.trim() ? mail.text : mail.html ? toText(mail.html.slice(0, MAX_HTML_CHARACTERS)) : "";
    return toLetterText(plain);
  } catch {
    // Beyond the parser's limits nothing is read; the sender check stands on its own.
    return toLetterText("");
  }
}

function toLetterText(plain: string): LetterText {
  const { text, isCut } = toPlainText(plain, MAX_TEXT_CHARACTERS);
  return { text, isCut };
}

/** Only what says how the body is to be read: the rest of the header may be a megabyte. */
function mimeExcerpt(section: HeaderSection): Buffer {
  const parts: Buffer[] = [];
  for (const name of MIME_FIELDS) {
    const field = section.fields.find((candidate) => candidate.name === name);
    if (field && field.end - field.start <= MAX_MIME_FIELD_BYTES)
      parts.push(section.bytes.subarray(field.start, field.end), Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("\r\n"), section.bytes.subarray(section.bodyStart, endOfReading(section))]);
}

function endOfReading({ bytes, bodyStart }: HeaderSection): number {
  let end = bodyStart;
  for (let lines = 0; lines < MAX_BODY_LINES && end - bodyStart < MAX_BODY_BYTES; lines += 1) {
    const newline = bytes.indexOf(0x0a, end);
    if (newline === -1) return Math.min(bytes.length, bodyStart + MAX_BODY_BYTES);
    end = newline + 1;
  }
  return Math.min(end, bodyStart + MAX_BODY_BYTES);
}

/** The subject, decoded and made harmless. */
export function readSubject(section: HeaderSection): string {
  const field = section.fields.find((candidate) => candidate.name === "subject");
  if (!field) return "";
  const raw = Buffer.from(rawValue(section, field, 8_000), "latin1").toString("utf8");
  try {
    return toPlainLine(decodeWords(raw), MAX_SUBJECT_CHARACTERS);
  } catch {
    return toPlainLine(raw, MAX_SUBJECT_CHARACTERS);
  }
}
