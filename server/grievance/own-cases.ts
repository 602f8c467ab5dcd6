/**
 * The cases that the people of a tenant's pages see: what was opened there, and what they themselves wrote by mail. What a colleague
 * wrote by mail, or somebody said on the telephone, is not theirs to read (S4).
 */
export const ownCases = ({ id, tenantId }: { id: string; tenantId: string }) => ({
  tenantId,
  AND: { OR: [{ channel: "dashboard" as const }, { memberId: id }] },
});
