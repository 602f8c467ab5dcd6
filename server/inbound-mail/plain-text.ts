/** Control characters except tab and line feed, and invisible ones that join, hide or turn the direction; Hindi needs two of the joiners. */
const TRICKERY = /(?![\t\n])\p{Cc}|(?![\u200c\u200d])\p{Cf}/gu;

/** Text as an agent may see it: no controls, no direction changes, no endless blank lines, at most `limit` characters. */
export function toPlainText(text: string, limit: number): { text: string; isCut: boolean } {
  const head = text.slice(0, limit * 2);
  const clean = head
    .replace(/\r\n?/g, "\n")
    .replace(/[\u2028\u2029\u0085]/g, "\n")
    .replace(TRICKERY, "")
    .toWellFormed()
    .split("\n")
    .map((line) => line.replaceAll("\u00a0", " ").trimEnd())
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();
  return { text: clean.slice(0, limit).toWellFormed(), isCut: text.length > head.length || clean.length > limit };
}

/** The same for a single line such as a subject. */
export function toPlainLine(text: string, limit: number): string {
  return toPlainText(text, limit).text.replace(/\s+/g, " ").trim();
}
