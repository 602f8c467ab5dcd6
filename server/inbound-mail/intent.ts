import { type DeletionSense, readDeletion, type Thing, thingSpokenOf } from "./deletion-words";
import * as words from "./intent-words";
import type { Intent } from "./letter";
import { statements } from "./own-words";

export type Wishes = { intent: Intent; alsoComplains: boolean };

/**
 * What the writer asks for, from their own words, and whether a letter that asks for something else complains as well: then
 * both are done. When a letter asks for several things:
 *
 *   end_user      before everything, when a stranger to us speaks about calls or messages; it opens a case as a complaint does
 *   grievance     before deletion, when the letter says that it complains, or that a deletion was not done
 *   reactivation  before deletion: the deed that can be undone wins over the one that cannot
 *   deletion      before refund: it opens the case that keeps a refund asked before it payable (R1); the agent sees both wishes
 *   refund        when deletion is only mentioned as something later ("before I delete …")
 *   other         questions, refusals, machines, and everything else
 */
export function readWishes(subject: string, own: string, isAutomatic: boolean): Wishes {
  if (isAutomatic || words.AUTOMATIC_SUBJECT.test(subject) || words.NEWSLETTER.test(own.slice(0, 6_000)))
    return { intent: "other", alsoComplains: false };
  const isReply = /^\s*(?:(?:re|aw|fwd?|fw|antw)\s*:|\[fwd)/i.test(subject);
  const title = subject.replace(/^(?:\s*(?:re|aw|fwd?|fw|antw)\s*:)+/i, "").trim();
  const body = readSigns(statements(own).slice(0, MAX_STATEMENTS), thingSpokenOf(title.slice(0, MAX_CLAUSE)));
  const heading = readSigns([title]);
  const isHeadingOwn = !isReply || words.CONFIRMS.test(own);
  const intent = intentOf({ body, heading, own, title, isHeadingOwn });
  const isWish = intent === "deletion" || intent === "reactivation" || intent === "refund";
  return { intent, alsoComplains: isWish && (body.alsoComplains || (isHeadingOwn && heading.alsoComplains)) };
}

type Read = { body: Signs; heading: Signs; own: string; title: string; isHeadingOwn: boolean };

function intentOf({ body, heading, own, title, isHeadingOwn }: Read): Intent {
  const bodyIntent = decide(body, own, null);
  if (!isHeadingOwn) return bodyIntent;
  if (bodyIntent !== "other") return decide(merge(body, heading), own, title);
  // Words that only ask about deletion, or refuse it, outweigh what stands above them.
  if (body.deletion.has("refused")) return "other";
  if ((body.deletion.has("undecided") || body.isQuestionOnly) && !heading.isDemand) return "other";
  const alone = decide(merge(body, heading), own, title);
  if (alone !== "other") return alone;
  return isTopic(title) && !body.isQuestionOnly && !body.deletion.has("undecided") ? "deletion" : "other";
}

const MAX_STATEMENTS = 400;
const MAX_CLAUSE = 500;

interface Signs {
  deletion: Set<NonNullable<DeletionSense>>;
  reactivation: boolean;
  refund: boolean;
  grievance: boolean;
  /** The letter says of itself that it complains. */
  complains: boolean;
  /** A complaint beside another wish: not merely whom to complain to, or where. */
  alsoComplains: boolean;
  endUser: boolean;
  isQuestionOnly: boolean;
  isDemand: boolean;
}

function decide(signs: Signs, own: string, title: string | null): Intent {
  const wantsAccount = signs.deletion.has("account") && !signs.deletion.has("refused");
  const wantsData = signs.deletion.has("data") && !signs.deletion.has("refused");
  const speech = `${title ?? ""}\n${own}`.slice(0, 6_000);
  const isStranger = words.NO_ACCOUNT.test(speech);
  const hasAccount = words.OWN_ACCOUNT.test(speech);
  if (signs.endUser && (isStranger || (!wantsAccount && !hasAccount && !signs.refund && !signs.reactivation))) return "end_user";
  if (signs.complains) return "grievance";
  if (signs.reactivation) return "reactivation";
  if (wantsAccount || wantsData) return "deletion";
  if (signs.refund) return "refund";
  return signs.grievance ? "grievance" : "other";
}

/** `antecedent` is what a bare "delete it" at the beginning would mean. */
function readSigns(said: string[], antecedent: Thing | null = null): Signs {
  let spokenOf = antecedent;
  const signs: Signs = {
    deletion: new Set(),
    reactivation: false,
    refund: false,
    grievance: false,
    complains: false,
    alsoComplains: false,
    endUser: false,
    isQuestionOnly: said.length > 0,
    isDemand: false,
  };
  for (const statement of said) {
    const whole = statement
      .replace(/[’‘]/g, "'")
      .replace(/\s+/g, " ")
      .replace(/^if (?:it is |it's )?(?:at all )?possible[, ]+/i, "")
      .slice(0, MAX_CLAUSE * 4);
    if (words.DISCLAIMER.test(whole)) continue;
    const isQuestion = asksForAnswer(whole);
    if (!isQuestion) signs.isQuestionOnly = false;
    if (words.END_USER.test(whole) || words.HINDI_END_USER.test(whole)) signs.endUser = true;
    for (const clause of clauses(whole)) {
      readClause(signs, clause, isQuestion, spokenOf);
      spokenOf = thingSpokenOf(clause) ?? spokenOf;
    }
  }
  return signs;
}

function readClause(signs: Signs, clause: string, isQuestion: boolean, spokenOf: Thing | null): void {
  const deletion = readDeletion(clause, isQuestion || words.QUESTION_START.test(clause), spokenOf);
  if (deletion) signs.deletion.add(deletion);
  if (deletion === "account" || deletion === "data") signs.isDemand = true;
  if (isWished(clause, words.REACTIVATE, words.HINDI_REACTIVATE, isQuestion)) signs.reactivation = true;
  if (isWished(clause, words.REFUND, words.HINDI_REFUND, isQuestion) && !isRefundDeclined(clause)) signs.refund = true;
  if (isNotDone(clause)) signs.complains = true;
  const isGrievance = (words.GRIEVANCE.test(clause) || words.HINDI_GRIEVANCE.test(clause)) && !words.GRIEVANCE_SALUTATION.test(clause);
  if (!isGrievance || isQuestion || isThreat(clause) || words.NO_GRIEVANCE.test(clause)) return;
  signs.grievance = true;
  const said = clause.replace(words.GRIEVANCE_PLACE, " ");
  if (!words.GRIEVANCE.test(said) && !words.HINDI_GRIEVANCE.test(said)) return;
  signs.alsoComplains = true;
  if (
    /^(?:formal |official |urgent[: -]*)*(?:grievance|complaint|escalation|शिकायत|shikayat)(?! officer)/iu.test(clause) ||
    COMPLAINS.test(clause)
  )
    signs.complains = true;
}

const COMPLAINS =
  /\b(?:fil(?:e|ing)|lodg(?:e|ing)|rais(?:e|ing)|register(?:ing)?|submit(?:ting)?|mak(?:e|ing)|writ(?:e|ing)|have|this is|treat this as|consider this)\s+(?:(?:it|this|as|an?|my|our|the|formal|official|written|serious|to|with|you|under|dpdpa?)\s+){0,5}(?:grievance|complaint|complain)(?! officer)|(?:शिकायत|shikayat|shikaayat)\s+(?:[\p{L}\p{M}]+\s+){0,2}(?:दर्ज|करना|कर रह[\p{L}\p{M}]*|करनी|है|darj|karna|kar rah\p{L}*|karni|hai)/iu;

/** "Otherwise I will complain" gives weight to another wish; it is not the complaint. */
function isThreat(clause: string): boolean {
  return /\b(?:otherwise|or else|or i|or we|failing which|will (?:be forced|have) to|will (?:file|lodge|raise|complain|escalate|approach|go)|shall (?:file|lodge|complain|approach|escalate)|else)\b|वरना|नहीं तो|warna|nahi to|varna/iu.test(
    clause,
  );
}

function isNotDone(clause: string): boolean {
  if (/(?:abhi tak|ab tak|अभी तक|अब तक)/iu.test(clause) && /(?:nahi|nahin|nhi|नहीं|नही)/iu.test(clause))
    return /delete|hata|band|डिलीट|हटा|बंद|jawab|reply|जवाब|उत्तर/iu.test(clause);
  const match = words.NOT_DONE.exec(clause);
  if (!match || /refund|reactivat|restor/i.test(match[0])) return false;
  // A bot that does not answer its callers is a fault to mend, not a promise we broke.
  if (/\b(?:bots?|api|webhooks?|integration|ivr|dashboard)\b[^,]{0,30}$/i.test(clause.slice(0, match.index))) return false;
  return !/\b(?:i|we)(?:'ve| have| had| did)?\s*$/i.test(clause.slice(0, match.index)) && !/\bif\b/i.test(clause);
}

function isWished(clause: string, english: RegExp, hindi: RegExp, isQuestion: boolean): boolean {
  const match = english.exec(clause) ?? hindi.exec(clause);
  if (!match) return false;
  const before = clause.slice(0, match.index);
  // "paise wapas karo": what is to come back is money.
  if (
    english === words.REACTIVATE &&
    /w[ai]p[ai]s|v[a]{1,2}pas|वापस/iu.test(match[0]) &&
    (words.REFUND.test(clause) || words.HINDI_REFUND.test(clause))
  )
    return false;
  if (words.ENGLISH_NEGATION.test(before) || words.isSupposed(before)) return false;
  if (/\b(?:understand|aware|know|acknowledge|read|says?|states?|mentions?) (?:that |the |your )?/i.test(before)) return false;
  const after = clause.slice(match.index + match[0].length);
  if (/^\s*(?:policy|process|procedure|rules?|page|eligibility|window)\b/i.test(after)) return false;
  if (/^[^,]{0,40}?(?:mat|nahi|nahin|नहीं|मत|न)\s+(?:kar|chahiye|करें|करो|करना|चाहिए|चाहते|चाहता)/iu.test(after)) return false;
  if (words.HINDI_QUESTION.test(clause) || words.HINDI_SUPPOSED.test(before)) return false;
  return !isQuestion || isPoliteQuestion(clause);
}

/** "Is it possible to get our account back?" is a wish put politely; a hypothetical is not. */
function isPoliteQuestion(clause: string): boolean {
  return (
    /^(?:[\p{L}, ]{0,30}\b)?(?:(?:is|would) it (?:be )?possible to|can (?:i|we) (?:please )?(?:get|have)|when will|where is|may (?:i|we) (?:please )?(?:get|have|request))\b/iu.test(
      clause,
    ) && !/\b(?:if|after|later|within|policy|eligible|in case)\b/i.test(clause)
  );
}

function isRefundDeclined(clause: string): boolean {
  return (
    /\b(?:no|not|without|non|waive|forgo|forfeit|never mind|nor|cannot be|can't be|not be|don't|do not|neither)\b[- ](?:[\p{L}']+ ){0,5}refund/iu.test(
      clause,
    ) ||
    /refund[\p{L}]* (?:is |are )?(?:not|isn't|n't) (?:needed|required|necessary|wanted)/iu.test(clause) ||
    /(?:refund|रिफंड|रिफ़ंड|paise|paisa|पैसे|पैसा)[^,]{0,30}(?:nahi|nahin|mat|नहीं|नही)\s+(?:chahiye|चाहिए|maang|मांग)/iu.test(clause)
  );
}

function asksForAnswer(statement: string): boolean {
  if (words.QUESTION_START.test(statement)) return true;
  if (!/\?\s*$/.test(statement)) return false;
  return !/\b(?:can|could|would|will) you\b|\bplease\b|\bkindly\b|kya aap|क्या आप|kripya|कृपया/iu.test(statement);
}

function clauses(statement: string): string[] {
  return statement
    .split(/\s*[,;:–—]\s+|\s+(?:but|however|instead|although|though|lekin|magar|parantu|लेकिन|परंतु|परन्तु|मगर|बल्कि|balki)\s+|\s+-\s+/iu)
    .map((clause) => clause.trim().slice(0, MAX_CLAUSE))
    .filter(Boolean);
}

function merge(body: Signs, heading: Signs): Signs {
  return {
    deletion: new Set([...body.deletion, ...heading.deletion].filter((sense) => sense !== "undecided")),
    reactivation: body.reactivation || heading.reactivation,
    refund: body.refund || heading.refund,
    grievance: body.grievance || heading.grievance,
    complains: body.complains || heading.complains,
    alsoComplains: body.alsoComplains || heading.alsoComplains,
    endUser: body.endUser || heading.endUser,
    isQuestionOnly: body.isQuestionOnly,
    isDemand: body.isDemand || heading.isDemand,
  };
}

function isTopic(title: string): boolean {
  return (
    /^(?:[\p{L}]+ ){0,3}(?:account|data|profile|workspace|organi[sz]ation|callmissed|dpdpa?)\b.{0,30}\b(?:deletion|closure|erasure|removal|delete)\s*(?:request)?$/iu.test(
      title,
    ) ||
    /^(?:deletion|closure|erasure|removal) (?:of|for) (?:[\p{L}]+ ){0,4}(?:account|data|organi[sz]ation)/iu.test(title) ||
    /(?:खाता|खाते|अकाउंट)\s+(?:[\p{L}\p{M}]+\s+){0,2}(?:हटाने|हटाना|डिलीट|बंद|डिलीशन)/u.test(title)
  );
}
