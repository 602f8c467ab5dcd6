/**
 * The words under which consent to counting is asked for. A new text is a new question: an answer to an older one counts nobody.
 * @keeps C2.10
 */
export const CONSENT_TEXT_VERSION = "2026-11-25";

/** Where somebody answered: under the question itself, at the foot of any page, on the page about cookies. */
export const ANSWER_PLACES = ["banner", "foot", "cookie_page"] as const;
export type AnswerPlace = (typeof ANSWER_PLACES)[number];

/** Who was never asked, or about another text, is `unanswered` and not counted; who took a yes back has `withdrawn` it and is not asked again. */
export type ConsentState = "given" | "refused" | "withdrawn" | "unanswered";

export type Answer = { isGiven: boolean; textVersion: string; answeredAt: Date; endedAt: Date | null };

/** What somebody's newest answer means now (C2). */
export function consentState(newest: Answer | null): ConsentState {
  if (newest?.textVersion !== CONSENT_TEXT_VERSION) return "unanswered";
  if (newest.endedAt) return newest.isGiven ? "withdrawn" : "refused";
  return newest.isGiven ? "given" : "refused";
}

/** Everything that is counted, by the part of the owner's pages it belongs to: pages opened, and acts done there. Nothing else is ever counted. */
const PARTS = { "/account": "home", "/account/leave": "leave", "/account/export": "export", "/account/rights": "rights" } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];
export type Feature = `${Part}_${"opened" | "acted"}`;

export const FEATURES: readonly Feature[] = Object.values(PARTS).flatMap((part): Feature[] => [`${part}_opened`, `${part}_acted`]);

/** Which feature a page's address stands for: "/account/rights/GR-1001" is the part "rights". Null: it is not counted. */
export function featureOf(path: string, use: "opened" | "acted"): Feature | null {
  const at = /^\/account(?:\/[a-z-]+)?/.exec(path)?.[0];
  return at && at in PARTS ? `${PARTS[at as keyof typeof PARTS]}_${use}` : null;
}
