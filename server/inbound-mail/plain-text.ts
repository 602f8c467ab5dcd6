/** Control characters except tab and line feed, invisible joiners and everything that changes the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
const TRICKERY =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

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
