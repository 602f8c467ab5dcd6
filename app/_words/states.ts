import { ArrowLeftRight, Ban, CalendarClock, CircleDot, Flame, type LucideIcon, MailQuestion, ShieldCheck, Undo2 } from "lucide-react";
import type { State } from "@/server/deletion/lifecycle";

/** How a state looks and what it means, in one place: a word, a shape, a colour. */
export const STATE_MARKS: Record<State, { word: string; icon: LucideIcon; look: string; means: string }> = {
  received: {
    word: "received",
    icon: MailQuestion,
    look: "bg-received-ground text-received",
    means: "A request has arrived. It waits for evidence and a decision.",
  },
  verified: {
    word: "verified",
    icon: ShieldCheck,
    look: "bg-verified-ground text-verified",
    means: "We believe the owner asked. The tenant is still active.",
  },
  retained: {
    word: "retained",
    icon: CalendarClock,
    look: "bg-retained-ground text-retained",
    means: "The tenant is locked out and sealed; its 30 days are running.",
  },
  purging: {
    word: "purging",
    icon: Flame,
    look: "bg-purging-ground text-purging",
    means: "The data is being erased. This can only be finished.",
  },
  purged: {
    word: "purged",
    icon: CircleDot,
    look: "bg-purged-ground text-purged line-through",
    means: "Everything was erased, and an independent recount found nothing.",
  },
  rejected: { word: "rejected", icon: Ban, look: "bg-purged-ground text-purged", means: "The request was turned down with a reason." },
  withdrawn: { word: "withdrawn", icon: Undo2, look: "bg-purged-ground text-purged", means: "The owner took the request back." },
  reactivated: {
    word: "reactivated",
    icon: ArrowLeftRight,
    look: "bg-verified-ground text-verified",
    means: "The owner came back within the 30 days.",
  },
};

export const STATE_ORDER: readonly State[] = [
  "received",
  "verified",
  "retained",
  "purging",
  "purged",
  "rejected",
  "withdrawn",
  "reactivated",
];
