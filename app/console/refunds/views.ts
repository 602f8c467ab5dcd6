export const QUEUE_VIEWS = ["to_decide", "to_approve", "at_gateway", "needs_person", "done"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export const VIEW_TITLES: Record<QueueView, string> = {
  to_decide: "To decide",
  to_approve: "To approve",
  at_gateway: "At the gateway",
  needs_person: "Needs a person",
  done: "Done",
};

export const QUEUE = "/console/refunds";
/** What stands beside the queue: the documents, and where our book and a gateway disagree. */
export const BESIDE = [
  { href: `${QUEUE}/credit-notes`, title: "Credit notes" },
  { href: `${QUEUE}/differences`, title: "Differences" },
] as const;

export const viewFrom = (asked: string | null): QueueView => QUEUE_VIEWS.find((view) => view === asked) ?? "to_decide";
export const searchOf = (view: QueueView): string => (view === "to_decide" ? "" : `?view=${view}`);
export const viewHref = (view: QueueView): string => `${QUEUE}${searchOf(view)}`;
