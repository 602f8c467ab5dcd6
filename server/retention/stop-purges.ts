import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { logger } from "@/server/lib/logger";
import { Refusal } from "@/server/lib/refusal";
import { type StopReason, TYPED_TO_STOP } from "./purge-stop";

/**
 * The kill switch (P3), for whoever sees that something is wrong: from the commit on no purge begins, and a running one
 * stops before its next batch. One person is enough. Throws `stop_not_typed` and `purges_already_stopped`.
 */
export async function stopPurges(
  deps: Deps,
  actor: { kind: "operator"; id: string },
  { because, typed }: { because: StopReason; typed: string },
): Promise<void> {
  if (typed.trim().toLowerCase() !== TYPED_TO_STOP) throw new Refusal("stop_not_typed");
  try {
    await deps.db.$transaction(async (tx) => {
      const now = await deps.clock.now(tx);
      await tx.purgeStop.create({ data: { id: newId(), stoppedAt: now, stoppedBy: actor.id, because }, select: { id: true } });
      await recordAuditEvent(tx, "purges.stopped", actor, {}, { because });
    });
  } catch (error) {
    if (sqlState(error) === "23505") throw new Refusal("purges_already_stopped");
    throw error;
  }
  logger.warn({ because }, "purges are stopped");
}
