import { domainToASCII, domainToUnicode } from "node:url";
import { getAlignment } from "mailauth/lib/tools.js";

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The lower-case punycode form of a mail domain, or null when it is not a plain registered name with at least two labels.
 * A name that only becomes this domain after characters were mapped or dropped (full-width letters, invisible joiners,
 * ideographic dots) is refused: other programs map differently.
 */
export function asciiDomain(written: string): string | null {
  const lower = written.toLowerCase();
  let ascii = lower;
  if (!/^\p{ASCII}*$/u.test(lower)) {
    ascii = domainToASCII(lower);
    if (domainToUnicode(ascii) !== lower.normalize("NFC")) return null;
  }
  const labels = ascii.split(".");
  if (labels.length < 2 || ascii.length > 253) return null;
  if (!labels.every((label) => LABEL.test(label))) return null;
  // An all-numeric last label would be an address, not a name.
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : ascii;
}

/**
 * Whether the Public Suffix List puts both names under one registrable domain. A public suffix itself aligns only with itself,
 * so that nobody signs for a whole country.
 */
export function shareRegistrableDomain(fromDomain: string, otherDomain: string): boolean {
  return Boolean(getAlignment(fromDomain, [otherDomain], false));
}
