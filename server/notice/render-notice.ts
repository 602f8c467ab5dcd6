import { DEFAULT_LANGUAGE, type Language } from "@/server/language/language";
import { messagesOf } from "@/server/language/messages.adapter";
import { translator } from "@/server/language/translate";
import { noticeEnv } from "@/server/lib/env";
import { REFUND_DECISION_HOURS } from "@/server/policy/refund";
import { BUTTONS, CODED, type Letter, letterFor, type Words } from "./letter";
import type { NoticeKind } from "./notice";
import { noticeHtml } from "./notice-html";

export type Rendered = { subject: string; text: string; html: string };

/** Writes a notice as text and as HTML that say the same; the grievance contact stands in the foot of every one (Rule 9). @keeps D7.6 */
export function renderNotice(kind: NoticeKind, language: Language, words: Words): Rendered {
  const say = sayerOf(language);
  const name = letterFor(kind, words);
  const letter: Letter = messagesOf(language).mail.letters[name];
  const values = valuesFor(say, kind, words);
  const subject = say(`letters.${name}.subject`, values);
  // A line that says nothing here is left out: what a mail says only sometimes is a choice within its message.
  const [first = "", ...rest] = letter.lines.map((_line, index) => say(`letters.${name}.lines.${index}`, values)).filter(Boolean);
  const code = CODED.has(kind) ? words.code : undefined;
  const url = words[BUTTONS[kind] ?? "certificateUrl"];
  const button = BUTTONS[kind] && url ? { label: say(`letters.${name}.button`, values), url } : undefined;
  const greeting = words.ownerName ? say("greeting", { name: words.ownerName }) : say("greetingNobody");
  const foot = say("grievance", { contact: noticeEnv().GRIEVANCE_CONTACT });
  const closing = say("closing");
  const textParts = [greeting, first, code, button && `${button.label}: ${button.url}`, ...rest, closing, `-- \n${foot}`];
  const text = `${textParts.filter(Boolean).join("\n\n")}\n`;
  return { subject, text, html: noticeHtml({ language, subject, greeting, first, code, button, rest, closing, foot }) };
}

type Values = Record<string, string | number | boolean>;
type Say = (key: string, values?: Values) => string;
/** The lines of a mail are counted, not named, so their keys are put together here; that each exists is checked with the messages. */
const sayerOf = (language: Language): Say => translator(language, "mail") as unknown as Say;

function valuesFor(say: Say, kind: NoticeKind, { refund, because, ...words }: Words): Values {
  const { purgeDueAt, isHeld } = words;
  return {
    ...words,
    because: becauseSentence(say, BECAUSE[kind] ?? "rejections", because),
    lastDay: say("lastDay", { purgeDueAt, isHeld }),
    comeBack: say("comeBack"),
    lookedAfter: say("lookedAfter"),
    hasCertificate: words.certificateUrl !== "",
    hasPage: words.caseUrl !== "",
    hours: REFUND_DECISION_HOURS,
    refund: refund.number,
    amount: refund.amount,
    credits: refund.credits,
    tax: refund.tax,
    invoice: refund.invoice,
    bankReference: refund.bankReference,
    creditNote: refund.creditNote,
    hasCredits: refund.credits !== "",
    hasTax: refund.tax !== "",
    hasBankReference: refund.bankReference !== "",
    hasCreditNote: refund.creditNote !== "",
  };
}

type Reasons = "declines" | "rejections" | "closings";
const BECAUSE: Partial<Record<NoticeKind, Reasons>> = { refund_declined: "declines", grievance_closed: "closings" };
const becauseSentence = (say: Say, of: Reasons, because: string): string =>
  Object.hasOwn(messagesOf(DEFAULT_LANGUAGE).mail[of], because) ? say(`${of}.${because}`) : because;

/** The sentence a requester will read for a reason, so that the agent can read it before sending it; empty for one that is none. */
export const rejectionSentence = (because: string, language: Language): string =>
  Object.hasOwn(messagesOf(language).mail.rejections, because) ? sayerOf(language)(`rejections.${because}`) : "";

/** What the comparison before a return found, in the reader's language, numbers grouped as that language groups them. A mail from before rows were counted knows none. */
export function comparedSentence(language: Language, tables: number, rows: number | null): string {
  const say = sayerOf(language);
  return say("compared", { tables, found: rows === null ? "" : say("found", { rows }) });
}
