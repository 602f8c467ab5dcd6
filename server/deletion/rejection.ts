/** Why a request can be rejected; each is a sentence that the requester gets (server/notice/templates). */
export const REJECTIONS = ["sender_not_proven", "not_the_owner", "account_unclear", "not_a_deletion", "owner_changed_mind"] as const;
export type Rejection = (typeof REJECTIONS)[number];
