import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endConsents } from "@/server/consent/end-consents";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnCase, type Officer } from "./act-on-case";

/**
 * An officer ends the consents of who asked for it (G5), as one press on their own pages would; that it was done stands in the book, and
 * the answer says so. Throws `desk_not_consent`, `desk_no_member`, `desk_no_consent`, and what `actOnCase` throws.
 */
export async function endConsent(
  deps: Deps,
  actor: Officer,
  { grievanceId, seenVersion }: { grievanceId: string; seenVersion: number },
): Promise<{ answers: number }> {
  return actOnCase(
    deps,
    actor,
    grievanceId,
    "end_consent",
    async ({ tx, now, case: { kind, tenantId, memberId } }) => {
      if (kind !== "consent") throw new Refusal("desk_not_consent");
      if (!tenantId || !memberId) throw new Refusal("desk_no_member");
      const answers = await endConsents(tx, { tenantId, memberId, now });
      if (answers === 0) throw new Refusal("desk_no_consent");
      await recordAuditEvent(tx, "grievance.consent_ended", actor, { tenantId }, { grievanceId, answers });
      return { answers };
    },
    seenVersion,
  );
}
