import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { checkText } from "./check-text";
import { writeNote } from "./write-note";

/** An officer writes down something for the desk alone: never sent. Throws what `actOnCase` and `checkText` throw. */
export const noteCase = (deps: Deps, actor: Officer, grievanceId: string, text: string): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "note", async (acting: ActingOnCase) => {
    await writeNote(acting, actor, checkText(text));
    await recordAuditEvent(acting.tx, "grievance.noted", actor, { tenantId: acting.case.tenantId }, { grievanceId });
  });
