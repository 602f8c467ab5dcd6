import { asciiDomain } from "./domain-name";

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

/** Reads what the writer states; `own` are their own words, the subject comes second. */
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
  const strongest = labelled.find(({ before }) => /(?:account|registered|login|owner|खाता|खाते|पंजीकृत|khat[ae]|callmissed)/iu.test(before.split("\n").at(-1) ?? "")) ?? labelled[0];
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
    if (localPart && !localPart.endsWith(".") && asciiDomain(domain)) mentions.push({ address: `${localPart}@${domain}`, before: text.slice(Math.max(0, start - 90), start) });
  }
  return mentions;
}

const ORGANISATION_WORD =
  "(?:organi[sz]ations?|organi[sz]ation's|org|company|business|firm|workspace|tenant|sanstha|sansthaa|sangathan|kampani|कंपनी|कम्पनी|संगठन|संस्था|संस्थान|ऑर्गनाइजेशन|ऑर्गेनाइजेशन|फर्म|व्यवसाय)";
const NAME_WORD = "(?:name|naam|nam|नाम)";
const OF = "(?:\\s+(?:ka|ki|ke|का|की|के))?";
const VERB = "(?:\\s+(?:is|was|hai|:|-|=)\\s+|\\s*[:=\\-–—]\\s*|\\s+is\\s*:\\s*)";
const LABEL_LINE = new RegExp(`^[\\s>*•\\-\\d.)(]{0,8}(?:callmissed |registered |my |our |the |mera |meri |hamari |hamara |हमारी |हमारा |मेरी |मेरा )?${ORGANISATION_WORD}${OF}(?:[\\s/]*${NAME_WORD})?(?:\\s*\\([^)\\n]{0,40}\\))?\\s*\\**(?:[:=\\-–—]|\\t| is )\\s*\\**\\s*(.*)$`, "iu");
const NAMED = new RegExp(`${ORGANISATION_WORD}${OF}\\s+${NAME_WORD}${VERB}(.+)$`, "iu");
const NAMED_HINDI = new RegExp(`${ORGANISATION_WORD}${OF}\\s+${NAME_WORD}\\s*[:\\-–]?\\s*(.+?)\\s+(?:hai|he|है|हैं)(?![\\p{L}\\p{M}])`, "iu");
const CALLED = new RegExp(`${ORGANISATION_WORD}(?:\\s+(?:is|is called|called|named|account|is named))?\\s*[,:]?\\s+(.+)$`, "iu");
const OUR = new RegExp(`\\b(?:our|my|the|this|hamari|hamara|meri|mera|for|of)\\s+(?:callmissed\\s+)?${ORGANISATION_WORD}\\b`, "iu");

function findOrganisation(text: string): string | null {
  const lines = text.split("\n").slice(0, 500).map((line) => line.slice(0, 600));
  for (const [index, line] of lines.entries()) {
    const label = LABEL_LINE.exec(line);
    if (!label) continue;
    const value = label[1]?.trim() || nextLine(lines, index);
    const name = value ? trimName(value, true) : null;
    if (name) return name;
  }
  const flowing = text.replace(/\n(?!\n)/g, " ").split("\n");
  for (const paragraph of flowing.slice(0, 200).map((line) => line.slice(0, 3_000))) {
    const name = inSentence(paragraph);
    if (name) return name;
  }
  return null;
}

function nextLine(lines: string[], index: number): string | null {
  const next = lines.slice(index + 1, index + 3).find((line) => line.trim());
  return next && !/:\s*$/.test(next) && !next.includes("@") ? next.trim() : null;
}

function inSentence(paragraph: string): string | null {
  const hindi = NAMED_HINDI.exec(paragraph);
  if (hindi?.[1] && hindi[1].length <= 120) return trimName(hindi[1], true);
  const named = NAMED.exec(paragraph);
  if (named?.[1]) return trimName(named[1], false);
  for (const match of paragraph.matchAll(new RegExp(CALLED.source.replace("(.+)$", "(.{1,160})"), "giu"))) {
    const before = paragraph.slice(Math.max(0, match.index - 20), match.index + match[0].length);
    const name = match[1] ? properName(match[1]) : null;
    if (name && (OUR.test(before) || /\b(?:called|named|is)\s*$/i.test(match[0].slice(0, -(match[1]?.length ?? 0)).trim()))) return name;
  }
  return possessive(paragraph);
}

