/** Whose masked value somebody of ours asks for, by the id of the tenant, the member, the request, the letter or the case. */
export const PEOPLE = ["tenant_owner", "member", "requester", "letter_sender", "grievance_person"] as const;
export const FIELDS = ["email", "name", "phone", "postal"] as const;

/** Why a masked value is shown (A2). The list is short so that it can be counted and asked about. */
export const REVEAL_REASONS = ["deciding_request", "answering_person", "paying_refund", "finding_fault", "asked_by_authority"] as const;

/** So many values are shown to one person of ours within an hour; work needs a few, copying a register needs thousands. */
export const REVEALS_AN_HOUR = 30;

export type Revealing = {
  of: (typeof PEOPLE)[number];
  subjectId: string;
  field: (typeof FIELDS)[number];
  because: (typeof REVEAL_REASONS)[number];
};
