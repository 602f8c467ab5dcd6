import PostalMime from "postal-mime";
import type { Upload } from "./examine-attachment";

/** More parts than any letter of a person has; what is beyond stays in the letter unlooked at. */
const PARTS = 50;

/**
 * The files that came with a letter, pictures within its text last, because most of those are somebody's logo. None where the letter
 * cannot be taken apart.
 */
export async function letterFiles(raw: Uint8Array): Promise<Upload[]> {
  try {
    const mail = await PostalMime.parse(raw, { maxNestingDepth: 40, maxHeadersSize: 256_000, maxRfc822NestingDepth: 0 });
    return [...mail.attachments.filter(({ related }) => !related), ...mail.attachments.filter(({ related }) => related)]
      .slice(0, PARTS)
      .map(({ filename, content }) => ({
        name: filename ?? "",
        data:
          typeof content === "string"
            ? Buffer.from(content)
            : Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content)),
      }));
  } catch {
    return [];
  }
}

/** A name that somebody chose, in quotation marks that it cannot end itself, on one line and without what turns the direction of writing. */
export function quotedName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Zl}\p{Zp}“”"]/gu, "").trim();
  return `“${[...plain].slice(0, 100).join("") || "?"}”`;
}
