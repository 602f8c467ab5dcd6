import type { Refund } from "@/prisma/generated/client";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";

export type ActingOnRefund = { tx: Tx; now: Date; refund: Refund };

/**
 * The life of every act on a refund: one transaction, the tenant's lock first, then the refund's, and only then is it read
 * and the clock asked. Throws `refund_changed` when `version` is not the one the person saw; anything thrown rolls
 * everything back.
 */
export async function actOnRefund<Result>(
  deps: Deps,
  refundId: string,
  version: number | null,
  consequences: (acting: ActingOnRefund) => Promise<Result>,
): Promise<Result> {
  return deps.db.$transaction(async (tx) => {
    const refund = await lockRefund(tx, refundId);
    if (version !== null && version !== refund.version) throw new Refusal("refund_changed");
    return consequences({ tx, now: await deps.clock.now(tx), refund });
  });
}

/** What is assessed anew for a refund that is not paid out yet: its own purchase, as of when its owner asked, without counting it twice. */
export const questionOf = (refund: Refund) => ({
  tenantId: refund.tenantId,
  purchaseId: refund.purchaseId,
  askedAt: refund.requestedAt,
  exceptRefundId: refund.id,
});

/** Locks the tenant, then the refund; in this order everywhere. The tenant's own row may be gone. */
export async function lockRefund(tx: Tx, refundId: string): Promise<Refund> {
  const known = await tx.refund.findUnique({ where: { id: refundId }, select: { tenantId: true } });
  if (!known) throw new NotFound("refund");
  await lockTenant(tx, known.tenantId);
  await tx.$queryRaw`SELECT 1 FROM console.refund WHERE id = ${refundId}::uuid FOR UPDATE`;
  const refund = await tx.refund.findUnique({ where: { id: refundId } });
  if (!refund) throw new NotFound("refund");
  return refund;
}
