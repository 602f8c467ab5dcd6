import { DEFAULT_LANGUAGE, type Language, languageOr } from "@/server/language/language";
import { type Certified, layoutOf } from "./draw-certificate";

/** What a file turned out to hold: the signed text, and whatever was written around it. */
export type Evidence = { jws: string; around: "nothing" | { statement: unknown } | { pdf: Buffer } } | { because: string };

/** Finds the signed text in a file: alone, in our JSON, or inside the PDF. */
export function findSignedText(data: Buffer): Evidence {
  if (data.length === 0) return { because: "The file is empty." };
  if (data.subarray(0, 5).toString("latin1") === "%PDF-") return inPdf(data);
  const text = data.toString("utf8").trim();
  if (text.startsWith("{")) return inJson(text);
  if (/^[\w-]+(\.[\w-]*)*$/.test(text)) return { jws: text, around: "nothing" };
  return { because: "This is neither a signed text (.jws) nor our JSON nor our PDF." };
}

function inJson(text: string): Evidence {
  try {
    const { jws, statement } = JSON.parse(text) as { jws?: unknown; statement?: unknown };
    if (typeof jws === "string") return { jws, around: { statement } };
    return { because: 'The JSON has no signature: it needs the field "jws".' };
  } catch {
    return { because: "The JSON is cut off or changed: it cannot be read." };
  }
}

function inPdf(data: Buffer): Evidence {
  const text = data.toString("latin1");
  const found = [...text.matchAll(/\/Type \/EmbeddedFile[\s\S]{0,600}?stream\r?\n([\w-]+\.[\w-]+\.[\w-]+)\r?\nendstream/g)];
  const [only, another] = found;
  if (another) return { because: "The PDF holds several signed texts; ours holds one." };
  if (!only?.[1]) return { because: "The PDF is cut off, or it is not one of ours: there is no signed text inside." };
  return { jws: only[1], around: { pdf: data } };
}

/** In which language a page says that it was drawn; English for one that says nothing we know. */
export const languageOfPage = (pdf: Buffer): Language =>
  languageOr(/\/Lang \(([\w-]+)\)/.exec(pdf.toString("latin1"))?.[1] ?? DEFAULT_LANGUAGE);

/** Was the page drawn by this version of the program, with these words? Another one may have drawn the same statement differently. */
export const isOurLayout = (pdf: Buffer): boolean => pdf.includes(Buffer.from(`(${layoutOf(languageOfPage(pdf))})`, "latin1"));

/** The certificate in plain words, for the terminal. */
export function inPlainWords({ statement, kid, sha256 }: Omit<Certified, "jws">): string {
  const rows = statement.classes.map((row) => `  ${row.say}: ${row.before} before, ${row.erased} erased, ${row.after} after`);
  const kept = statement.kept.map(({ what, why, clause }) => `  ${what}: ${why} (${clause})`);
  return [
    `${statement.issuer} certifies: the account of request ${statement.request} was deleted for good.`,
    `Access ended:                 ${statement.deactivatedAt}`,
    `30 days ended:                ${statement.purgeDueAt}`,
    `Deletion began:               ${statement.purgeStartedAt}`,
    `Counted again, nothing found: ${statement.verifiedAt}`,
    `Encryption key destroyed:     ${statement.keyDestroyedAt ?? "there was none"}`,
    `Policy:                       ${statement.policy.name}, ${statement.policy.updatedOn}`,
    "Deleted:",
    ...rows,
    "Kept:",
    ...kept,
    `Page:    ${statement.page}`,
    `Key:     ${kid} (Ed25519)`,
    `SHA-256: ${sha256}`,
  ].join("\n");
}
