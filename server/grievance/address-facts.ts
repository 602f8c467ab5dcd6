/** What a second person agrees to before a profile gets another address (A3). The database builds the same text, so its order stands. */
export const addressFacts = (facts: {
  grievanceId: string;
  memberId: string;
  emailBefore: string | null;
  emailAfter: string;
  version: number;
}) => ({
  grievanceId: facts.grievanceId,
  memberId: facts.memberId,
  emailBefore: facts.emailBefore,
  emailAfter: facts.emailAfter,
  version: facts.version,
});
