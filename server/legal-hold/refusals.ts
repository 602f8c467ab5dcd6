/** Every reason this room says no; the screen shows the sentence. */
export const REFUSALS = {
  tenant_gone: "This tenant has been erased. Nothing of it is left that could be held.",
  nothing_in_scope: "Say what the order covers: at least one group of data, or everything.",
  review_not_ahead: "The review has to lie after today.",
  review_too_far: "A hold is reviewed within 90 days. Choose an earlier day.",
  hold_agreed: "A second person has agreed to this hold already.",
  hold_not_agreed: "No second person has agreed to this hold yet. A colleague can agree or decline; after 48 hours it lapses.",
  hold_lapsed: "Nobody agreed within 48 hours, so this hold has lapsed. If the order stands, place it again.",
  hold_released: "This hold was released already.",
  hold_declined: "This hold was declined already.",
  own_hold: "You placed this hold yourself. A colleague has to agree or decline.",
  own_release: "You asked for this release yourself. A colleague has to give it.",
  release_asked: "Its release has been asked for already. A second person has to give it.",
  release_not_asked: "Nobody has asked for its release in the last 48 hours. One person asks, another one releases.",
  reference_not_typed: "The reference does not match. Type it exactly as shown.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
