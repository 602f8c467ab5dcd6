import type { AnswerForm } from "@/app/_trpc/answers";

type Outcome = AnswerForm["outcomes"][number];
type CloseReason = AnswerForm["closeReasons"][number];
type ToldBy = AnswerForm["toldBy"][number];

export const OUTCOME_WORDS: Record<Outcome, { title: string; more: string }> = {
  upheld: { title: "Upheld", more: "They are right. Say what was or will be done." },
  partly: { title: "Upheld in part", more: "Say in what they are right, and why not in the rest." },
  refused: { title: "Refused", more: "Say why. Whoever is refused has a right to the reasons (G3)." },
};

export const CLOSE_WORDS: Record<CloseReason, { title: string; more: string }> = {
  answered_and_settled: { title: "Answered and settled", more: "Only what was answered can be settled." },
  withdrawn_by_person: { title: "Withdrawn by the person", more: "They told us that they do not go on with it." },
  no_reply: { title: "No reply", more: "We asked what we need to know and got no answer." },
  account_erased: { title: "The account is erased", more: "Nobody can be told any more, and nothing is written." },
  not_ours: { title: "Not ours", more: "It is about nothing that we do or hold." },
};

export const TOLD_WORDS: Record<ToldBy, string> = { telephone: "by telephone", post: "by post", in_person: "in person" };

export const FIELD_WORDS: Record<string, string> = {
  person_name: "Name of the person",
  person_email: "E-mail address of the person",
  person_phone: "Phone number of the person",
  organisation_name: "Name of the organisation",
  gstin: "GSTIN",
};

export const languageWords = (language: string): string => (language === "hi" ? "Hindi" : "English");

/** What was written for a reader of Hindi has no letter of it: said aloud, and not forbidden, because names and figures may stand alone. */
export const looksForeign = (language: string, text: string): boolean =>
  language === "hi" && text.trim().length > 20 && !/\p{sc=Deva}/u.test(text);

/** The beginning of an answer to whoever asked what is held: the way to the page that shows it (DPDPA s.11). */
export const summaryWords = (language: string, url: string): string =>
  language === "hi"
    ? `हमारे पास आपका क्या डेटा है, वह किसलिए है, कौन पढ़ सकता है और कब हटता है, यह आप अपने खाते के पेज पर देख सकते हैं:\n\n${url}`
    : `What we hold about you, what it is for, who can read it and when it goes, you can see on your account page:\n\n${url}`;
