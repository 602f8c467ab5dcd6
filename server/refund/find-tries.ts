import type { Refund } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";

/** The other tries of the same wish: those that this refund tries again, and those that try it again. Under the tenant's lock. */
export async function findTries(tx: Tx, refund: Pick<Refund, "id" | "tenantId" | "purchaseId" | "retryOfId">): Promise<Refund[]> {
  const { tenantId, purchaseId } = refund;
  const all = await tx.refund.findMany({ where: { tenantId, purchaseId } });
  const found = new Set([refund.id]);
  // Each is tried again once at most, so the tries are a line; it is as long as there are refunds of the purchase.
  for (let known = 0; known < found.size; ) {
    known = found.size;
    for (const one of all) {
      if (found.has(one.id) && one.retryOfId) found.add(one.retryOfId);
      if (one.retryOfId && found.has(one.retryOfId)) found.add(one.id);
    }
  }
  return all.filter(({ id }) => id !== refund.id && found.has(id));
}
