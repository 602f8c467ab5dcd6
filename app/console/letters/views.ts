export type View = {
  outcome: "all" | "queued" | "refunds" | "unmatched" | "set_aside";
  title: string;
  says: string;
  empty: string;
  emptySays: string;
};

/** The ways to look at the letters. */
export const VIEWS: readonly View[] = [
  {
    outcome: "all",
    title: "All",
    says: "Everything that arrived at the support addresses, newest first",
    empty: "No letter has arrived yet",
    emptySays: "Mail to the support addresses appears here within seconds, examined.",
  },
  {
    outcome: "queued",
    title: "Wait for a person",
    says: "Letters that nobody has to be locked out for, but somebody has to answer",
    empty: "No letter waits for a person",
    emptySays: "Refunds, complaints and letters of a tenant's own customers would be here.",
  },
  {
    outcome: "refunds",
    title: "Ask for a refund",
    says: "Letters of owners who ask for money back, and nobody has written it down yet; it counts as asked when it arrived",
    empty: "No letter asks for a refund",
    emptySays: "Letters of the last 30 days that are proven to be an owner's and ask for money back would be here.",
  },
  {
    outcome: "unmatched",
    title: "Not recognised",
    says: "Letters that fit no tenant, and old ones sent again; erased after 30 days",
    empty: "Every letter was recognised",
    emptySays: "A letter that fits no tenant, or an old one that was sent again, would be here.",
  },
  {
    outcome: "set_aside",
    title: "Kept aside",
    says: "Letters that were too large, unreadable or going round in circles; kept, with the reason",
    empty: "No letter was kept aside",
    emptySays: "A letter that is too large, unreadable or going round in circles would be here.",
  },
];
