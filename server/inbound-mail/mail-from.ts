import { asciiDomain } from "./domain-name";

export interface MailFrom {
  /** What SPF is asked about; for the null return path the greeting name stands in (RFC 7208 §2.4). */
  address: string;
  domain: string;
  helo: string | null;
}

/**
 * The envelope sender as SPF needs it, or null when it is not known or not an address. Undefined means that our edge did not see
 * one; an empty string or `<>` is the null return path of automatic mail.
 */
export function readMailFrom(mailFrom: string | undefined, helo: string | undefined): MailFrom | null {
  if (mailFrom === undefined) return null;
  const heloDomain = helo && helo.length <= 255 ? asciiDomain(helo.replace(/\.$/, "")) : null;
  const written = mailFrom.trim().replace(/^<([^<>]*)>$/, "$1");
  if (written === "") return heloDomain ? { address: "", domain: heloDomain, helo: heloDomain } : null;
  const at = written.lastIndexOf("@");
  const localPart = written.slice(0, at);
  const domain = asciiDomain(written.slice(at + 1));
  // Macros put the local part into DNS names; anything unusual would only ask odd questions.
  if (at < 1 || !domain || localPart.length > 128 || /[\s<>"(),:;[\]\\@\p{C}]/u.test(localPart)) return null;
  return { address: `${localPart}@${domain}`, domain, helo: heloDomain };
}
