import type { OrderView } from "@/server/grievance/order.queries";

export type View = { view: OrderView; title: string; says: string; empty: string; emptySays: string };

/** The ways to look at the officer's orders. */
export const VIEWS: readonly View[] = [
  {
    view: "waiting",
    title: "Waiting",
    says: "What the grievance officer ordered and nobody has taken yet, by what is due first",
    empty: "Nothing waits to be taken",
    emptySays: "What the officer orders about a request, a refund or a tenant appears here, and on its own page.",
  },
  {
    view: "mine",
    title: "Taken by me",
    says: "Orders that you took on, by what is due first",
    empty: "You have taken no order",
    emptySays: "Take one of those that wait, and it is here until it ends.",
  },
  {
    view: "open",
    title: "All open",
    says: "Every open order, taken or not, by what is due first",
    empty: "No order is open",
    emptySays: "What the officer orders stays here until it ends.",
  },
  {
    view: "ended",
    title: "Ended",
    says: "Orders that were carried out, not carried out, taken back, or lapsed; newest first",
    empty: "No order has ended yet",
    emptySays: "Each order stays in the book with how it ended.",
  },
];
