import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { sameSecret } from "@/server/lib/crypto";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { CODE_ATTEMPTS } from "@/server/policy/retention";
import { hashOfCode } from "./one-time-code";

/**
 * The owner types the code from the mail (V3). Every try is counted by one conditional write before it is evaluated, so
 * that fifty parallel tries are five. Wrong, expired, used up and unknown are refused alike (`code_not_accepted`).
 */
export async function confirmCode(deps: Deps, confirmationId: string, code: string): Promise<{ purpose: "deletion" | "return" }> {
  const counted = await countAttempt(deps, confirmationId);
  if (!counted) throw new Refusal("code_not_accepted");
  if (!sameSecret(counted.codeSha256, hashOfCode(confirmationId, code))) {
    await endIfUsedUp(deps, confirmationId);
    throw new Refusal("code_not_accepted");
  }
  return deps.db.$transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    const { count } = await tx.confirmation.updateMany({
      where: { id: confirmationId, confirmedAt: null, endedAt: null },
      data: { confirmedAt: now, endedAt: now, endedBecause: "confirmed" },
    });
    if (count !== 1) throw new Refusal("code_not_accepted");
    const about = { tenantId: counted.tenantId, requestId: counted.requestId };
    await recordAuditEvent(tx, "request.code_confirmed", { kind: "owner", id: counted.memberId }, about, {
      purpose: counted.purpose,
      attempts: counted.attempts,
    });
    return { purpose: counted.purpose };
  });
}

/** Committed by itself: a try that is rolled back with its transaction would be a free one. Null: this try may not be evaluated. */
async function countAttempt(deps: Deps, confirmationId: string) {
  const now = await deps.clock.now(deps.db);
  const [row] = await deps.db.confirmation.updateManyAndReturn({
    where: { id: confirmationId, attempts: { lt: CODE_ATTEMPTS }, endedAt: null, confirmedAt: null, expiresAt: { gt: now } },
    data: { attempts: { increment: 1 } },
  });
  return row ?? null;
}

async function endIfUsedUp(deps: Deps, confirmationId: string): Promise<void> {
  const now = await deps.clock.now(deps.db);
  await deps.db.confirmation.updateMany({
    where: { id: confirmationId, attempts: { gte: CODE_ATTEMPTS }, endedAt: null },
    data: { endedAt: now, endedBecause: "too_many_attempts" },
  });
}
