/** What the writer says in this letter, as opposed to what earlier mails, forwards and signatures say. */

const MAX_LINES = 2_000;

/** Lines below which everything was written earlier, or by somebody else. */
const HISTORY_STARTS = [
  /^[-_*=\s]{2,}\s*(?:original message|forwarded message|original appointment|reply message|mensaje original|मूल संदेश|अग्रेषित संदेश)\b/i,
  /^-{2,}\s*(?:forwarded|on\b).*-{2,}$/i,
  /^begin forwarded message:?$/i,
  /^(?:on|le|am)\b.{4,300}\b(?:wrote|schrieb|a écrit)\s*:$/i,
  /^.{4,300}\s(?:ने\s+लिखा|लिखा)\s*:$/,
  /^_{10,}$/,
  /^>?\s*from:\s.{1,300}\bsent:/i,
];
const REPLY_HEADER = /^\*?(?:from|sent|to|cc|subject|date|प्रेषक|विषय|दिनांक)\s?:\*?\s/i;
const SIGNATURE_START = /^--\s?$/;
const SENT_FROM = /^(?:sent from my|sent from outlook|get outlook for|sent via|sent using|मेरे .{1,30} से भेजा)/i;

/** A company's legal notice starts like this; it is no word of the writer's, and runs to the end of its paragraph. */
const DISCLAIMER_START =
  /^[*_\s]*(?:disclaimer|confidentiality(?: notice| note)?|legal notice|privileged (?:and|&) confidential)\b\s*(?:[:*\-–—]|$)/i;

/**
 * Drops quoted lines, earlier mails, forwarded mails and the signature. Paragraphs stay apart (blank line), wrapped lines stay lines.
 */
export function ownWords(text: string): string {
  const lines = text.split("\n").slice(0, MAX_LINES);
  const kept: string[] = [];
  let isDisclaimer = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trim();
    if (SIGNATURE_START.test(lines[index] ?? "") && kept.some(Boolean)) break;
    if (isHistoryStart(lines, index)) break;
    if (DISCLAIMER_START.test(line)) isDisclaimer = true;
    else if (!line) isDisclaimer = false;
    if (isDisclaimer || line.startsWith(">") || SENT_FROM.test(line)) continue;
    kept.push(line);
  }
  return kept.join("\n").trim();
}

function isHistoryStart(lines: string[], index: number): boolean {
  const line = (lines[index] ?? "").trim().slice(0, 700);
  if (!line) return false;
  if (HISTORY_STARTS.some((pattern) => pattern.test(line))) return true;
  const next = (lines[index + 1] ?? "").trim().slice(0, 300);
  // "On Tuesday … <asha@…>" with "wrote:" wrapped onto the next line.
  if (/^on\s/i.test(line) && /\d/.test(line) && /^(?:.{0,200}\s)?wrote:$/i.test(next)) return true;
  // Outlook's reply header is only recognisable by its several lines in a row.
  if (!/^\*?(?:from|प्रेषक)\s?:/i.test(line)) return false;
  return lines.slice(index + 1, index + 6).filter((other) => REPLY_HEADER.test(other.trim().slice(0, 200))).length >= 2;
}

/** One string per statement: sentences end with punctuation or a blank line, wrapped lines belong together, list items stand alone. */
export function statements(own: string): string[] {
  return unwrappedLines(own)
    .flatMap((line) => line.split(/(?<=[.!?।…])\s+|[;•]\s*/))
    .map((statement) => statement.trim())
    .filter(Boolean);
}

/** The lines as they were meant, before a mail program wrapped them. */
export function unwrappedLines(own: string): string[] {
  return own.split(/\n\s*\n/).flatMap(joinWrapped);
}

function joinWrapped(paragraph: string): string[] {
  const joined: string[] = [];
  for (const line of paragraph.split("\n")) {
    const previous = joined.at(-1);
    // A long line that ends in the middle of a sentence was wrapped by the mail program.
    if (previous !== undefined && previous.length >= 45 && !/[.!?।:;,]$/.test(previous) && !/^(?:[-*•]|\d+[.)])\s/.test(line))
      joined[joined.length - 1] = `${previous} ${line}`;
    else joined.push(line);
  }
  return joined;
}
