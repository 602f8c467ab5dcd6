import type { MemberRole } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { memberActor } from "@/server/owner/member-actor";
import { type AnswerPlace, CONSENT_TEXT_VERSION } from "./consent";

/** Somebody of a tenant, who answers for themselves only. */
export type Answering = { id: string; tenantId: string; role: MemberRole };

/**
 * A signed-in person says yes or no to being counted (C2). The answer that stood before ends; the same answer given twice is one.
 * It is the same short act either way. Once the tenant's purge has begun nothing is written down any more: the class may have been
 * erased already, and what came after it would stay.
 * @keeps C2.10 C4.5
 */
export async function answerConsent(
  deps: Deps,
  person: Answering,
  answer: { isGiven: boolean; language: string; answeredBy: AnswerPlace },
): Promise<void> {
  const { id: memberId, tenantId } = person;
  await deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
    const ending = await tx.deletionRequest.findFirst({
      where: { tenantId, OR: [{ state: { in: ["purging", "purged"] } }, { purgeRun: { isNot: null } }] },
      select: { id: true },
    });
    if (ending) return;
    const now = await deps.clock.now(tx);
    const standing = await tx.consent.findFirst({ where: { tenantId, memberId, category: "analytics", endedAt: null } });
    if (standing?.isGiven === answer.isGiven && standing.textVersion === CONSENT_TEXT_VERSION) return;
    if (standing)
      await tx.consent.updateMany({
        where: { id: standing.id, tenantId },
        data: { endedAt: now, endedBy: `answered_${answer.answeredBy}` },
      });
    const row = await tx.consent.create({
      data: { tenantId, memberId, category: "analytics", textVersion: CONSENT_TEXT_VERSION, answeredAt: now, ...answer },
      select: { id: true },
    });
    const { isGiven, answeredBy } = answer;
    const payload = { consentId: row.id, category: "analytics", isGiven, textVersion: CONSENT_TEXT_VERSION, answeredBy } as const;
    await recordAuditEvent(tx, "consent.answered", memberActor(person), { tenantId }, payload);
  });
}
