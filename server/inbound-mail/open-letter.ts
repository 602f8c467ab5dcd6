import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { refuseInvolved } from "@/server/grievance/refuse-involved";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import type { ReadingReason } from "./reading-reason";
import { tenantAskingRefund } from "./refund-letter";

/**
 * Shows one letter as text, with its raw facts, to somebody who may read letters, and writes down that it was read and what for (A1).
 * A letter that is at the grievance desk is the desk's to read (G1): `seesCases` false, it is not found, or without its words where a refund
 * can be written down by it; and `desk_involved` is thrown for whoever had a hand in what its case is about. Throws `NotFound`.
 */
export async function openLetter(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  { letterId, because }: { letterId: string; because: ReadingReason },
  seesCases: boolean,
) {
  return refuseInvolved(deps, actor, "read_letter", async (tx, refuse) => {
    const letter = await tx.inboundMail.findUnique({ where: { id: letterId }, omit: { raw: true } });
    if (!letter) throw new NotFound("letter");
    const isAtDesk = letter.grievanceId !== null && !seesCases;
    const refundTenantId = tenantAskingRefund(letter);
    if (isAtDesk && !refundTenantId) throw new NotFound("letter");
    if (letter.grievanceId && seesCases) await refuse(letter.grievanceId);
    await recordAuditEvent(tx, "letter.read", actor, { tenantId: letter.tenantId, requestId: letter.requestId }, { letterId, because });
    return {
      id: letter.id,
      receivedAt: letter.receivedAt,
      from: letter.fromAddress,
      /** Its words are the grievance desk's to read. */
      isAtDesk,
      subject: isAtDesk ? null : letter.subject,
      text: isAtDesk ? null : letter.text,
      bytes: letter.bytes,
      intent: letter.intent,
      outcome: letter.outcome,
      refundTenantId,
      /** Whom it is about, believed or not. */
      aboutTenantId: letter.aboutTenantId,
      asideReason: letter.asideReason,
      sender: letter.sender,
      reasons: (letter.reasons ?? []) as { code: string; sentence: string }[],
      facts: letter.facts,
      peer: { ip: letter.peerIp, helo: letter.helo, mailFrom: letter.mailFrom },
    };
  });
}
