import PDFDocument from "pdfkit";
import { formatPaise } from "@/server/lib/money";
import { pdfFaces, runsOf } from "@/server/lib/pdf-faces";
import { amountInWords } from "./amount-in-words";
import { indianDay } from "./credit-note";
import { placeOfSupply } from "./gst-states";

export const LAYOUT = "CallMissed credit note, layout 1";

const INK = "#1a1a19";
const SOFT = "#55554f";
const LINE = "#d4d4cf";
const [LEFT, RIGHT, WIDTH, HALF] = [56, 539, 483, 225];
const SECOND = RIGHT - HALF;

/** All that stands on the page; of the refund only what never changes. */
export type Note = {
  number: string;
  refundNumber: string;
  issuedAt: Date;
  kind: "credits" | "plan";
  invoiceNumber: string;
  invoiceOn: Date;
  supplierName: string;
  supplierAddress: string;
  supplierGstin: string;
  recipientName: string;
  recipientGstin: string | null;
  placeOfSupply: string;
  amountPaise: bigint;
  taxablePaise: bigint;
  gstPercent: number;
  cgstPaise: bigint;
  sgstPaise: bigint;
  igstPaise: bigint;
  bankReference: string | null;
};
type Page = PDFKit.PDFDocument;

/**
 * Draws a credit note as one A4 page with what CGST Rules r.53(1A) asks for (R6). The same note gives the same bytes: whoever
 * downloads it in seven years holds what its recipient was sent.
 */
export async function drawCreditNote(note: Note): Promise<Buffer> {
  const page = new PDFDocument({
    size: "A4",
    margins: { top: 0, bottom: 0, left: LEFT, right: 56 },
    compress: false, // no version of zlib decides about bytes
    lang: "en",
    displayTitle: true,
    info: {
      Title: `Credit note ${note.number}`,
      Author: note.supplierName,
      Creator: LAYOUT,
      Producer: LAYOUT,
      CreationDate: note.issuedAt,
      ModDate: note.issuedAt,
    },
  });
  const parts: Buffer[] = [];
  page.on("data", (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve) => page.on("end", resolve));
  for (const [name, file] of Object.entries(pdfFaces())) page.registerFont(name, file);
  text(page, note.supplierName, LEFT, 52, { size: 10, font: "bold" });
  text(page, note.number, LEFT, 52, { size: 10, color: SOFT, align: "right" });
  text(page, "Credit note", LEFT, 88, { size: 24, font: "bold" });
  const below = amounts(page, note, facts(page, note, parties(page, note, 142) + 18) + 26);
  foot(page, note, below + 26);
  page.end();
  await done;
  return Buffer.concat(parts);
}

function parties(page: Page, note: Note, top: number): number {
  rule(page, top);
  const from = block(page, LEFT, top + 12, [
    ["Supplier", "label"],
    [note.supplierName, "strong"],
    [note.supplierAddress, "plain"],
    [`GSTIN ${note.supplierGstin}`, "plain"],
  ]);
  const to = block(page, SECOND, top + 12, [
    ["Recipient", "label"],
    [note.recipientName, "strong"],
    [note.recipientGstin ? `GSTIN ${note.recipientGstin}` : "GSTIN not given", "plain"],
    [`Place of supply: ${placeOfSupply(note.placeOfSupply)}`, "plain"],
  ]);
  return Math.max(from, to);
}

/** Which document this is, which one it corrects, and by which payment: two columns of label and value. */
function facts(page: Page, note: Note, top: number): number {
  rule(page, top);
  const rows: [string, string][] = [
    ["Credit note number", note.number],
    ["Date of issue", day(indianDay(note.issuedAt))],
    ["Original tax invoice", note.invoiceNumber],
    ["Date of the invoice", day(note.invoiceOn.toISOString().slice(0, 10))],
    ["Refund", note.refundNumber],
    ["Bank reference", note.bankReference ?? "not known when this was issued"],
  ];
  let y = top + 12;
  for (let index = 0; index < rows.length; index += 2) {
    const ends = [rows[index], rows[index + 1]].map((row, column) => {
      const [label, value] = row ?? ["", ""];
      return block(page, column === 0 ? LEFT : SECOND, y, [
        [label, "label"],
        [value, "plain"],
      ]);
    });
    y = Math.max(...ends) + 8;
  }
  return y;
}

