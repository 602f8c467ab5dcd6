import type { ApprovalView } from "@/server/approval/approval";

type View = { view: ApprovalView; title: string; says: string; empty: string; emptySays: string };

/** The ways to look at what takes a second person. */
export const VIEWS: readonly View[] = [
  {
    view: "waiting",
    title: "Waiting for me",
    says: "What you may be the second person for, for 48 hours each",
    empty: "Nothing waits for you",
    emptySays: "What colleagues ask for, and your role may agree to, would be here.",
  },
  {
    view: "mine",
    title: "Created by me",
    says: "What you asked a second person for, and what became of it",
    empty: "You have asked for nothing",
    emptySays: "What you ask a second person for would be here, with who answered.",
  },
  {
    view: "history",
    title: "History",
    says: "What was agreed to, declined, void or lapsed",
    empty: "Nothing has ended yet",
    emptySays: "Every question to a second person stays in the book, newest first.",
  },
];

export const viewFrom = (asked: string | null): View => VIEWS.find((one) => one.view === asked) ?? (VIEWS[0] as View);
export const searchOf = (view: ApprovalView): string => (view === "waiting" ? "" : `?view=${view}`);
