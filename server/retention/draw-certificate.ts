// long: one page drawn from top to bottom; its parts share one pen and one set of measures.
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { DEFAULT_LANGUAGE, type Language } from "@/server/language/language";
import { translator } from "@/server/language/translate";
import { pdfFaces, runsOf } from "@/server/lib/pdf-faces";
import { certificateFile, type Statement } from "./certificate";
import { type CertificateWords, certificateWords, editionOf } from "./certificate-words";

/** What a page says it was drawn by. In English it is what it was before there were other languages, and so are its bytes. */
export const layoutOf = (language: Language): string =>
  `CallMissed certificate, layout 1${language === DEFAULT_LANGUAGE ? "" : `, ${language} ${editionOf(language)}`}`;

const INK = "#1a1a19";
const SOFT = "#55554f";
const LINE = "#d4d4cf";
const [LEFT, RIGHT, WIDTH] = [56, 539, 483];

export type Certified = { statement: Statement; jws: string; kid: string; sha256: string };
/** The page, and what is said on it. Other languages than English are set in the faces of the screens, which know their letters. */
type Page = PDFKit.PDFDocument & { words: CertificateWords };

/**
 * Draws a certificate as one A4 page with the signed text inside it as a file (P8). Everything on the page comes from the
 * statement; the same certificate gives the same bytes in the same language, so a page that was altered around its signature can be told.
 */
export async function drawCertificate(that: Certified, language: Language = DEFAULT_LANGUAGE): Promise<Buffer> {
  const { statement } = that;
  const words = certificateWords(statement, language);
  const layout = layoutOf(language);
  const at = new Date(statement.verifiedAt);
  const document = new PDFDocument({
    size: "A4",
    margins: { top: 0, bottom: 0, left: LEFT, right: 56 },
    compress: false, // the signed text inside can be found by a plain search, and no version of zlib decides about bytes
    lang: language,
    displayTitle: true,
    info: {
      Title: words.fileTitle,
      Author: statement.issuer,
      Creator: layout,
      Producer: layout,
      CreationDate: at,
      ModDate: at,
    },
  });
  const page: Page = Object.assign(document, { words });
  if (language !== DEFAULT_LANGUAGE) for (const [name, face] of Object.entries(pdfFaces())) page.registerFont(name, face);
  const parts: Buffer[] = [];
  page.on("data", (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve) => page.on("end", resolve));
  page.file(Buffer.from(that.jws), {
    name: `${certificateFile(statement)}.jws`,
    type: "application/jose",
    description: "The signed statement",
    creationDate: at,
    modifiedDate: at,
  });
  head(page, statement);
  instants(page);
  // More classes than there were in the beginning take what is free above and below them.
  const below = words.classes.length > 28 ? classes(page, 304, 282) : classes(page, 316, 258);
  kept(page, below + 18);
  await foot(page, that);
  page.end();
  await done;
  return Buffer.concat(parts);
}

function head(page: Page, { request }: Statement): void {
  text(page, "CallMissed", LEFT, 52, { size: 10, bold: true });
  text(page, request, LEFT, 52, { size: 10, color: SOFT, align: "right" });
  text(page, page.words.title, LEFT, 92, { size: 24, bold: true });
  text(page, page.words.statement, LEFT, 130, { size: 10.5, lineGap: 3 });
}

function instants(page: Page): void {
  rule(page, 200);
  for (const [index, [label, value]] of page.words.facts.entries()) {
    const x = index % 2 === 0 ? LEFT : 305;
    const y = 212 + Math.floor(index / 2) * 30;
    text(page, label, x, y, { size: 8, color: SOFT });
    text(page, value, x, y + 10.5, { size: 9.5 });
  }
}

/** One line per class; returns where the table ends. */
function classes(page: Page, top: number, height: number): number {
  const say = translator(page.words.language, "certificate");
  const rows = page.words.classes;
  const step = Math.min(14, height / rows.length);
  const size = Math.min(8.5, step * (page.words.language === DEFAULT_LANGUAGE ? 0.95 : 0.86));
  const columns = [
    ["before", 305],
    ["erased", 390],
    ["after", 459],
  ] as const;
  text(page, say("deleted"), LEFT, top, { size: 8, color: SOFT });
  for (const [column, x] of columns) text(page, say(`columns.${column}`), x, top, { size: 8, color: SOFT, align: "right", width: 80 });
  rule(page, top + 12);
  for (const [index, row] of rows.entries()) {
    const y = top + 17 + index * step;
    text(page, row.say, LEFT, y, { size });
    for (const [column, x] of columns) text(page, row[column], x, y, { size, align: "right", width: 80 });
  }
  return top + 17 + rows.length * step;
}

function kept(page: Page, top: number): void {
  const { kept: things, backups, language } = page.words;
  text(page, translator(language, "certificate")("kept"), LEFT, top, { size: 8, color: SOFT });
  rule(page, top + 12);
  for (const [index, { what, why, clause }] of things.entries()) {
    const y = top + 17 + index * 12;
    text(page, what, LEFT, y, { size: 7.5, width: 118 });
    text(page, `${why} (${clause})`, 174, y, { size: 7.5, color: SOFT, width: RIGHT - 174, height: 10, ellipsis: true });
  }
  text(page, backups, LEFT, top + 20 + things.length * 12, { size: 7.5, color: SOFT });
}

async function foot(page: Page, { statement, kid, sha256 }: Certified): Promise<void> {
  const say = translator(page.words.language, "certificate");
  rule(page, 722);
  drawCode(page, statement.page, LEFT, 732, 66);
  const x = LEFT + 82;
  text(page, say("check.title"), x, 733, { size: 8.5, bold: true });
  page.link(x, 744, RIGHT - x, 11, statement.page);
  text(page, statement.page, x, 745, { size: 8 });
  text(page, say("check.without"), x, 757, { size: 7.5, color: SOFT });
  text(page, say("check.key", { kid }), x, 773, { size: 7.5, color: SOFT });
  text(page, `SHA-256 ${sha256}`, x, 784, { size: 7, color: SOFT, mono: true });
}

/** The QR code as squares, which stay sharp in every print. */
function drawCode(page: Page, content: string, left: number, top: number, size: number): void {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: "M" });
  const unit = size / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) page.rect(left + column * unit, top + row * unit, unit, unit);
    }
  }
  page.fill(INK);
}

type Look = {
  size: number;
  bold?: true;
  mono?: true;
  color?: string;
  align?: "right";
  width?: number;
  lineGap?: number;
  height?: number;
  ellipsis?: true;
};

function text(
  page: Page,
  words: string,
  x: number,
  y: number,
  { size, bold, mono, color = INK, width = x === LEFT ? WIDTH : undefined, ...rest }: Look,
): void {
  page.fontSize(size).fillColor(color);
  const options = { width: width ?? RIGHT - x, ...rest };
  if (page.words.language === DEFAULT_LANGUAGE || mono) {
    page.font(mono ? "Courier" : bold ? "Helvetica-Bold" : "Helvetica").text(words, x, y, options);
    return;
  }
  const runs = runsOf(words);
  for (const [index, { run, isDevanagari }] of runs.entries()) {
    page.font(isDevanagari ? "devanagari" : bold ? "bold" : "plain");
    // Two faces stand on one line; hung from the top, as a single one may be, each would have its own.
    const piece = { ...options, baseline: "alphabetic" as const, continued: index < runs.length - 1 };
    if (index === 0) page.text(run, x, y + size * 0.93, piece);
    else page.text(run, piece);
  }
}

const rule = (page: Page, y: number) => page.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();
