import type { DeclineReason } from "@/server/refund/refund";
import type { NoticeKind } from "../notice";

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

/** What a template may say: all of it strings that are ready to show. */
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
  refund: RefundWords;
};

/** A mail before it has a shape: the subject says the fact and the date, the first line repeats it, one button at most. */
export type Letter = { subject: string; lines: string[]; code?: string; button?: { label: string; url: string } };
export type Templates = {
  letters: { [Kind in NoticeKind]: (words: Words) => Letter };
  /** Why a request was turned down, as the requester reads it. */
  rejections: Record<string, string>;
  /** Why a refund was declined, as the owner reads it, with what becomes of the credits. */
  declines: Record<DeclineReason, string>;
  /** How many tables were equal, with how many rows; a mail from before rows were counted knows none. */
  compared: (tables: number, rows: number | null) => string;
  greeting: (name: string) => string;
  closing: string;
  grievance: (contact: string) => string;
};
