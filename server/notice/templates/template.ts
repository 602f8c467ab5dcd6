import type { NoticeKind } from "../notice";

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
  tables: string;
};

/** A mail before it has a shape: the subject says the fact and the date, the first line repeats it, one button at most. */
export type Letter = { subject: string; lines: string[]; code?: string; button?: { label: string; url: string } };
export type Templates = {
  letters: { [Kind in NoticeKind]: (words: Words) => Letter };
  /** Why a request was turned down, as the requester reads it. */
  rejections: Record<string, string>;
  greeting: (name: string) => string;
  closing: string;
  grievance: (contact: string) => string;
};