/** "… the account of Chai Point Labs", "on behalf of Chai Point Labs". */
function possessive(paragraph: string): string | null {
  const match = /\b(?:on behalf of|account (?:of|for)|owner of|workspace (?:of|for)|deletion (?:of|for))\s+(.{1,160})/iu.exec(paragraph);
  return match?.[1] ? properName(match[1]) : null;
}

/** A value given after a label: the rest of the line, up to the next statement. */
function trimName(value: string, isWholeLine: boolean): string | null {
  const quoted = /^["“”'‘«*]+([^"“”'’»*\n]{1,120})["“”'’»*]+/u.exec(value.trim());
  if (quoted?.[1]) return quoted[1].trim() || null;
  let name = value
    .split(/\s*[;|]\s*|\t|,?\s+(?:and|aur|और|&)?\s*(?:my|our|the|mera|meri|hamara|मेरा|हमारा)?\s*(?:account|registered|owner|login|खाता|पंजीकृत)?\s*(?:e-?mail|mail id|ईमेल)\b|[.!?।]\s+(?=[\p{Lu}\p{Lo}])(?<!\b(?:Pvt|Ltd|Co|Inc|Dr|Mr|Mrs|St|Bros|No|Corp|Intl|Pt)\.\s+)/iu)[0]
    ?.trim();
  if (!name) return null;
  if (!isWholeLine) name = name.split(/,\s|\s+(?:and (?:the|my|our|please|i|we|it|account)|with (?:the|account|registered)|registered|please|aur)\b|[।]/iu)[0]?.trim() ?? "";
  name = name.replace(/\s+(?:hai|he|है|हैं)\s*[।.]?$/iu, "").replace(/[\s,;:।]+$/u, "").replace(/^\(+|^[-–:\s*]+|\*+$/g, "");
  if (/[.]$/.test(name) && !/\b(?:Pvt|Ltd|Co|Inc|Bros|Corp|Intl|LLP|L\.L\.P|Pte|S\.A|B\.V)\.$/i.test(name)) name = name.replace(/[.!?]+$/, "");
  name = name.trim();
  return isName(name) ? name : null;
}

/** A name in running text: the capitalised words that start it. */
function properName(value: string): string | null {
  const quoted = /^["“'‘«]([^"”'’»\n]{1,120})["”'’»]/u.exec(value.trim());
  if (quoted?.[1]) return quoted[1].trim();
  const words = value.trim().split(/\s+/);
  const taken: string[] = [];
  for (const word of words.slice(0, 10)) {
    const isJoiner = /^(?:&|and|of|the|for|de|ki|ka)$/i.test(word) && taken.length > 0;
    if (!/^[\p{Lu}\p{N}]/u.test(word) && !isJoiner) break;
    taken.push(word);
    if (/[,;:!?)।]$/.test(word) || (/\.$/.test(word) && !/^(?:Pvt|Ltd|Co|Inc|Bros|Corp|Pte|Pt)\.$/i.test(word))) break;
  }
  while (/^(?:&|and|of|the|for|de|ki|ka)$/i.test(taken.at(-1) ?? "")) taken.pop();
  const name = taken
    .join(" ")
    .replace(/[,;:!?)।]+$/u, "")
    .replace(/(?<!\b(?:Pvt|Ltd|Co|Inc|Bros|Corp|Pte))\.$/i, "")
    .replace(/'s$/i, "");
  return isName(name) && !/^(?:I|CallMissed|Please|My|Our|We|The|This|It|Is|Account|Thanks|Thank|Regards|Hi|Hello|Dear|Email|Name|DPDP|DPDPA|India)$/i.test(name) ? name : null;
}

function isName(name: string): boolean {
  return name.length > 0 && name.length <= 120 && /[\p{L}\p{N}]/u.test(name) && !name.includes("@");
}
