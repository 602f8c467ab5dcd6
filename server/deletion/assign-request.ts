import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import type { Actor } from "./lifecycle";
import { endAlert } from "./raise-alert";

/** Puts a request on the operator's own list, or off it. Does not change its state, so it does not outdate other people's screens. */
export async function assignRequest(deps: Deps, actor: Actor & { kind: "operator" }, requestId: string, toMe: boolean): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const assigneeId = toMe ? actor.id : null;
    const { count } = await tx.deletionRequest.updateMany({ where: { id: requestId }, data: { assigneeId } });
    if (count !== 1) throw new NotFound("request");
    // Whoever takes the request has read what is new about it.
    if (toMe) await endAlert(tx, "owner_wrote_again", { requestId }, await deps.clock.now(tx));
    await recordAuditEvent(tx, "request.assigned", actor, { requestId }, { assigneeId });
  });
}
