import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnCase, type Officer } from "./act-on-case";
import { findInvolvement } from "./find-involvement";

/** An officer takes a case on, hands it to another officer, or puts it back (null). Throws what `actOnCase` throws, `desk_no_officer`, `desk_assignee_involved`. */
export const assignCase = (deps: Deps, actor: Officer, grievanceId: string, assigneeId: string | null): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "assign", async ({ tx, case: found }) => {
    if (assigneeId) {
      const officer = await tx.operator.findFirst({
        where: { id: assigneeId, role: "grievance_officer", endedAt: null },
        select: { id: true },
      });
      if (!officer) throw new Refusal("desk_no_officer");
      if (assigneeId !== actor.id && (await findInvolvement(tx, found, assigneeId))) throw new Refusal("desk_assignee_involved");
    }
    await tx.grievance.update({ where: { id: grievanceId }, data: { assigneeId }, select: { id: true } });
    await recordAuditEvent(tx, "grievance.assigned", actor, { tenantId: found.tenantId }, { grievanceId, assigneeId });
  });
