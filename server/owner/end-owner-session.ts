import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { memberActor } from "./member-actor";
import type { SignedInMember } from "./read-owner";

type Where = "here" | "everywhere";

/**
 * Signs somebody out of the owner's pages, in this browser or in every one (C1): from then on the cookies are worth nothing, wherever a
 * copy of them is. Whoever is signed out already stays so.
 */
export async function endOwnerSession(deps: Deps, member: SignedInMember | null, where: Where): Promise<void> {
  if (!member) return;
  const { sessionId, tenantId, id: memberId } = member;
  await deps.db.$transaction(async (tx) => {
    const endedAt = await deps.clock.now(tx);
    const which = where === "here" ? { id: sessionId } : {};
    const { count } = await tx.ownerSession.updateMany({
      where: { ...which, tenantId, memberId, endedAt: null },
      data: { endedAt, endedBecause: where === "here" ? "signed_out" : "signed_out_everywhere" },
    });
    if (count > 0) await recordAuditEvent(tx, "owner.signed_out", memberActor(member), { tenantId }, { sessions: count });
  });
}
