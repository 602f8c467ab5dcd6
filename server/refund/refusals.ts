/** Every reason this room says no: the sentence, and what to do about it. The clause stands with it where a policy says it. */
export const REFUSALS = {
  // Eligibility (R1)
  asked_too_late: "This was asked more than 7 × 24 hours after the purchase. D§5 allows a refund within 7 days of purchase.",
  asked_after_deactivation: "This was asked after the account was deactivated. Credits cannot be refunded after deletion (D§5).",
  purchase_too_old: "The payment is more than six months old. The gateway takes no refund for it any more.",
  plan_fee: "A plan fee buys no credits, so there is nothing unused that could be paid back (R1).",
  nothing_left_paid: "Everything that was paid for this purchase has been paid back or is on its way.",
  credits_used: "The credits of this purchase are used up. Only unused purchased credits are paid back; granted ones never (R1).",
  less_than_least: "What is left is less than ₹1.00, the least that a gateway pays back.",
  tenant_gone: "This tenant has been erased. Its purchases are anonymous now, and nothing can be paid back.",
  purchase_unknown: "This purchase is not one of the tenant's.",
  // Amounts
  amount_too_high: "At most {most} can be paid back now. Choose a lower amount.",
  amount_too_low: "A gateway pays back ₹1.00 or more.",
  // Moves
  refund_not_requested: "This refund is decided already. What was granted is not changed afterwards.",
  refund_not_granted: "This refund is not waiting to be paid out.",
  refund_not_under_way: "The gateway has nothing of this refund that could be asked about.",
  refund_changed: "Somebody changed this refund meanwhile. Look at it again before you decide.",
  already_proposed: "Somebody proposed this grant already. Other people have to agree.",
  not_proposed: "Nobody has proposed this grant in the last 48 hours, or it was changed since.",
  own_grant: "You proposed this grant or wrote its wish down. Somebody else has to agree (A3).",
  already_agreed: "You have agreed to this grant already. Another person has to.",
  letter_not_usable: "This letter is not a refund request from the owner of this tenant.",
  no_trouble: "Nothing about this refund waits for a person any more.",
  not_to_be_retried: "Only a refund that failed, and whose credits are back, is tried again.",
  retried_already: "This refund is being tried again already.",
  difference_ended: "This difference is settled already.",
  gateway_not_set_up: "This console has no credentials for the payment gateway of this purchase. An administrator has to set them.",
  export_too_long: "Choose one financial year, or at most twelve months.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
