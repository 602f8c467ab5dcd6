import { unwrappedLines } from "./own-words";

const ORGANISATION =
  "(?:organi[sz]ations?|org|company|business|firm|workspace|tenant|sanstha|sansthaa|sangathan|kampani|कंपनी|कम्पनी|संगठन|संस्था|संस्थान|ऑर्गनाइजेशन|ऑर्गेनाइजेशन|फर्म|व्यवसाय)";
const NAME = "(?:name|naam|nam|नाम)";
const OF = "(?:\\s+(?:ka|ki|ke|का|की|के))?";
const OURS = "(?:callmissed |registered |my |our |the |mera |meri |hamari |hamara |हमारी |हमारा |मेरी |मेरा )";
const EDGE = "(?<![\\p{L}\\p{M}])";
const LABEL = `(?:${OURS}?${ORGANISATION}(?:['’]s)?(?:\\s*/\\s*${ORGANISATION})?${OF}(?:[\\s/]+${NAME})?|${NAME} of ${OURS}?${ORGANISATION})(?:\\s*\\([^)\\n]{0,40}\\))?`;

const LABEL_LINE = new RegExp(`^[\\s>*•|\\-\\d.)(]{0,8}${LABEL}\\s*\\**\\s*(?:[:=\\-–—|]|\\t)\\s*\\**\\s*(.*)$`, "iu");
/** The label alone on its line, the name below. Without a colon it must say "name", or any sentence could end on it. */
const LABEL_ALONE = new RegExp(`^[\\s>*•\\-\\d.)(]{0,8}${OURS}?${ORGANISATION}(?:['’]s)?${OF}\\s+${NAME}\\s*\\**\\s*$`, "iu");
const LABEL_DASH = new RegExp(`${EDGE}${LABEL}\\s+[-–—]\\s+(.{1,160})`, "iu");
const INTRODUCED =
  /\b(?:I am|I'm|i am|[Tt]his is|[Mm]y name is) \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,3},? (?:from|of|at|representing) (.{1,160})/u;
const AFTER_ADDRESS = /@[\p{L}\p{N}.-]+[)>]?,? (?:for|of|belonging to) (?:the |our )?(.{1,160})/u;
const LABEL_INSIDE = new RegExp(`${EDGE}${LABEL}\\s*\\**[:=]\\s*\\**\\s*(.+)$`, "iu");
const NAMED_HINDI = new RegExp(
  `${EDGE}${ORGANISATION}${OF}\\s+${NAME}\\s*[:\\-–]?\\s*(.{1,120}?)\\s+(?:hai|he|है|हैं)(?![\\p{L}\\p{M}])`,
  "iu",
);
const NAMED = new RegExp(`${EDGE}${ORGANISATION}${OF}\\s+${NAME}\\s+(?:is|was|hai)\\s*:?\\s+(.+)$`, "iu");
const CALLED = new RegExp(
  `${EDGE}${ORGANISATION}${OF}(?:\\s+${NAME})?(?:\\s+(?:is called|is named|is|called|named|account))?(,)?\\s+(.{1,160})`,
  "giu",
);
const OURS_BEFORE = /\b(?:our|my|hamari|hamara|meri|mera)\s+(?:\S+\s+)?$/iu;
const POSSESSIVE =
  /\b(?:on behalf of|account (?:of|for)|owner of|workspace (?:of|for)|deletion (?:of|for)|we are|we're|writing from)\s+(?:the |our )?(.{1,160})/giu;
const NAMED_ACCOUNT = /\bthe ((?:\p{Lu}[\p{L}\p{N}&.'-]* ){1,6})account\b/u;
const IN_BRACKETS = /@[\p{L}\p{N}.-]+\s*\(([^()@\n]{2,80})\)/u;

/** The organisation's name as the writer gives it, exactly as written; null when none is given. */
export function findOrganisation(text: string): string | null {
  const lines = text
    .split("\n")
    .slice(0, 500)
    .map((line) => line.slice(0, 600));
  for (const [index, line] of lines.entries()) {
    const label = LABEL_LINE.exec(line);
    const value = label ? label[1]?.trim() || lineBelow(lines, index) : LABEL_ALONE.test(line) ? lineBelow(lines, index) : null;
    const name = value ? labelledName(value, true) : null;
    if (name) return name;
  }
  for (const line of unwrappedLines(text).slice(0, 300)) {
    const name = inSentence(line.slice(0, 2_000));
    if (name) return name;
  }
  return null;
}

function lineBelow(lines: string[], index: number): string | null {
  const next = lines.slice(index + 1, index + 3).find((line) => line.trim());
  return next && !/:\s*$/.test(next) && !next.includes("@") ? next.trim() : null;
}

function inSentence(line: string): string | null {
  const hindi = NAMED_HINDI.exec(line);
  if (hindi?.[1]) return labelledName(hindi[1], true);
  const labelled = LABEL_INSIDE.exec(line)?.[1] ?? NAMED.exec(line)?.[1];
  const labelledValue = labelled ? labelledName(labelled, false) : null;
  if (labelledValue) return labelledValue;
  for (const match of line.matchAll(CALLED)) {
    // After a comma the name is only one when the organisation was "ours": "our company, Chai Point Labs, …".
    const name = match[1] && !OURS_BEFORE.test(line.slice(Math.max(0, match.index - 20), match.index)) ? null : properName(match[2] ?? "");
    if (name) return name;
  }
  for (const match of line.matchAll(POSSESSIVE)) {
    const name = properName(match[1] ?? "");
    if (name) return name;
  }
  for (const pattern of [LABEL_DASH, INTRODUCED, AFTER_ADDRESS]) {
    const name = properName(pattern.exec(line)?.[1] ?? "");
    if (name) return name;
  }
  const beside = NAMED_ACCOUNT.exec(line)?.[1] ?? IN_BRACKETS.exec(line)?.[1];
  return beside ? properName(beside) : null;
}

/** A value given after a label: the rest of the line, up to the next statement. */
function labelledName(value: string, isWholeLine: boolean): string | null {
  const quoted = /^["“”'‘«*]+([^"“”'’»*\n]{1,120})["“”'’»*]+/u.exec(value.trim());
  if (quoted?.[1]) return quoted[1].trim() || null;
  let name = value
    .split(
      /\s*[;|]\s*|\t|,?\s+(?:and|aur|और|&)?\s*(?:my|our|the|mera|meri|hamara|मेरा|हमारा)?\s*(?:account|registered|owner|login|खाता|पंजीकृत)?\s*(?:e-?mail|mail id|ईमेल)\b|[.!?।]\s+(?=[\p{Lu}\p{Lo}])(?<!\b(?:Pvt|Ltd|Co|Inc|Dr|Mr|Mrs|St|Bros|No|Corp|Intl|Pt)\.\s+)/iu,
    )[0]
    ?.trim();
  if (!name) return null;
  if (!isWholeLine)
    name =
      name
        .split(/,\s|\s+(?:and (?:the|my|our|please|i|we|it|account)|with (?:the|account|registered)|registered|please|aur)\b|[।]/iu)[0]
        ?.trim() ?? "";
  name = name
    .replace(/\s+(?:hai|he|है|हैं)\s*[।.]?$/iu, "")
    .replace(/[\s,;:।]+$/u, "")
    .replace(/^\(+|^[-–:\s*]+|\*+$/g, "");
  if (/[.]$/.test(name) && !/\b(?:Pvt|Ltd|Co|Inc|Bros|Corp|Intl|LLP|L\.L\.P|Pte|S\.A|B\.V)\.$/i.test(name))
    name = name.replace(/[.!?]+$/, "");
  name = name.trim();
  // "Our organisation - we are closing it": a sentence about it, not its name.
  if (/^(?:we|i|it)(?:'| (?:are|am|is|has|have|had|do|want|will|would|no)\b)/i.test(name)) return null;
  return isName(name) ? name : null;
}

/** A name in running text: the capitalised words that start it. */
function properName(value: string): string | null {
  const quoted = /^["“'‘«]([^"”'’»\n]{1,120})["”'’»]/u.exec(value.trim());
  if (quoted?.[1]) return quoted[1].trim();
  const parts = value.trim().split(/\s+/);
  const taken: string[] = [];
  for (const word of parts.slice(0, 10)) {
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
    .replace(/'s$/i, "")
    .replace(/^([^(]*)\)+$/, "$1");
  return isName(name) && !NO_NAME.test(name) ? name : null;
}

function isName(name: string): boolean {
  return name.length > 0 && name.length <= 120 && /[\p{L}\p{N}]/u.test(name) && !name.includes("@");
}

/** Words with a capital that are no organisation. */
const NO_NAME =
  /^(?:i|i'm|callmissed|call missed|please|my|our|we|the|this|that|it|is|account|accounts|thanks|thank you|thank|regards|hi|hello|dear|e-?mail|name|dpdpa?|india|data|all|and|api|whatsapp|ai|support)$/i;
