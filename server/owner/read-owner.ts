import type { MemberRole } from "@/prisma/generated/enums";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";

/** How long a sign-in to the owner's pages counts. */
export const OWNER_SESSION_HOURS = 12;

/** Who is signed in to the owner's pages: a person of a tenant, whether or not they are its owner. */
export type SignedInMember = {
  sessionId: string;
  id: string;
  tenantId: string;
  email: string;
  name: string;
  role: MemberRole;
  language: string;
};

/**
 * Who holds this session of the owner's pages, read from the database each time: who stopped being the owner a second ago is not
 * the owner now, and a session from before the address changed proves nothing about the new one (S4). Null: nobody.
 */
export async function readOwner(deps: Deps, session: { ownerSessionId?: string } | null): Promise<SignedInMember | null> {
  if (!session?.ownerSessionId) return null;
  const row = await deps.db.ownerSession.findUnique({ where: { id: session.ownerSessionId } });
  if (!row || row.endedAt) return null;
  if (later(row.signedInAt, OWNER_SESSION_HOURS * HOUR_MS) <= (await deps.clock.now(deps.db))) return null;
  const member = await deps.db.teamMember.findUnique({ where: { tenantId_id: { tenantId: row.tenantId, id: row.memberId } } });
  if (!member || (member.emailChangedAt && member.emailChangedAt >= row.signedInAt)) return null;
  const { id, tenantId, email, name, role } = member;
  return { sessionId: row.id, id, tenantId, email, name, role, language: row.language };
}
