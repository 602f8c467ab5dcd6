import type { GrievanceOrder } from "@/prisma/generated/client";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type Executor, type OrderAct, refuseOrderAct } from "./order";

export type Support = { kind: "operator"; id: string };
export type ActingOnOrder = { tx: Tx; now: Date; order: GrievanceOrder };

/**
 * The life of every act of whoever carries an order out: one transaction, the tenant's lock first, then the order's row; only then is it
 * read and `refuseOrderAct` asked, whose refusal is thrown: `desk_order_own` for who ordered it, whatever their role is now (G4).
 */
export async function actOnOrder(
  deps: Deps,
  executor: Executor,
  orderId: string,
  act: OrderAct,
  consequences: (acting: ActingOnOrder) => Promise<void>,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    const because = refuseOrderAct(order, act, executor);
    if (because) throw new Refusal(because);
    await consequences({ tx, now: await deps.clock.now(tx), order });
  });
}

/** Locks the tenant where there is one, then the order. */
export async function lockOrder(tx: Tx, orderId: string): Promise<GrievanceOrder> {
  const known = await tx.grievanceOrder.findUnique({ where: { id: orderId }, select: { tenantId: true } });
  if (!known) throw new NotFound("order");
  if (known.tenantId) await lockTenant(tx, known.tenantId);
  await tx.$queryRaw`SELECT 1 FROM console.grievance_order WHERE id = ${orderId}::uuid FOR UPDATE`;
  return tx.grievanceOrder.findUniqueOrThrow({ where: { id: orderId } });
}
