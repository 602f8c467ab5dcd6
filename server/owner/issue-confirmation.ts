import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { later, MINUTE_MS } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { CODE_MINUTES } from "@/server/policy/retention";
import { codeStatus, refuseNewCode } from "./code-status";
import { hashOfCode, oneTimeCode } from "./one-time-code";

type Issue = {
  purpose: "deletion" | "return";
  requestId: string;
  tenantId: string;
  now: Date;
  actor: { kind: "operator" | "owner"; id: string } | { kind: "system" };
};

/**
 * Sends a one-time code to the owner's address on file, never to where a letter came from (V3). One open code per request
 * and purpose. Throws `code_still_open` while the last one lives and `code_paused` for 15 minutes after five wrong tries.
 */
export async function issueConfirmation(tx: Tx, { purpose, requestId, tenantId, now, actor }: Issue): Promise<void> {
  await endLastCode(tx, requestId, purpose, now);
  const owner = await tx.teamMember.findFirst({ where: { tenantId, role: "owner" }, include: { tenant: { select: { language: true } } } });
  if (!owner) throw new NotFound("owner");
  const id = newId();
  await tx.confirmation.create({
    data: {
      id,
      purpose,
      requestId,
      tenantId,
      memberId: owner.id,
      codeSha256: hashOfCode(id, oneTimeCode(id)),
      createdAt: now,
      expiresAt: later(now, CODE_MINUTES * MINUTE_MS),
    },
    select: { id: true },
  });
  await writeNotice(tx, {
    kind: purpose === "deletion" ? "confirm_deletion" : "confirm_return",
    subjectId: id,
    tenantId,
    requestId,
    toAddress: owner.email,
    language: owner.tenant.language,
    params: { confirmationId: id },
    at: now,
  });
  await recordAuditEvent(tx, "request.code_sent", actor, { tenantId, requestId }, { purpose });
}

async function endLastCode(tx: Tx, requestId: string, purpose: Issue["purpose"], now: Date): Promise<void> {
  const last = await tx.confirmation.findFirst({ where: { requestId, purpose }, orderBy: { createdAt: "desc" } });
  if (!last) return;
  const refused = refuseNewCode(codeStatus(last, now));
  if (refused) throw new Refusal(refused);
  if (!last.endedAt)
    await tx.confirmation.update({ where: { id: last.id }, data: { endedAt: now, endedBecause: "expired" }, select: { id: true } });
}
