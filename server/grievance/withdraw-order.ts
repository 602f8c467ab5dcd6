import type { Deps } from "@/server/lib/deps";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { lockOrder } from "./act-on-order";
import { endOrder } from "./end-order";
import { giveInside } from "./give-order";
import { type OrderAct, refuseOrderAct } from "./order";

/** An officer takes an order back, also after the case is decided. Throws as `actOnCase` does, `desk_order_ended`, `desk_order_not_by_hand`. */
export async function withdrawOrder(deps: Deps, actor: Officer, grievanceId: string, orderId: string): Promise<void> {
  await actOnCase(deps, actor, grievanceId, "end_order", async (acting) => {
    await takeBack(acting, actor, orderId, "lift", "lifted");
  });
}

/** An officer orders a pause for 7 more days: the old one ends and a new one begins in the same instant, and is acknowledged anew. */
export async function renewOrder(deps: Deps, actor: Officer, grievanceId: string, orderId: string): Promise<{ id: string }> {
  return actOnCase(deps, actor, grievanceId, "order", async (acting) => {
    const { requestId, refundId } = await takeBack(acting, actor, orderId, "renew", "renewed");
    if (requestId) return giveInside(acting, actor, { kind: "pause_act", requestId });
    if (refundId) return giveInside(acting, actor, { kind: "pause_act", refundId });
    throw new Error("a pause is about a request or a refund");
  });
}

async function takeBack({ tx, now, case: found }: ActingOnCase, actor: Officer, orderId: string, act: OrderAct, because: string) {
  const order = await lockOrder(tx, orderId);
  if (order.grievanceId !== found.id) throw new NotFound("order");
  const refused = refuseOrderAct(order, act, { id: actor.id, isLead: false });
  if (refused) throw new Refusal(refused);
  await endOrder(tx, order, { state: "withdrawn", because, by: actor.id }, actor, now);
  return order;
}
