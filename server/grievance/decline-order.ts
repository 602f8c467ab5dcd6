import type { Deps } from "@/server/lib/deps";
import { actOnOrder } from "./act-on-order";
import { endOrder } from "./end-order";
import type { Executor, OrderDecline } from "./order";

/** Whoever took an order does not carry it out, and says why; the officer sees it on the case. Throws as `finishOrder` does. */
export async function declineOrder(deps: Deps, executor: Executor, orderId: string, because: OrderDecline): Promise<void> {
  const actor = { kind: "operator", id: executor.id } as const;
  await actOnOrder(deps, executor, orderId, "decline", ({ tx, now, order }) =>
    endOrder(tx, order, { state: "declined", because, by: actor.id }, actor, now),
  );
}
