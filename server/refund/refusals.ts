/** Every reason this room says no: the sentence, and what to do about it. The clause stands with it where a policy says it. */
export const REFUSALS = {
  // Eligibility (R1)
  asked_too_late: "This was asked more than 7 × 24 hours after the purchase. D§5 allows a refund within 7 days of purchase.",
  asked_before_purchase: "This was asked before the purchase was made, so it was asked about something else.",
  asked_after_deactivation: "This was asked after the account was deactivated. Credits cannot be refunded after deletion (D§5).",
  purchase_too_old: "The payment is more than six months old. The gateway takes no refund for it any more.",
  plan_fee: "A plan fee buys no credits, so there is nothing unused that could be paid back (R1).",
  nothing_left_paid:
    "Everything that was paid for this purchase has been paid back or is on its way, from here or from the gateway's own dashboard.",
  credits_used:
    "None of the credits of this purchase are left: they were used, or paid back with another purchase. Only unused purchased credits are paid back; granted ones never (R1).",
  less_than_least: "What is left is less than ₹1.00, the least that a gateway pays back.",
  tenant_gone: "This tenant has been erased. Its purchases are anonymous now, and nothing can be paid back.",
  purchase_unknown: "This purchase is not one of the tenant's.",
  // Amounts
  amount_too_high: "At most {most} can be paid back now. Choose a lower amount.",
  amount_too_low: "A gateway pays back ₹1.00 or more.",
  amount_unclear: "This is not an amount in rupees. Write it like 1,250.50.",
  nothing_changed: "Nothing is changed yet. Choose another amount or reason.",
  // Moves
  paused_by_order:
    "The grievance officer ordered a pause: our people decide nothing here until it is lifted, at most for 7 days. The owner can still act.",
  refund_not_requested: "This refund is decided already. What was granted is not changed afterwards.",
  refund_not_granted: "This refund is not waiting to be paid out.",
  refund_not_under_way: "The gateway has nothing of this refund that could be asked about.",
  refund_changed: "Somebody changed this refund meanwhile. Look at it again before you decide.",
  already_proposed: "Somebody proposed this grant already. Other people have to agree.",
  not_proposed: "Nobody has proposed this grant in the last 48 hours, or it was changed since.",
  own_grant: "You proposed this grant, or wrote down or changed what is asked. Somebody else has to agree (A3).",
  already_agreed: "You have agreed to this grant already. Another person has to.",
  already_asked: "{refund} asks for money of this purchase already, and waits for a decision. Change that one instead.",
  letter_used: "{refund} was written down by this letter already. Change that one, or decline it first.",
  letter_not_usable: "This letter is not a refund request from the owner of this tenant.",
  no_trouble: "Nothing about this refund waits for a person any more.",
  still_open: "This is not over yet. It ends by itself when the gateway gives a straight answer; ask it now, or look into its dashboard.",
  not_to_be_retried: "Only a refund that failed, and about which the gateway never gave a doubtful answer, is tried again.",
  gateway_says_otherwise:
    "The gateway does not say that nothing was paid. What it said has been taken over: look at the refund again before anything else is paid.",
  gateway_not_sure:
    "The gateway cannot say at this moment that nothing was paid, so nothing is paid a second time. Try again when it has answered.",
  original_paid: "Another try of this refund was paid or is on its way. One wish is paid once.",
  retried_already: "This refund is being tried again already.",
  difference_ended: "This difference is settled already.",
  gateway_not_set_up: "This console has no credentials for the payment gateway of this purchase. An administrator has to set them.",
  bands_make_no_sense:
    "The amount for one person is not above the one for two, neither is below nothing, and neither is above ₹1,00,00,000.",
  bands_are_the_owners: "Only the owner of the database sets the bands. Run this with the DATABASE_URL that deploys.",
  export_too_long: "Choose one financial year, or at most twelve months.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
