import { closeApproval } from "@/server/approval/ask-second-person";
import { orRefusalRecorded } from "@/server/approval/record-refused-approval";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnHold, actOnHold } from "./act-on-hold";
import { orderOf } from "./order";

/**
 * A second person agrees to a hold (H1, A3). Throws `own_hold` for who placed it, `hold_lapsed` after 48 hours,
 * `hold_agreed` when somebody was faster, `approval_stale` when it is not what was placed, or not what their screen
 * showed (`seen`).
 */
export async function agreeToHold(deps: Deps, actor: { kind: "operator"; id: string }, holdId: string, seen?: string): Promise<void> {
  const agree = async ({ tx, now, hold, requestId }: ActingOnHold) => {
    if (!(await closeApproval(tx, "place_hold", holdId, actor, now, orderOf(hold), seen))) throw new Refusal("approval_stale");
    await tx.legalHold.update({ where: { id: holdId }, data: { agreedAt: now, agreedBy: actor.id }, select: { id: true } });
    await recordAuditEvent(tx, "hold.agreed", actor, { tenantId: hold.tenantId, requestId }, { holdId });
  };
  await orRefusalRecorded(deps, actor, { kind: "place_hold", subjectId: holdId }, () => actOnHold(deps, actor, holdId, "agree", agree));
}
