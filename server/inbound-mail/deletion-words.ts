import {
  ACCOUNT_UNWANTED,
  DATA,
  DELETE_NOUN,
  DELETE_VERB,
  ENGLISH_NEGATION,
  HINDI_DELETE,
  HINDI_DELETE_DONE,
  HINDI_DO,
  HINDI_NOT,
  HINDI_QUESTION,
  HINDI_SUPPOSED,
  isSupposed,
  PART,
  WHOLE,
} from "./intent-words";

/**
 * How one clause speaks of deletion.
 * `account` and `data` are asked for; `refused` says not to; `undecided` only asks, supposes or reports; null does not speak of it.
 */
export type DeletionSense = "account" | "data" | "refused" | "undecided" | null;

const B = "(?<![\\p{L}\\p{M}\\p{N}])";
const E = "(?![\\p{L}\\p{M}\\p{N}])";
const VERBS = new RegExp(`${B}${DELETE_VERB}${E}`, "giu");
const NOUNS = new RegExp(`${B}${DELETE_NOUN}${E}`, "giu");
/** Things called after the account that are not the account. */
const BESIDE_THE_ACCOUNT = "(?:settings?|managers?|page|banner|(?:deletion|closure) (?:banner|page|button|option|link))";
const THINGS = new RegExp(`${B}(?:(?<part>${PART})|(?<whole>${WHOLE})(?!\\s+${BESIDE_THE_ACCOUNT})|(?<data>${DATA}))${E}`, "giu");
const HINDI_VERBS = new RegExp(`${B}(?:(?<done>${HINDI_DELETE_DONE})|${HINDI_DELETE})${E}`, "giu");
const HINDI_DOING = new RegExp(`^\\s*(?:${HINDI_NOT}\\s+)?(?:${HINDI_DO}|ho\\p{L}*|hua|hui|हो[\\p{L}\\p{M}]*|हुआ)${E}`, "iu");
const HINDI_NEGATION = new RegExp(`${B}${HINDI_NOT}${E}`, "iu");
const HINDI_EMPHASIS = /\b(do|dijiye|dijie|dein|दो|दीजिए|दें)\s+(?:na|naa|न|ना)(?![\p{L}\p{M}])/giu;
const DONE_BY_SOMEBODY =
  /\b(?:i|we|you|he|she|they|someone|somebody|team|employee|colleague)(?:'ve|'d| have| has| had)?(?: already| accidentally| mistakenly| just| wrongly| recently| by mistake)*\s*$/i;
const ALREADY_DONE =
  /\b(?:was|were|has been|have been|had been|got|been|is|are|is being|gets|be automatically|will be|would be|is now)(?: already| accidentally| mistakenly| wrongly| permanently| just| now)*\s*$/i;
const WANTED = /\b(?:want|wish|like|need|request|please|get|have|to|should|must|demand|ask|hereby)\b/i;
const ASKED_FOR =
  /\b(?:request|requests|requesting|want|wish|would like|please|kindly|need|ask|asking|apply|applying|initiate|proceed|process|go ahead|start|begin|seek|seeking|demand|hereby|complete|carry out|approve|permanent)\b|चाहते|चाहता|चाहती|chahiye|chahte|chahta|chahti|अनुरोध|निवेदन|कृपया/iu;
const FORGOTTEN =
  /\b(?:exercis\p{L}*|invok\p{L}*|request\p{L}*|claim\p{L}*|us(?:e|ing)|under) (?:\p{L}+ ){0,3}right to be forgotten\b|\b(?:want|wish|like|ask|request) to be forgotten\b/iu;
/** "Delete it" points back at what was said before; "delete that mail" names what it means. */
const POINTS_BACK = /^\s+(?:it\b|(?:this|that)(?=\s*(?:$|[.,!]|(?:please|now|too|for|as|immediately|permanently)\b)))/iu;
const BEGINS = /\b(?:start|begin|initiate|commence|trigger|complete|proceed with|go ahead with|carry out)\b/i;
/** Nothing but courtesy and a pronoun stands before the Hindi verb: what it is about was said before. */
const HINDI_PRONOUN_ONLY =
  /^(?:(?:please|plz|pls|kripya|kripaya|ise|isse|isko|use|usko|ye|yeh|to|toh|so|aur|ab|bas|jaldi|turant|permanently|कृपया|इसे|इसको|उसे|उसको|अब|तो|और|तुरंत)\s*)*$/iu;
const MERELY_A_TOPIC =
  /^\s*(?:policy|page|process|procedure|button|option|link|article|timeline|period|confirmation|email|e-mail|certificate|faq|rules?|window|date)/i;

/**
 * Reads one clause; `isQuestion` says that the sentence it belongs to wants an answer, not the deed. `antecedent` is what the sentences
 * before spoke of, for a clause that only says "delete it".
 */
export function readDeletion(clause: string, isQuestion: boolean, antecedent: Thing | null = null): DeletionSense {
  const senses = [
    ...englishVerbs(clause, isQuestion, antecedent),
    ...nouns(clause, isQuestion),
    ...hindi(clause, isQuestion, antecedent),
    ...inOtherWords(clause, isQuestion),
  ];
  return (["refused", "account", "data", "undecided"] as const).find((sense) => senses.includes(sense)) ?? null;
}

