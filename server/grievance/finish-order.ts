import type { Deps } from "@/server/lib/deps";
import { actOnOrder } from "./act-on-order";
import { endOrder } from "./end-order";
import type { Executor, OrderEnd } from "./order";

/** Whoever took the review of a refund has looked again, and says what came of it. Throws as `actOnOrder` does, `desk_order_not_taken` besides. */
export async function finishOrder(deps: Deps, executor: Executor, orderId: string, because: OrderEnd): Promise<void> {
  const actor = { kind: "operator", id: executor.id } as const;
  await actOnOrder(deps, executor, orderId, "finish", ({ tx, now, order }) =>
    endOrder(tx, order, { state: "done", because, by: actor.id }, actor, now),
  );
}
