import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { CORRECTION_LENGTH } from "@/server/policy/grievance";
import { actOnCase, type Officer } from "./act-on-case";
import { checkText } from "./check-text";
import { refuseOnRecord } from "./correction-value";
import { asStored, findAsked } from "./find-asked";
import type { ProfileField } from "./grievance";

export type AskedWords = { grievanceId: string; field: ProfileField; to: string; seenVersion: number };

/**
 * An officer tells the case which field and value somebody asked for by letter or by telephone; only that can be corrected then. What a
 * person asked for on their own pages is theirs to say. Throws `desk_not_correction`, `desk_asked_themselves`, what `refuseOnRecord`
 * names, and what `actOnCase` and `checkText` throw.
 */
export async function tellAsked(deps: Deps, actor: Officer, { grievanceId, field, to: typed, seenVersion }: AskedWords): Promise<void> {
  const to = asStored(field, checkText(typed, CORRECTION_LENGTH));
  const refused = refuseOnRecord(field, to);
  if (refused) throw new Refusal(refused);
  await actOnCase(
    deps,
    actor,
    grievanceId,
    "correct",
    async ({ tx, now, case: found }) => {
      const { tenantId } = found;
      if (found.kind !== "correction") throw new Refusal("desk_not_correction");
      const before = await findAsked(tx, grievanceId);
      if (before && before.writtenBy === null) throw new Refusal("desk_asked_themselves");
      await tx.grievanceMessage.create({
        data: {
          ...{ id: newId(), grievanceId, tenantId, author: "system", authorId: actor.id, body: "", writtenAt: now },
          ...{ correctionField: field, correctionTo: to, isAsked: true },
        },
        select: { id: true },
      });
      await tx.grievance.update({ where: { id: grievanceId }, data: { version: found.version + 1, topic: field }, select: { id: true } });
      await recordAuditEvent(tx, "grievance.asked_told", actor, { tenantId }, { grievanceId, field });
    },
    seenVersion,
  );
}
