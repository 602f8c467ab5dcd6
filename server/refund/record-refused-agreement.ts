import { z } from "zod";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sqlState } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { refundId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";

type Checker = { kind: "operator"; id: string };
type Attempt = { refundId: string; act: "agree" | "refuse" };
const about = z.object({ refundId });

/**
 * Writes down that somebody tried to decide about another's grant and was refused (A3), in a transaction of its own, because the
 * attempt's was rolled back. What the rules let through and the database's own guards stopped is written down as well.
 */
export async function orRecorded<Result>(deps: Deps, actor: Checker, attempt: Attempt, attempted: () => Promise<Result>): Promise<Result> {
  try {
    return await attempted();
  } catch (error) {
    const because = error instanceof Refusal ? error.code : sqlState(error)?.startsWith("CM") ? "stopped_by_database" : null;
    if (because) await record(deps, actor, attempt, because);
    throw error;
  }
}

/** The same for somebody whose role may not decide about a grant at all; `input` is what they sent, whatever that is. */
export const recordTurnedAway =
  (act: Attempt["act"]) =>
  async (deps: Deps, actor: Checker, input: unknown): Promise<void> => {
    const { data } = about.safeParse(input);
    if (data) await record(deps, actor, { ...data, act }, "not_permitted");
  };

async function record(deps: Deps, actor: Checker, attempt: Attempt, because: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const refund = await tx.refund.findUnique({ where: { id: attempt.refundId }, select: { tenantId: true } });
    if (!refund) return;
    await recordAuditEvent(tx, "refund.agreement_refused", actor, { tenantId: refund.tenantId }, { ...attempt, because });
  });
}
