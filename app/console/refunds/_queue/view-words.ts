import type { QueueView } from "../views";

type Words = { says: string; empty: string; emptySays: string };

/** What each view of the queue shows, and what it means when it shows nothing. */
export const VIEW_WORDS: Record<QueueView, Words> = {
  to_decide: {
    says: "Asked for, and nobody has proposed anything yet",
    empty: "No refund waits for a decision",
    emptySays: "Owners ask by mail or by telephone. Write a refund down from its tenant's page, or with the key n.",
  },
  to_approve: {
    says: "Proposed, and other people have to agree within 48 hours",
    empty: "Nothing waits for agreement",
    emptySays: "Grants above what one person decides alone would be here; yours to approve come first.",
  },
  at_gateway: {
    says: "Granted and on their way to the owner's bank",
    empty: "No money is on its way",
    emptySays: "A granted refund is paid out by itself and stays here until its gateway has answered.",
  },
  needs_person: {
    says: "Failed, came back, or nobody knows",
    empty: "Nothing needs a person",
    emptySays: "Refunds that failed, were reversed, or that a gateway does not answer about would be here, longest first.",
  },
  done: {
    says: "Paid, declined, or closed after a failure",
    empty: "No refund is over yet",
    emptySays: "Refunds that were paid, declined or closed would be here, newest first.",
  },
};
