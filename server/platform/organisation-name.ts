import { distance } from "fastest-levenshtein";
import { normaliseName } from "@/server/lib/normalise-name";

const asTyped = (name: string): string => name.normalize("NFC").replace(/\s+/g, " ").trim();

/**
 * Whether somebody typed an organisation's name as it is on record, to confirm what they are about to do. The same letters count
 * as the same however a keyboard composes them (क़ is one sign or two), and runs of blanks as one; nothing else is forgiven.
 */
export const isSameName = (typed: string, onRecord: string): boolean => asTyped(typed) === asTyped(onRecord);

/** Words that say what kind of company it is, not which. */
const LEGAL_FORMS = /\b(private|pvt|limited|ltd|llp|llc|inc|opc|company|co)\b/g;
const core = (name: string): string => normaliseName(name).replace(LEGAL_FORMS, " ").replace(/\s+/g, " ").trim();

/**
 * Compares an organisation's name as given in a letter with the one on record (V2). The same name, with or without its
 * legal form, matches; a few letters' difference is near, and never silently accepted; anything else differs.
 */
export function compareOrganisation(given: string, onRecord: string): "same" | "near" | "different" {
  if (normaliseName(given) === normaliseName(onRecord)) return "same";
  const [a, b] = [core(given), core(onRecord)];
  if (a.length === 0 || b.length === 0) return "different";
  if (a === b) return "same";
  const allowed = Math.min(3, Math.max(1, Math.floor(b.length / 5)));
  if (distance(a, b) <= allowed || a.replaceAll(" ", "") === b.replaceAll(" ", "")) return "near";
  return isPart(a, b) || isPart(b, a) ? "near" : "different";
}

const isPart = (part: string, whole: string): boolean => part.length >= 4 && ` ${whole} `.includes(` ${part} `);
