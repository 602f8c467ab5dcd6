import type { Tx } from "@/server/lib/db";

/** Writes down that a person of a tenant has signed in, and answers with the session's id, which is all that the cookie carries. */
export async function beginOwnerSession(
  tx: Tx,
  member: { tenantId: string; id: string; language: string },
  signedInAt: Date,
): Promise<string> {
  const { tenantId, id: memberId, language } = member;
  const session = await tx.ownerSession.create({ data: { tenantId, memberId, language, signedInAt }, select: { id: true } });
  return session.id;
}
