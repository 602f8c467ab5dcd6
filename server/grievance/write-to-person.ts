import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { actOnCase, type Officer } from "./act-on-case";
import { checkText } from "./check-text";
import type { Told } from "./decision";
import { tellPerson } from "./tell-person";

export type Words = { grievanceId: string; text: string; told?: Told | null };

/** An officer asks the person something, or tells them how it stands; the case stays what it is. Throws what `actOnCase`, `checkText` and `tellPerson` throw. */
export async function writeToPerson(deps: Deps, actor: Officer, { grievanceId, text, told }: Words): Promise<{ messageId: string }> {
  const body = checkText(text);
  return actOnCase(deps, actor, grievanceId, "write", async (acting) => {
    const { messageId } = await tellPerson(acting, actor, { kind: "grievance_message", body, told });
    await recordAuditEvent(acting.tx, "grievance.written", actor, { tenantId: acting.case.tenantId }, { grievanceId, messageId });
    return { messageId };
  });
}
