import type { OrderRow } from "@/app/_trpc/answers";
import { refundName } from "./refunds";
import { requestName } from "./words";

type Kind = OrderRow["kind"];

export const ORDER_WORDS: Record<Kind, { name: string; means: string; todo: string }> = {
  pause_act: {
    name: "Pause",
    means:
      "From now on our people decide nothing about it; each attempt is written down. The owner can still act. The 30 days are neither shorter nor longer: a pause is no hold. It ends when you lift it, when the case is decided, and after 7 days at the latest.",
    todo: "A support lead acknowledges it, so that everybody knows. Nobody of ours decides about this until it is lifted.",
  },
  review_refund: {
    name: "Review of a refund",
    means: "Somebody of support who had no hand in it looks again within 7 days, and says what came of it.",
    todo: "Take it, look at the refund again, do what has to be done there, and say here what came of it.",
  },
  reactivate: {
    name: "Reactivation",
    means:
      "It stands for the owner's confirmation. Somebody of support lets the tenant back in, by the usual way: inside the 30 days, and only when the sealed data is what it was. The owner is told.",
    todo: "Open the request and reactivate the tenant there. The owner need not confirm; the sealed data is compared as always. This order ends by itself with that.",
  },
  place_hold: {
    name: "Legal hold",
    means: "It holds from now on. A second person has 48 hours to agree; otherwise it lapses.",
    todo: "Open the hold: a second person agrees or declines there. This order ends by itself with that.",
  },
};

/** Why a way back was ordered although nobody proved that the owner asks. */
export const GROUND_WORDS: Record<NonNullable<OrderRow["ground"]>, { title: string; more: string }> = {
  court_order: { title: "A court or an authority ordered it", more: "Its order lies before you, and names this tenant." },
  proven_otherwise: { title: "The owner was proven in another way", more: "By papers, or by a call back to a number on record." },
  our_mistake: { title: "It was our mistake", more: "The deactivation itself was wrong, whoever asks." },
};
/** "ordered although nobody proved that the owner asks: it was our mistake". */
export const groundWords = (ground: NonNullable<OrderRow["ground"]>): string =>
  `ordered although nobody proved that the owner asks: ${GROUND_WORDS[ground].title.replace(/^./, (first) => first.toLowerCase())}`;

/** After the officer's name, in a timeline. */
export const GIVEN_WORDS: Record<string, string> = {
  pause_act: "ordered a pause",
  review_refund: "ordered a review of the refund",
  reactivate: "ordered that the tenant is let back in",
  place_hold: "ordered a legal hold",
};

/** "Reactivation, DR-2041". */
export function orderTitle({ kind, requestNumber, refundNumber }: Pick<OrderRow, "kind" | "requestNumber" | "refundNumber">): string {
  const { name } = ORDER_WORDS[kind];
  if (requestNumber !== null) return `${name}, ${requestName(requestNumber)}`;
  return refundNumber === null ? name : `${name}, ${refundName(refundNumber)}`;
}

export const STATE_WORDS: Record<OrderRow["state"], string> = {
  open: "open",
  done: "done",
  declined: "not carried out",
  withdrawn: "taken back",
  lapsed: "lapsed",
};

export const REVIEW_END_WORDS = {
  kept: "The decision stands",
  new_refund_lodged: "A new refund was written down",
  amount_corrected: "The amount was corrected",
} as const;

export const ORDER_DECLINE_WORDS = {
  data_differs: "The sealed data is not what it was",
  person_objects: "The owner does not want it",
  settled_already: "It is settled already",
  not_possible: "It cannot be done",
} as const;

const END_WORDS: Record<string, string> = {
  ...REVIEW_END_WORDS,
  ...ORDER_DECLINE_WORDS,
  came_back: "the tenant is back",
  agreed: "a second person agreed to the hold",
  declined: "the hold was declined",
  lapsed: "nobody agreed to the hold within 48 hours",
  released: "the hold was released",
  lifted: "the officer lifted it",
  renewed: "ordered anew",
  case_over: "the case was decided or closed",
  seven_days_over: "its 7 days were over",
  nothing_to_pause: "there was nothing left to pause",
  window_closed: "the 30 days were over",
  officer_left: "who ordered it is no grievance officer any more",
};

export const endedWords = (because: string): string =>
  (END_WORDS[because] ?? because.replaceAll("_", " ")).replace(/^./, (first) => first.toLowerCase());
export const orderEndWords = (state: string, because: string): string =>
  `${STATE_WORDS[state as OrderRow["state"]] ?? state}, ${endedWords(because)}`;
