import type { HoldView } from "@/server/legal-hold/queries";

export type View = { view: HoldView; title: string; says: string; empty: string; emptySays: string };

/** The ways to look at the holds. */
export const VIEWS: readonly View[] = [
  {
    view: "open",
    title: "Open",
    says: "Orders of courts and authorities. What they cover is not deleted; everything else is, on time",
    empty: "No hold is open",
    emptySays: "A grievance officer places one from a tenant's page or a request, when an order has come in.",
  },
  {
    view: "to_agree",
    title: "Need a second person",
    says: "Placed holds that lapse, and releases that become void, if nobody answers within 48 hours",
    empty: "Nothing waits for a second person",
    emptySays: "Holds that were just placed, and releases that were asked for, would be here.",
  },
  {
    view: "to_review",
    title: "To review",
    says: "Holds whose review is at most 7 days away, or past",
    empty: "No review is due",
    emptySays: "A week before its day of review a hold appears here and on Today.",
  },
  {
    view: "ended",
    title: "Ended",
    says: "Holds that were released, declined or lapsed; the orders stay in the book",
    empty: "No hold has ended yet",
    emptySays: "Released, declined and lapsed holds would be here, newest first.",
  },
];
