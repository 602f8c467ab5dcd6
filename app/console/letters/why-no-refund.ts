type Letter = { intent: string | null; outcome: string | null; refundTenantId: string | null };

/** Why a letter that asks for money back is no ground for a refund, and what helps; null where it is one, or asks for something else. */
export function whyNoRefund(letter: Letter, lodges: boolean): { why: string; next: string } | null {
  if (letter.intent !== "refund") return null;
  if (letter.refundTenantId)
    return lodges
      ? null
      : { why: "Your role writes down no refunds.", next: "Tell a colleague in support: it counts as asked when the letter arrived." };
  switch (letter.outcome) {
    case "unmatched":
      return {
        why: "No refund can be written down by this letter: its sender belongs to no tenant that is known.",
        next: "Ask the sender to write again from the address of the account's owner.",
      };
    case "replayed":
      return {
        why: "No refund can be written down by this letter: it is an old one that was sent again.",
        next: "Look for the first one.",
      };
    case "queued":
      return {
        why: "No refund can be written down by this letter: it is not proven to be the owner's.",
        next: "A team member has to ask the owner. Ask the owner, at the address on record, to write or to call: a call is written down from the tenant's page, and the 7 days run until then.",
      };
    default:
      return null;
  }
}
