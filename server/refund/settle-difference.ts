import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { endAlert } from "@/server/deletion/raise-alert";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import type { DifferenceEnd } from "./following-up";

/** A person has found out why our book and a gateway's disagree, and settles it with a reason. Throws `difference_ended`. */
export async function settleDifference(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  differenceId: string,
  because: DifferenceEnd,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const known = await tx.refundDifference.findUnique({ where: { id: differenceId }, select: { tenantId: true } });
    if (!known) throw new NotFound("difference");
    const now = await deps.clock.now(tx);
    const { count } = await tx.refundDifference.updateMany({
      where: { id: differenceId, endedAt: null },
      data: { endedAt: now, endedBecause: because, endedBy: actor.id },
    });
    if (count === 0) throw new Refusal("difference_ended");
    await endAlert(tx, "refunds_differ", { differenceId }, now);
    await recordAuditEvent(tx, "refund.difference_settled", actor, { tenantId: known.tenantId }, { differenceId, because });
  });
}
