import { asciiDomain } from "./domain-name";
import { findOrganisation } from "./stated-organisation";

/** The account e-mail and the organisation that the writer gives in the text (D§2, V2 checks 3 and 4), exactly as written. */
export interface StatedIdentity {
  accountEmail: string | null;
  organisation: string | null;
}

const MAX_SCANNED = 20_000;
const LOCAL_CHARACTER = /[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{M}\p{N}.-]/u;
const EMAIL_LABEL =
  /(?:(?:account|registered|registration|login|log-?in|sign-?in|owner|user|callmissed|associated|linked|my|our|acct|khata|khaata|khate|account ka|खाता|खाते|पंजीकृत|रजिस्टर्ड|लॉगिन|अकाउंट)[^\n@]{0,30}?(?:e-?mail|mail|ईमेल|ई-मेल|मेल)|(?:^|\n)\W{0,4}(?:e-?mail|mail id|ईमेल|ई-मेल)|account)[^\n@]{0,40}$/iu;

/** Reads what the writer states; `own` are their own words, the subject comes second. @keeps D2.5 */
export function readStatedIdentity(own: string, subject: string, supportAddresses: string[]): StatedIdentity {
  const text = own.slice(0, MAX_SCANNED);
  return {
    accountEmail: findAccountEmail(text, supportAddresses) ?? findAccountEmail(subject, supportAddresses),
    organisation: findOrganisation(text) ?? findOrganisation(subject),
  };
}

interface Mention {
  address: string;
  before: string;
}

function findAccountEmail(text: string, supportAddresses: string[]): string | null {
  const support = new Set(supportAddresses.map((address) => address.toLowerCase()));
  const mentions = mentionsIn(text).filter(({ address }) => !support.has(address.toLowerCase()));
  const labelled = mentions.filter(({ before }) => EMAIL_LABEL.test(before));
  const strongest =
    labelled.find(({ before }) =>
      /(?:account|registered|login|owner|खाता|खाते|पंजीकृत|khat[ae]|callmissed)/iu.test(before.split("\n").at(-1) ?? ""),
    ) ?? labelled[0];
  if (strongest) return strongest.address;
  const distinct = new Map(mentions.map((mention) => [mention.address.toLowerCase(), mention.address]));
  // Several addresses and none of them called the account's: guessing would be an answer the writer did not give.
  return distinct.size === 1 ? ([...distinct.values()][0] ?? null) : null;
}

/** Walks outwards from every "@" instead of matching a pattern, so that the time is bounded whatever the text. */
function mentionsIn(text: string): Mention[] {
  const mentions: Mention[] = [];
  for (let at = text.indexOf("@"); at !== -1 && mentions.length < 200; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL_CHARACTER.test(text[start - 1] ?? "")) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at < 254 && DOMAIN_CHARACTER.test(text[end] ?? "")) end += 1;
    const localPart = text.slice(start, at).replace(/^[.'*_`]+|^mailto:/gi, "");
    const domain = text.slice(at + 1, end).replace(/[.-]+$/, "");
    if (localPart && !localPart.endsWith(".") && asciiDomain(domain))
      mentions.push({ address: `${localPart}@${domain}`, before: text.slice(Math.max(0, start - 90), start) });
  }
  return mentions;
}
