import type { Messages } from "@/server/language/messages";
import type { NoticeKind } from "./notice";

/** What a mail says of one refund; empty where a thing is not known or not so. */
export type RefundWords = {
  number: string;
  amount: string;
  /** What the credits are worth that were taken for it, and the tax on top of them. */
  credits: string;
  tax: string;
  /** The order's invoice. */
  invoice: string;
  bankReference: string;
  creditNote: string;
  /** The bank returned the money after it had been paid. */
  isReversed: boolean;
};

/** What a mail may say: all of it strings that are ready to show. */
export type Words = {
  ownerName: string;
  organisation: string;
  number: string;
  code: string;
  confirmUrl: string;
  deactivatedAt: string;
  purgeDueAt: string;
  purgedAt: string;
  erasedFrom: string;
  because: string;
  /** What the comparison before a return found, as a sentence. */
  compared: string;
  /** Whether a legal order keeps data beyond the window: then nothing may claim that everything goes on that day. */
  isHeld: boolean;
  /** Where the certificate of a purge can be seen; empty when it has none. */
  certificateUrl: string;
  /** The owner's pages. */
  accountUrl: string;
  /** The case on the owner's pages; empty for whoever cannot read it there. */
  caseUrl: string;
  /** Until when an archive can be fetched, and by when a grievance is answered. */
  expiresAt: string;
  grievanceNumber: string;
  answerDueAt: string;
  /** That instant is over when the mail is written: nothing may promise an answer by it. */
  isLate: boolean;
  /** To officers: nobody has told the person yet that it has arrived. */
  isUnacknowledged: boolean;
  /** Words that somebody wrote, of the officer or of a person that is routed on; empty in every other mail. */
  message: string;
  /** Codes, for which the language has words. */
  outcome: string;
  told: string;
  role: string;
  field: string;
  /** The page of the console that it is about. */
  consoleUrl: string;
  refund: RefundWords;
};

/** What the messages of a mail are: the subject says the fact and the date, the first line repeats it, one button at most. */
export type Letter = { subject: string; lines: string[]; button?: string };
type LetterName = keyof Messages["mail"]["letters"];

/** The mails that carry a code, and where the button of a mail leads. Each of them has its words in every language. */
export const CODED: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  "confirm_deletion",
  "confirm_return",
  "sign_in_code",
  "leave_code",
  "come_back_code",
]);
export const BUTTONS: Partial<Record<NoticeKind, "confirmUrl" | "certificateUrl" | "accountUrl" | "caseUrl" | "consoleUrl">> = {
  confirm_deletion: "confirmUrl",
  confirm_return: "confirmUrl",
  deactivated: "accountUrl",
  seven_days_left: "accountUrl",
  two_days_left: "accountUrl",
  purged: "certificateUrl",
  export_ready: "accountUrl",
  export_failed: "accountUrl",
  grievance_received: "accountUrl",
  grievance_message: "caseUrl",
  grievance_decided: "caseUrl",
  grievance_closed: "caseUrl",
  grievance_escalated: "consoleUrl",
  operator_invited: "consoleUrl",
};

/** Under which name the words of a mail stand. A refund whose money the bank returned says something else than one that was never paid. */
export function letterFor(kind: NoticeKind, { refund }: Pick<Words, "refund">): LetterName {
  // A kind without words does not compile.
  const name: LetterName = kind;
  return name === "refund_returned" && refund.isReversed ? "refund_sent_back" : name;
}
