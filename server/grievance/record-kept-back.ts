import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";

type Who = { kind: "operator" | "owner"; id: string } | { kind: "system" };
type About = { tenantId: string | null; requestId: string | null };

/**
 * Writes down that an act was kept back by the officer's pause, in a transaction of its own, because the attempt's was rolled back.
 * Throws what the attempt threw.
 */
export async function orRecordedPause<Result>(
  deps: Deps,
  actor: Who,
  act: string,
  aboutOf: () => Promise<About>,
  attempted: () => Promise<Result>,
): Promise<Result> {
  try {
    return await attempted();
  } catch (error) {
    if (error instanceof Refusal && error.code === "paused_by_order") {
      const orderId = String(error.facts.order);
      const about = await aboutOf();
      await deps.db.$transaction((tx) => recordAuditEvent(tx, "order.kept_an_act_back", actor, about, { orderId, act }));
    }
    throw error;
  }
}
