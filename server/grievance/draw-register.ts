import PDFDocument from "pdfkit";
import { pdfFaces, runsOf } from "@/server/lib/pdf-faces";
import type { Register } from "./export-register";
import { filterWords, minuteInIndia, REGISTER_COLUMNS, registerLine, totalLines } from "./register-line";

const INK = "#1a1a19";
const SOFT = "#55554f";
const LINE = "#d4d4cf";
const [LEFT, RIGHT, BOTTOM, ROW] = [36, 806, 540, 15];
/** How wide each column is; together the page between its margins. */
const WIDTHS = [46, 50, 80, 58, 72, 72, 72, 72, 28, 48, 44, 42, 86];
const PER_PART = 200;

type Page = PDFKit.PDFDocument;

/** Draws the register as A4 pages on their side: what it is of, every case, the sums, and on each page which of how many it is (G5). */
export async function* drawRegister(register: Register): AsyncGenerator<Uint8Array> {
  const { filter, issuedAt, rows, totals } = register;
  const title = `Register of grievances, ${filter.from} to ${filter.to}`;
  const page = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margins: { top: 0, bottom: 0, left: LEFT, right: 36 },
    bufferPages: true,
    compress: false,
    lang: "en",
    displayTitle: true,
    info: { Title: title, Author: "CallMissed Technologies Pvt. Ltd.", CreationDate: issuedAt, ModDate: issuedAt },
  });
  for (const [name, file] of Object.entries(pdfFaces())) page.registerFont(name, file);
  say(page, title, LEFT, 40, { size: 16, font: "bold" });
  say(page, `Received in this period, days in India · ${filterWords(filter)} · issued at ${minuteInIndia(issuedAt)} IST`, LEFT, 64, {
    size: 8.5,
    color: SOFT,
  });
  let y = head(page, 88);
  for (const [at, row] of rows.entries()) {
    if (y > BOTTOM) y = head(turn(page), 40);
    cells(page, y, registerLine(row, issuedAt).map(String));
    y += ROW;
    // Others wait for this thread as well.
    if (at % PER_PART === PER_PART - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  sums(page, y + 10, totalLines(totals));
  const { count } = page.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    page.switchToPage(at);
    rule(page, 562);
    say(page, `Issued at ${minuteInIndia(issuedAt)} IST`, LEFT, 568, { size: 7.5, color: SOFT });
    say(page, `page ${at + 1} of ${count}`, RIGHT - 100, 568, { size: 7.5, color: SOFT, width: 100, align: "right" });
  }
  page.end();
  for await (const part of page) yield part as Uint8Array;
}

function turn(page: Page): Page {
  page.addPage();
  return page;
}

function head(page: Page, y: number): number {
  cells(page, y, REGISTER_COLUMNS.map(String), SOFT);
  rule(page, y + 12);
  return y + 17;
}

function cells(page: Page, y: number, words: readonly string[], color = INK): void {
  let x = LEFT;
  for (const [at, width] of WIDTHS.entries()) {
    const said = words[at] ?? "";
    if (said !== "") say(page, cut(said, width), x, y, { size: 7, color });
    x += width;
  }
}

/** What fits into a column at the size of its cells. Measured by characters: measuring every word takes ten times as long. */
const cut = (words: string, width: number): string => {
  const most = Math.floor((width - 4) / 3.5);
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
};

/** The sums in columns of ten under the lines, on a page of their own where they do not fit. */
function sums(page: Page, from: number, lines: readonly [string, number][]): void {
  const top = from + 30 + Math.min(10, lines.length) * 13 > BOTTOM ? 40 : from;
  if (top !== from) turn(page);
  say(page, "Totals", LEFT, top, { size: 10, font: "bold" });
  for (const [at, [name, sum]] of lines.entries()) {
    const [column, line] = [Math.floor(at / 10), at % 10];
    say(page, `${name} ${sum}`, LEFT + column * 190, top + 18 + line * 13, { size: 8.5 });
  }
}

type Look = { size: number; font?: "bold"; color?: string; align?: "right"; width?: number };

/** One line of words. */
function say(page: Page, words: string, x: number, y: number, { size, font, color = INK, align, width }: Look): void {
  page.fontSize(size).fillColor(color);
  const runs = runsOf(words);
  for (const [at, { run, isDevanagari }] of runs.entries()) {
    page.font(isDevanagari ? "devanagari" : (font ?? "plain"));
    // Only what is set to the right needs to be measured.
    const options = { lineBreak: false, ...(align ? { align, width } : {}) };
    if (at === 0) page.text(run, x, y, options);
    else page.text(run, options);
  }
}

const rule = (page: Page, y: number) => page.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();
