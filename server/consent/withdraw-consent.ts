import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { lockTenant } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import { memberActor } from "@/server/owner/member-actor";
import type { Answering } from "./answer-consent";
import type { AnswerPlace } from "./consent";

/** Takes a yes back, with one press wherever the person is (C2): from the next page on they are not counted. Without a yes there is nothing to take back, and nothing happens. */
export async function withdrawConsent(deps: Deps, person: Answering, endedBy: AnswerPlace): Promise<void> {
  const { id: memberId, tenantId } = person;
  await deps.db.$transaction(async (tx) => {
    if (!(await lockTenant(tx, tenantId))) throw new NotFound("tenant");
    const given = await tx.consent.findFirst({ where: { tenantId, memberId, category: "analytics", isGiven: true, endedAt: null } });
    if (!given) return;
    await tx.consent.updateMany({ where: { id: given.id, tenantId }, data: { endedAt: await deps.clock.now(tx), endedBy } });
    const payload = { consentId: given.id, category: "analytics", endedBy } as const;
    await recordAuditEvent(tx, "consent.withdrawn", memberActor(person), { tenantId }, payload);
  });
}
