import type { OperatorRole, OrderKind, OrderState, RefundState, RequestState } from "@/prisma/generated/enums";
import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import type { RefusalCode } from "./refusals";

/*
 *            ┌──take──┐
 *  ──give──▶ open ◀───┘ ──carry out──▶ done          (somebody else than who ordered)
 *              ├──────────decline────▶ declined      (somebody else, with a reason)
 *              ├──lift, renew, case decided──▶ withdrawn
 *              └──its time is over, or a reactivation's officer is none any more──▶ lapsed
 *
 *  The officer orders and somebody else executes (G4). A pause keeps our people's acts back and nothing else: not the owner's, and
 *  not the countdown, which nothing shortens or lengthens (L1). What must not be erased needs a hold.
 */

export const ORDER_KINDS = ["pause_act", "review_refund", "reactivate", "place_hold"] as const satisfies readonly OrderKind[];

/** A pause ends by itself after this, unless it is ordered anew. The database holds the same (guard_pause). */
export const PAUSE_MS = 7 * DAY_MS;

/** How a review of a refund can end. */
export const REVIEW_ENDS = ["kept", "new_refund_lodged", "amount_corrected"] as const;
/** Why somebody does not carry out an order. */
export const ORDER_DECLINES = ["data_differs", "person_objects", "settled_already", "not_possible"] as const;
/** Why a way back can be ordered although nobody proved that the owner asks. */
export const ORDER_GROUNDS = ["court_order", "proven_otherwise", "our_mistake"] as const;
export type OrderGround = (typeof ORDER_GROUNDS)[number];
export type OrderEnd = (typeof REVIEW_ENDS)[number];
export type OrderDecline = (typeof ORDER_DECLINES)[number];

/** The acts of our people that a pause keeps back. A return is none of them: the window would run out meanwhile. */
export const PAUSED_REQUEST_STATES = ["received", "verified"] as const satisfies readonly RequestState[];
export const PAUSED_REFUND_STATES = ["requested", "failed"] as const satisfies readonly RefundState[];

export type OrderFacts = {
  kind: OrderKind;
  state: OrderState;
  orderedBy: string;
  orderedAt: Date;
  dueAt: Date;
  takenBy: string | null;
};

const HOURS: Record<OrderKind, number> = { pause_act: 24, review_refund: 168, reactivate: 48, place_hold: 48 };

/** By when an order has to be seen to: a pause acknowledged, anything else done. A reactivation never later than the window. */
export function orderDueAt(kind: OrderKind, now: Date, purgeDueAt: Date | null): Date {
  const dueAt = later(now, HOURS[kind] * HOUR_MS);
  return kind === "reactivate" && purgeDueAt && purgeDueAt < dueAt ? purgeDueAt : dueAt;
}

/** Whether a pause keeps acts back at `now`: from its commit on, until it ends or 7 days are over, whether or not that is written down yet. */
export const isInForce = (order: Pick<OrderFacts, "state" | "orderedAt">, now: Date): boolean =>
  order.state === "open" && now < pauseEndsAt(order);
export const pauseEndsAt = ({ orderedAt }: Pick<OrderFacts, "orderedAt">): Date => later(orderedAt, PAUSE_MS);

/** Late: nobody acknowledged the pause, or nobody has done what was ordered. */
export const isOverdue = ({ state, kind, takenBy, dueAt }: OrderFacts, now: Date): boolean =>
  state === "open" && now >= dueAt && !(kind === "pause_act" && takenBy !== null);

/** Why an order about a request cannot be given now; null when it can. */
export function refuseRequestOrder(
  kind: "pause_act" | "reactivate",
  request: { state: RequestState; purgeDueAt: Date | null },
  now: Date,
): RefusalCode | null {
  if (kind === "pause_act")
    return (PAUSED_REQUEST_STATES as readonly RequestState[]).includes(request.state) ? null : "desk_order_nothing_to_pause";
  if (request.state === "purging" || request.state === "purged") return "desk_order_window_closed";
  if (request.state !== "retained") return "desk_order_not_retained";
  return request.purgeDueAt && now < request.purgeDueAt ? null : "desk_order_window_closed";
}

/** Why an order about a refund cannot be given now; null when it can. */
export function refuseRefundOrder(kind: "pause_act" | "review_refund", state: RefundState): RefusalCode | null {
  if (kind === "review_refund") return state === "requested" ? "desk_order_undecided" : null;
  return (PAUSED_REFUND_STATES as readonly RefundState[]).includes(state) ? null : "desk_order_nothing_to_pause";
}

export const ORDER_ACTS = ["take", "finish", "decline", "lift", "renew"] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];
export type Executor = { id: string; isLead: boolean };
export const executorOf = ({ id, role }: { id: string; role: OperatorRole }): Executor => ({ id, isLead: role === "support_lead" });

/** Why somebody cannot do this to an order now; null when it can be done. The verb throws with it, the screen explains with it. */
export function refuseOrderAct(order: OrderFacts, act: OrderAct, actor: Executor): RefusalCode | null {
  if (order.state !== "open") return "desk_order_ended";
  if (act === "lift") return order.kind === "place_hold" ? "desk_order_not_by_hand" : null;
  if (act === "renew") return order.kind === "pause_act" ? null : "desk_order_not_by_hand";
  if (actor.id === order.orderedBy) return "desk_order_own";
  if (order.kind === "place_hold") return "desk_order_not_by_hand";
  if (act === "take") {
    if (order.takenBy === actor.id) return "desk_order_taken";
    return order.kind === "pause_act" && !actor.isLead ? "desk_order_for_lead" : null;
  }
  if (order.kind === "pause_act" || (act === "finish" && order.kind !== "review_refund")) return "desk_order_not_by_hand";
  return order.takenBy === actor.id ? null : "desk_order_not_taken";
}

/** What of an order's subject, and of who gave it, says that it is over. */
export type SubjectFacts = {
  /** Whoever ordered it is a grievance officer still. */
  isOfficersStill: boolean;
  request: { state: RequestState; purgeDueAt: Date | null } | null;
  hold: {
    agreedAt: Date | null;
    agreedBy: string | null;
    releasedAt: Date | null;
    releasedBy: string | null;
    endedBecause: string | null;
  } | null;
};
export type OrderEnding = { state: Exclude<OrderState, "open" | "withdrawn">; because: string; by: string | null };

/** How an open order has ended by what became of its subject, or by the time; null while it stands. */
export function endingOf(order: OrderFacts, { request, hold, isOfficersStill }: SubjectFacts, now: Date): OrderEnding | null {
  const lapsed = (because: string): OrderEnding => ({ state: "lapsed", because, by: null });
  if (order.kind === "pause_act") {
    if (request && !(PAUSED_REQUEST_STATES as readonly RequestState[]).includes(request.state)) return lapsed("nothing_to_pause");
    return isInForce(order, now) ? null : lapsed("seven_days_over");
  }
  if (order.kind === "reactivate") {
    if (request?.state !== "retained" || !request.purgeDueAt || now >= request.purgeDueAt) return lapsed("window_closed");
    return isOfficersStill ? null : lapsed("officer_left");
  }
  if (order.kind === "place_hold" && hold) {
    if (hold.agreedAt) return { state: "done", because: "agreed", by: hold.agreedBy };
    if (hold.endedBecause === "declined") return { state: "declined", because: "declined", by: hold.releasedBy };
    if (hold.endedBecause) return { state: "declined", because: hold.endedBecause, by: null };
  }
  return null;
}
