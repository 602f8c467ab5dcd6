import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnCase, type Officer } from "./act-on-case";
import { checkText } from "./check-text";
import { writeNote } from "./write-note";

/** An officer opens an answered, closed or merged case again; why stands in a note. Its clock stays what it was (G2). Throws what `actOnCase` and `checkText` throw. */
export const reopenCase = (deps: Deps, actor: Officer, grievanceId: string, why: string): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "reopen", async (acting) => {
    const { tx, now, case: found } = acting;
    await writeNote(acting, actor, checkText(why));
    const open = { state: "open", stateChangedAt: now, closedAt: null, closedBecause: null, mergedIntoId: null } as const;
    await tx.grievance.update({ where: { id: grievanceId }, data: { ...open, version: found.version + 1 }, select: { id: true } });
    await recordAuditEvent(tx, "grievance.reopened", actor, { tenantId: found.tenantId }, { grievanceId });
  });