/** Taxable value, rate and tax that are credited, and their sum in figures and in words. */
function amounts(page: Page, note: Note, top: number): number {
  const half = `${note.gstPercent / 2}%`;
  const what = note.kind === "credits" ? "CallMissed credits, bought and not used, returned" : "CallMissed plan fee, returned";
  const isInState = note.cgstPaise > 0n || (note.igstPaise === 0n && note.placeOfSupply === note.supplierGstin.slice(0, 2));
  const taxes: [string, string, bigint][] = isInState
    ? [
        ["Central tax (CGST)", half, note.cgstPaise],
        ["State tax (SGST)", half, note.sgstPaise],
      ]
    : [["Integrated tax (IGST)", `${note.gstPercent}%`, note.igstPaise]];
  const rows: [string, string, bigint][] = [[`${what}: taxable value`, "", note.taxablePaise], ...taxes];
  row(page, top, ["What is credited", "Rate", "Amount"], { size: 8, color: SOFT });
  rule(page, top + 14);
  let y = top + 22;
  for (const [label, rate, paise] of rows) {
    row(page, y, [label, rate, formatPaise(paise)], { size: 10 });
    y += 20;
  }
  rule(page, y);
  row(page, y + 10, ["Total credited", "", formatPaise(note.amountPaise)], { size: 12, font: "bold" });
  text(page, amountInWords(note.amountPaise), LEFT, y + 32, { size: 9.5, color: SOFT });
  return page.y;
}

function foot(page: Page, note: Note, top: number): void {
  text(
    page,
    `This credit note reduces the tax invoice named above by the amounts shown (CGST Act, section 34). The total was paid back to the original payment method. If input tax credit was taken on the invoice, it has to be reduced accordingly.`,
    LEFT,
    top,
    { size: 8.5, color: SOFT, lineGap: 2.5 },
  );
  rule(page, 762);
  text(page, `Issued electronically by ${note.supplierName}`, LEFT, 772, { size: 8, color: SOFT });
  text(page, `${note.number} · page 1 of 1`, LEFT, 772, { size: 8, color: SOFT, align: "right" });
}

const LOOKS = {
  label: { size: 8, color: SOFT },
  strong: { size: 10.5, font: "bold" },
  plain: { size: 9.5 },
} as const satisfies Record<string, Look>;

/** Lines below each other in one half of the page, each as high as it needs; answers with where they end. */
function block(page: Page, x: number, top: number, lines: [string, keyof typeof LOOKS][]): number {
  let y = top;
  for (const [words, look] of lines) {
    text(page, words, x, y, { ...LOOKS[look], width: HALF, lineGap: 1.5 });
    y = page.y + 2;
  }
  return y;
}

function row(page: Page, y: number, [label, rate, amount]: [string, string, string], look: Look): void {
  text(page, label, LEFT, y, { ...look, width: 300 });
  text(page, rate, 366, y, { ...look, align: "right", width: 50 });
  text(page, amount, 419, y, { ...look, align: "right", width: 120, features: ["tnum"] });
}

type Look = { size: number; font?: "bold"; color?: string; align?: "right"; width?: number; lineGap?: number; features?: ["tnum"] };

/** Names have no bounds, a page has. */
const MOST_CHARACTERS = 280;

/** Latin and figures in one face, Devanagari in another; line breaks inside a name are spaces. */
function text(
  page: Page,
  words: string,
  x: number,
  y: number,
  { size, font = undefined, color = INK, width = WIDTH, ...rest }: Look,
): void {
  page.fontSize(size).fillColor(color);
  const said = words.replace(/\s+/g, " ").trim();
  const runs = runsOf(said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS)}…` : said);
  for (const [index, { run, isDevanagari }] of runs.entries()) {
    page.font(isDevanagari ? "devanagari" : (font ?? "plain"));
    const options = { width, continued: index < runs.length - 1, ...rest };
    if (index === 0) page.text(run, x, y, options);
    else page.text(run, options);
  }
}

const rule = (page: Page, y: number) => page.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (on: string): string => date.format(new Date(on));
