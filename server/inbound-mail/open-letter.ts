import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { tenantAskingRefund } from "./refund-letter";

/** Shows one letter as text to somebody who may read letters, and writes down that it was read (A1). Throws `NotFound`. */
export async function openLetter(deps: Deps, actor: { kind: "operator"; id: string }, letterId: string) {
  return deps.db.$transaction(async (tx) => {
    const letter = await tx.inboundMail.findUnique({ where: { id: letterId }, omit: { raw: true } });
    if (!letter) throw new NotFound("letter");
    await recordAuditEvent(tx, "letter.read", actor, { tenantId: letter.tenantId, requestId: letter.requestId }, { letterId });
    return {
      id: letter.id,
      receivedAt: letter.receivedAt,
      from: letter.fromAddress,
      subject: letter.subject,
      text: letter.text,
      bytes: letter.bytes,
      intent: letter.intent,
      outcome: letter.outcome,
      refundTenantId: tenantAskingRefund(letter),
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
