import { findApproval } from "@/server/approval/ask-second-person";
import { factsSha256 } from "@/server/approval/facts-sha256";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import type { Officer } from "./act-on-case";
import { proposeCorrection } from "./propose-correction";
import { refuseInvolved } from "./refuse-involved";

export type Addresses = { before: string | null; after: string };

/**
 * Shows whoever may be the second person the two addresses that they are asked about, whole, because a look-alike would pass under a mask
 * (A3); that they were shown is written down (A2), and nobody agrees unread. `seen` is the hash on their screen. Throws `maker_is_checker`
 * for whoever asked or wrote it down, `desk_address_not_asked`, `approval_stale`, `desk_involved`, NotFound, and what `proposeCorrection` throws.
 */
export async function revealAddresses(deps: Deps, actor: Officer, grievanceId: string, seen: string): Promise<Addresses> {
  return refuseInvolved(deps, actor, "read_addresses", async (tx, refuse) => {
    await refuse(grievanceId);
    const now = await deps.clock.now(tx);
    const found = await tx.grievance.findUniqueOrThrow({ where: { id: grievanceId } });
    const { asked, facts, tenantId } = await proposeCorrection({ tx, now, case: found });
    const question = await findApproval(tx, "correct_address", grievanceId, now);
    if (!question) throw new Refusal("desk_address_not_asked");
    if ([question.makerId, found.lodgedBy, asked.writtenBy].includes(actor.id)) throw new Refusal("maker_is_checker");
    if (question.factsSha256 !== seen || factsSha256(facts) !== seen) throw new Refusal("approval_stale");
    const { memberId: subjectId, emailBefore: before, emailAfter: after } = facts;
    const shown = { of: "member", subjectId, field: "email", because: "agreeing_to_address", approvalId: question.id };
    await recordAuditEvent(tx, "person.revealed", actor, { tenantId }, shown);
    return { before, after };
  });
}

/** Whether somebody was shown what this question asks them to agree to. */
export const wereRevealed = async (tx: Tx, actor: Officer, approvalId: string): Promise<boolean> =>
  (await tx.auditEvent.count({
    where: { actorId: actor.id, type: "person.revealed", payload: { path: ["approvalId"], equals: approvalId } },
  })) > 0;
