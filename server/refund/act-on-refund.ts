import type { Refund } from "@/prisma/generated/client";
import { findPause } from "@/server/grievance/find-order";
import { orRecordedPause } from "@/server/grievance/record-kept-back";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import type { RefundAct } from "./decision-view";

export type ActingOnRefund = { tx: Tx; now: Date; refund: Refund };

type By = { actor: { kind: "operator"; id: string }; act: RefundAct };
/** What the officer's pause keeps back (G4). Asking the gateway and closing a trouble decide nothing; a payout under way is nobody's act. */
const PAUSED: ReadonlySet<RefundAct> = new Set<RefundAct>(["propose", "edit", "decline", "agree", "refuse", "tryAgain"]);
export const isPausable = (act: RefundAct): boolean => PAUSED.has(act);

/**
 * The life of every act on a refund: one transaction, the tenant's lock first, then the refund's, and only then is it read
 * and the clock asked. Throws `refund_changed` when `version` is not the one the person saw, and `paused_by_order` where
 * `by` says that one of our people decides something and the officer ordered a pause, which is written down; anything thrown rolls
 * everything back.
 */
export async function actOnRefund<Result>(
  deps: Deps,
  refundId: string,
  version: number | null,
  consequences: (acting: ActingOnRefund) => Promise<Result>,
  by?: By,
): Promise<Result> {
  const attempt = () =>
    deps.db.$transaction(async (tx) => {
      const refund = await lockRefund(tx, refundId);
      const now = await deps.clock.now(tx);
      const pause = by && isPausable(by.act) ? await findPause(tx, refundId, now) : null;
      if (pause) throw new Refusal("paused_by_order", { order: pause.orderId });
      if (version !== null && version !== refund.version) throw new Refusal("refund_changed");
      return consequences({ tx, now, refund });
    });
  return by ? orRecordedPause(deps, by.actor, by.act, () => aboutOf(deps, refundId), attempt) : attempt();
}

async function aboutOf({ db }: Deps, refundId: string) {
  const refund = await db.refund.findUnique({ where: { id: refundId }, select: { tenantId: true } });
  return { tenantId: refund?.tenantId ?? null, requestId: null };
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
