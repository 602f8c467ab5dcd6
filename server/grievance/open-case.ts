import type { GrievanceKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import type { SignedInMember } from "@/server/owner/read-owner";
import { OPEN_CASES } from "@/server/policy/grievance";
import { countMessages } from "./count-messages";
import { answerDueAt } from "./grievance";
import { ownCases } from "./own-cases";

export type Asker = Pick<SignedInMember, "id" | "tenantId" | "email" | "language">;
type Opening = {
  kind: GrievanceKind;
  topic: string;
  body: string;
  correction?: { field: string; to: string };
  requestId?: string | null;
  refundId?: string | null;
  formId?: string;
};
export type OpenedCase = { id: string; number: number; answerDueAt: Date };

/**
 * Writes a case down with its first message and its clock, under the tenant's lock that the caller holds. The mail that says "it has
 * arrived" commits with it or not at all; it counts as acknowledged once that mail was sent (G2). The same form sent twice (`formId`)
 * is one case, and answers with it. Throws `case_too_many_open` and `case_too_many_messages`.
 */
export async function openCase(tx: Tx, asker: Asker, opening: Opening, now: Date): Promise<OpenedCase> {
  const { id: memberId, tenantId, email, language } = asker;
  const { kind, topic, body, correction, requestId = null, refundId = null, formId = null } = opening;
  const sentBefore = formId ? await tx.grievance.findUnique({ where: { tenantId_formId: { tenantId, formId } } }) : null;
  if (sentBefore) return sentBefore;
  // Of those that this person sees and can add to, as the sentence says (S4).
  if ((await tx.grievance.count({ where: { ...ownCases(asker), state: "open" } })) >= OPEN_CASES)
    throw new Refusal("case_too_many_open", { most: OPEN_CASES });
  await countMessages(tx, asker, now);
  const id = newId();
  const dueAt = answerDueAt(now, env().GRIEVANCE_DAYS);
  const own = { kind, topic, tenantId, memberId, requestId, refundId, language, formId };
  const { number } = await tx.grievance.create({
    data: { ...own, id, channel: "dashboard", receivedAt: now, answerDueAt: dueAt, stateChangedAt: now },
    select: { number: true },
  });
  await tx.grievanceMessage.create({
    data: {
      grievanceId: id,
      tenantId,
      author: "person",
      authorId: memberId,
      body,
      correctionField: correction?.field ?? null,
      correctionTo: correction?.to ?? null,
      writtenAt: now,
    },
    select: { id: true },
  });
  const params = { grievanceNumber: number, answerDueAt: dueAt.toISOString() };
  await writeNotice(tx, {
    kind: "grievance_received",
    subjectId: id,
    tenantId,
    requestId: null,
    toAddress: email,
    language,
    params,
    at: now,
  });
  await recordAuditEvent(tx, "grievance.opened", { kind: "owner", id: memberId }, { tenantId }, { grievanceId: id, kind, topic });
  return { id, number, answerDueAt: dueAt };
}
