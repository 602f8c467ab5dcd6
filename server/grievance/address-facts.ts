/**
 * What a second person agrees to before a profile gets another address (A3). The database builds the same text, so its order stands.
 * `askedId` is the message that asks for it: random and erased with the tenant, so that the hash, which is kept, lets nobody guess addresses.
 */
export const addressFacts = (facts: {
  grievanceId: string;
  memberId: string;
  askedId: string;
  emailBefore: string | null;
  emailAfter: string;
  version: number;
}) => ({
  grievanceId: facts.grievanceId,
  memberId: facts.memberId,
  askedId: facts.askedId,
  emailBefore: facts.emailBefore,
  emailAfter: facts.emailAfter,
  version: facts.version,
});