/** What a statement speaks of last, for the "it" of the next one. */
export const thingSpokenOf = (statement: string): Thing | null => lastThing(statement);

function inOtherWords(clause: string, isQuestion: boolean): DeletionSense[] {
  const senses: DeletionSense[] = [];
  if (ACCOUNT_UNWANTED.test(clause)) senses.push(isQuestion || isSupposed(clause) ? "undecided" : "account");
  const forgotten = FORGOTTEN.exec(clause);
  if (forgotten) {
    const before = clause.slice(0, forgotten.index);
    if (ENGLISH_NEGATION.test(before)) senses.push("refused");
    else senses.push(isQuestion || isSupposed(before) ? "undecided" : "data");
  }
  return senses;
}

function englishVerbs(clause: string, isQuestion: boolean, antecedent: Thing | null): DeletionSense[] {
  return [...clause.matchAll(VERBS)].map((match): DeletionSense => {
    const before = clause.slice(0, match.index);
    const after = clause.slice(match.index + match[0].length);
    // "account delete mat karo": English words, Hindi grammar.
    if (HINDI_DOING.test(after)) return null;
    const isParticiple = /ed$|^shut/i.test(match[0]);
    const isPronoun = POINTS_BACK.test(after) && !lastThing(before);
    const thing =
      firstThing(after) ??
      (isPronoun && antecedent === "whole" ? antecedent : null) ??
      (isParticiple || /\b(?:it|that|this|them)\b/i.test(after.slice(0, 12)) ? lastThing(before) : null);
    if (!thing || thing === "part") return null;
    if (/cancel/i.test(match[0]) && thing !== "whole") return null;
    if (ENGLISH_NEGATION.test(before)) return "refused";
    if (isQuestion || isSupposed(before)) return "undecided";
    if (isParticiple && DONE_BY_SOMEBODY.test(before)) return "undecided";
    if (isParticiple && ALREADY_DONE.test(before) && !/\b(?:to be|should be|must be|please be)\s*$/i.test(before)) return "undecided";
    if (isParticiple && !firstThing(after) && !WANTED.test(before)) return "undecided";
    return thing === "whole" ? "account" : "data";
  });
}

function nouns(clause: string, isQuestion: boolean): DeletionSense[] {
  return [...clause.matchAll(NOUNS)].map((match): DeletionSense => {
    const before = clause.slice(0, match.index);
    const after = clause.slice(match.index + match[0].length);
    const thing = (/^\s+(?:of|for)\b/i.test(after) ? firstThing(after) : null) ?? lastThing(before) ?? firstThing(after);
    const isRightToErasure = /\bright to\s*$/i.test(before);
    if (thing === "part" || (!thing && !isRightToErasure && !/\brequests?\b/i.test(clause))) return null;
    if (
      ENGLISH_NEGATION.test(before) ||
      /^(?:\s+[\p{L}']+){0,4}\s+(?:not|isn't|is not)\s+(?:needed|required|wanted|necessary)/iu.test(after)
    )
      return "refused";
    if (isQuestion || isSupposed(before) || (MERELY_A_TOPIC.test(after) && !BEGINS.test(before)) || !ASKED_FOR.test(clause))
      return "undecided";
    return thing === "data" ? "data" : "account";
  });
}

function hindi(clause: string, isQuestion: boolean, antecedent: Thing | null): DeletionSense[] {
  const plain = clause.replace(HINDI_EMPHASIS, "$1");
  return [...plain.matchAll(HINDI_VERBS)].map((match): DeletionSense => {
    const before = plain.slice(0, match.index);
    const after = plain.slice(match.index + match[0].length);
    if (!match.groups?.done && !HINDI_DOING.test(after)) return null;
    const thing = lastThing(before) ?? firstThing(after) ?? (HINDI_PRONOUN_ONLY.test(before) && antecedent === "whole" ? antecedent : null);
    if (!thing || thing === "part") return null;
    if (
      HINDI_NEGATION.test(after.split(/\s+(?:aur|और|par|lekin|लेकिन)\s+/i)[0] ?? "") ||
      HINDI_NEGATION.test(before.split(/\s+/).slice(-3).join(" "))
    )
      return "refused";
    if (isQuestion || HINDI_QUESTION.test(plain) || HINDI_SUPPOSED.test(plain)) return "undecided";
    if (/^\s*(?:ho gaya|ho gayi|hua|hui|kar diya|kiya|हो गया|हुआ|कर दिया|किया)/iu.test(after) && !/(?:jaye|jaaye|जाए|जाये)/iu.test(after))
      return "undecided";
    return thing === "whole" ? "account" : "data";
  });
}

export type Thing = "part" | "whole" | "data";

function firstThing(text: string): Thing | null {
  const [match] = text.slice(0, 120).matchAll(THINGS);
  // "remove Ravi from our account": the account is only the place.
  return match && !/\b(?:from|out of|off)\b/i.test(text.slice(0, match.index)) ? kindOf(match) : null;
}

function lastThing(text: string): Thing | null {
  const match = [...text.slice(-120).matchAll(THINGS)].at(-1);
  return match ? kindOf(match) : null;
}

function kindOf(match: RegExpExecArray): Thing {
  if (match.groups?.part) return "part";
  return match.groups?.whole ? "whole" : "data";
}
