import type { Tx } from "@/server/lib/db";
import type { Topic } from "./grievance";

/** What a complaint is about where that is plain: the latest deletion request for deletion and lock-out, the latest refund for refunds. A guess, so it narrows nobody's hand in it (G1). */
export async function findConcerned(
  tx: Tx,
  tenantId: string,
  topic: Topic<"grievance">,
): Promise<{ requestId?: string; refundId?: string }> {
  if (topic === "deletion" || topic === "lock_out")
    return {
      requestId: (await tx.deletionRequest.findFirst({ where: { tenantId }, orderBy: { receivedAt: "desc" }, select: { id: true } }))?.id,
    };
  if (topic === "refund")
    return { refundId: (await tx.refund.findFirst({ where: { tenantId }, orderBy: { requestedAt: "desc" }, select: { id: true } }))?.id };
  return {};
}
