import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type Revealing = inferRouterInputs<AppRouter>["person"]["reveal"];

export const FIELD_WORDS: Record<Revealing["field"], string> = {
  email: "the e-mail address",
  name: "the name",
  phone: "the telephone number",
  postal: "the postal address",
};

/** Why somebody of ours has a masked value shown. */
export const REVEAL_REASON_WORDS: Record<Revealing["because"], string> = {
  deciding_request: "To decide about a request",
  answering_person: "To answer the person",
  paying_refund: "To pay a refund",
  finding_fault: "To find a fault",
  asked_by_authority: "An authority asks for it",
};

/** The same, and what is shown only in order to agree to it. */
export const SHOWN_FOR_WORDS: Record<string, string> = { ...REVEAL_REASON_WORDS, agreeing_to_address: "To agree to another address" };

export const PERSON_WORDS: Record<Revealing["of"], string> = {
  tenant_owner: "an owner",
  member: "a member of a team",
  requester: "whoever made a request",
  letter_sender: "whoever sent a letter",
  grievance_person: "whoever complained",
};

/** What a letter was opened for, as the book's sentence goes on. */
export const READING_WORDS: Record<string, string> = {
  sorting_mail: "to sort the mail",
  deciding_request: "to decide about a request",
  deciding_refund: "to decide about a refund",
  answering_case: "to answer a case",
};
