// long: one page drawn from top to bottom; its parts share one pen and one set of measures.
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { backupsSentence, certificateFile, type Statement } from "./certificate";

export const LAYOUT = "CallMissed certificate, layout 1";

const INK = "#1a1a19";
const SOFT = "#55554f";
const LINE = "#d4d4cf";
const [LEFT, RIGHT, WIDTH] = [56, 539, 483];
const number = new Intl.NumberFormat("en-IN");

export type Certified = { statement: Statement; jws: string; kid: string; sha256: string };
type Page = PDFKit.PDFDocument;

/**
 * Draws a certificate as one A4 page with the signed text inside it as a file (P8). Everything on the page comes from the
 * statement; the same certificate gives the same bytes, so a page that was altered around its signature can be told.
 */
export async function drawCertificate(that: Certified): Promise<Buffer> {
  const { statement } = that;
  const at = new Date(statement.verifiedAt);
  const page = new PDFDocument({
    size: "A4",
    margins: { top: 0, bottom: 0, left: LEFT, right: 56 },
    compress: false, // the signed text inside can be found by a plain search, and no version of zlib decides about bytes
    lang: "en",
    displayTitle: true,
    info: {
      Title: `Deletion certificate ${statement.request}`,
      Author: statement.issuer,
      Creator: LAYOUT,
      Producer: LAYOUT,
      CreationDate: at,
      ModDate: at,
    },
  });
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
  instants(page, statement);
  const below = classes(page, statement, 316);
  kept(page, statement, below + 18);
  await foot(page, that);
  page.end();
  await done;
  return Buffer.concat(parts);
}

function head(page: Page, { request, issuer, policy }: Statement): void {
  text(page, "CallMissed", LEFT, 52, { size: 10, bold: true });
  text(page, request, LEFT, 52, { size: 10, color: SOFT, align: "right" });
  text(page, "Certificate of deletion", LEFT, 92, { size: 24, bold: true });
  text(
    page,
    `${issuer} certifies that the account of request ${request} was deleted for good, and that an independent count afterwards found nothing left in any class of data named below. It was done under the ${policy.name} of ${day(policy.updatedOn)}.`,
    LEFT,
    130,
    { size: 10.5, lineGap: 3 },
  );
}

function instants(page: Page, said: Statement): void {
  const facts: [string, string][] = [
    ["Access ended", instant(said.deactivatedAt)],
    ["30 days ended", instant(said.purgeDueAt)],
    ["Deletion began", instant(said.purgeStartedAt)],
    ["Counted again, nothing found", instant(said.verifiedAt)],
    ["Encryption key destroyed", said.keyDestroyedAt ? instant(said.keyDestroyedAt) : "there was none"],
  ];
  rule(page, 200);
  for (const [index, [label, value]] of facts.entries()) {
    const x = index % 2 === 0 ? LEFT : 305;
    const y = 212 + Math.floor(index / 2) * 30;
    text(page, label, x, y, { size: 8, color: SOFT });
    text(page, value, x, y + 10.5, { size: 9.5 });
  }
}

/** One line per class; returns where the table ends. */
function classes(page: Page, { classes: rows }: Statement, top: number): number {
  const step = Math.min(14, 258 / rows.length);
  const columns = [
    ["Found before", 305],
    ["Erased", 390],
    ["Found after", 459],
  ] as const;
  text(page, "What was deleted", LEFT, top, { size: 8, color: SOFT });
  for (const [label, x] of columns) text(page, label, x, top, { size: 8, color: SOFT, align: "right", width: 80 });
  rule(page, top + 12);
  for (const [index, row] of rows.entries()) {
    const y = top + 17 + index * step;
    text(page, row.say, LEFT, y, { size: 8.5 });
    for (const [value, x] of [
      [row.before, 305],
      [row.erased, 390],
      [row.after, 459],
    ] as const)
      text(page, number.format(value), x, y, { size: 8.5, align: "right", width: 80 });
  }
  return top + 17 + rows.length * step;
}

function kept(page: Page, said: Statement, top: number): void {
  text(page, "What is kept, and why", LEFT, top, { size: 8, color: SOFT });
  rule(page, top + 12);
  for (const [index, { what, why, clause }] of said.kept.entries()) {
    const y = top + 17 + index * 12;
    text(page, what, LEFT, y, { size: 7.5, width: 118 });
    text(page, `${why} (${clause})`, 174, y, { size: 7.5, color: SOFT, width: RIGHT - 174, height: 10, ellipsis: true });
  }
  text(page, backupsSentence(said), LEFT, top + 20 + said.kept.length * 12, { size: 7.5, color: SOFT });
}

async function foot(page: Page, { statement, kid, sha256 }: Certified): Promise<void> {
  rule(page, 722);
  drawCode(page, statement.page, LEFT, 732, 66);
  const x = LEFT + 82;
  text(page, "Check it", x, 733, { size: 8.5, bold: true });
  page.link(x, 744, RIGHT - x, 11, statement.page);
  text(page, statement.page, x, 745, { size: 8 });
  text(
    page,
    "Without us: the signed text lies inside this file. npm run certificate:verify, or any JWS program with our published keys.",
    x,
    757,
    { size: 7.5, color: SOFT },
  );
  text(page, `Ed25519, key ${kid}`, x, 773, { size: 7.5, color: SOFT });
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
  page
    .font(mono ? "Courier" : bold ? "Helvetica-Bold" : "Helvetica")
    .fontSize(size)
    .fillColor(color);
  page.text(words, x, y, { width: width ?? RIGHT - x, ...rest });
}

const rule = (page: Page, y: number) => page.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();

const format = (options: Intl.DateTimeFormatOptions, zone: string) =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: zone, ...options });
const clock = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }, "Asia/Kolkata");
const date = format({}, "UTC");
const day = (on: string): string => date.format(new Date(on));
/** As our owners read clocks, in the zone of our seat. */
const instant = (at: string): string => `${clock.format(new Date(at))} IST`;
