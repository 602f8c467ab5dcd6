import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { SUMMARY_HOURS } from "@/server/policy/grievance";
import { answerDueAt } from "./grievance";
import { lockForCase } from "./lock-for-case";
import type { Asker } from "./open-case";

/**
 * An owner asks what is held (DPDPA s.11). The page is the answer, so the case is answered as it is opened; asked again within a day,
 * the same case answers. Throws `rights_ended`.
 */
export async function askSummary(deps: Deps, { id: memberId, tenantId, language }: Asker): Promise<{ id: string; number: number }> {
  return deps.db.$transaction(async (tx) => {
    const now = await lockForCase(deps, tx, tenantId);
    const fresh = await tx.grievance.findFirst({
      where: { tenantId, memberId, kind: "access", receivedAt: { gt: later(now, -SUMMARY_HOURS * HOUR_MS) } },
      orderBy: { receivedAt: "desc" },
      select: { id: true, number: true },
    });
    if (fresh) return fresh;
    const [id, topic] = [newId(), "summary"];
    const { number } = await tx.grievance.create({
      data: {
        id,
        kind: "access",
        topic,
        channel: "dashboard",
        state: "answered",
        answeredAt: now,
        tenantId,
        memberId,
        language,
        receivedAt: now,
        acknowledgedAt: now,
        answerDueAt: answerDueAt(now, env().GRIEVANCE_DAYS),
        stateChangedAt: now,
      },
      select: { number: true },
    });
    await recordAuditEvent(
      tx,
      "grievance.opened",
      { kind: "owner", id: memberId },
      { tenantId },
      { grievanceId: id, kind: "access", topic },
    );
    return { id, number };
  });
}
