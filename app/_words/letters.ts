import type { LetterRow } from "@/app/_trpc/answers";

type Outcome = NonNullable<LetterRow["outcome"]>;
type Intent = NonNullable<LetterRow["intent"]>;
type Sender = NonNullable<LetterRow["sender"]>;

/** What became of a letter. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  opened_request: "Opened a request",
  attached: "Added to the open request",
  asked_to_return: "Asked to come back",
  answered_member: "Told to ask the owner",
  routed_end_user: "A tenant's own customer: no case yet",
  queued: "Waits for a person",
  opened_case: "Opened a case of the grievance desk",
  added_to_case: "Added to a case of the grievance desk",
  routed_to_tenant: "A tenant's own customer: passed on to the tenant",
  unmatched: "No tenant recognised; kept 30 days",
  replayed: "An old letter sent again; nothing opened",
  set_aside: "Kept aside unread",
};

export const INTENT_WORDS: Record<Intent, string> = {
  deletion: "delete the account",
  reactivation: "come back",
  refund: "a refund",
  grievance: "a complaint",
  end_user: "a tenant's customer",
  other: "something else",
};

/** What a letter is about; null until it has been examined. */
export const intentWords = ({ intent }: { intent: Intent | null }): string => (intent ? INTENT_WORDS[intent] : "not examined yet");

export const SENDER_WORDS: Record<Sender, { word: string; look: string }> = {
  passed: { word: "sender proven", look: "bg-verified-ground text-verified" },
  failed: { word: "not from there", look: "bg-purging-ground text-purging" },
  inconclusive: { word: "sender unknown", look: "bg-retained-ground text-retained" },
};

export const ASIDE_WORDS: Record<string, string> = {
  too_large: "too large",
  unreadable: "unreadable",
  looping: "goes round in circles",
  loop: "goes round in circles",
};

/** 1536 → "1.5 KB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
