import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { MESSAGES_A_CASE } from "@/server/policy/grievance";
import { refuseAdding } from "./grievance";
import { lockForCase } from "./lock-for-case";
import { ownCases } from "./own-cases";

/**
 * A look before work is done for it: is there such a case of this person's (S4) that takes something now? What is done with the answer
 * decides again, under the lock. Throws NotFound, and what `lockForCase` and `refuseAdding` name.
 */
export async function checkOwnCase(deps: Deps, own: { id: string; tenantId: string }, grievanceId: string): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const now = await lockForCase(deps, tx, own.tenantId);
    const found = await tx.grievance.findFirst({
      where: { id: grievanceId, ...ownCases(own) },
      include: { _count: { select: { messages: true } } },
    });
    if (!found) throw new NotFound("grievance");
    const because = refuseAdding({ ...found, messages: found._count.messages }, now);
    if (because) throw new Refusal(because, { most: MESSAGES_A_CASE });
  });
}
