import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, later } from "@/server/lib/clock";
import {
  endingOf,
  isInForce,
  isOverdue,
  ORDER_ACTS,
  ORDER_KINDS,
  type OrderFacts,
  orderDueAt,
  PAUSE_MS,
  refuseOrderAct,
  refuseRefundOrder,
  refuseRequestOrder,
} from "./order";

const now = new Date("2026-11-26T10:00:00.000Z");
const at = (ms: number) => later(now, ms);
const order = (over: Partial<OrderFacts> = {}): OrderFacts => ({
  kind: "review_refund",
  state: "open",
  orderedBy: "farah",
  orderedAt: now,
  dueAt: at(DAY_MS),
  takenBy: null,
  ...over,
});
const dev = { id: "dev", isLead: false };
const meera = { id: "meera", isLead: true };

describe("when an order is due", () => {
  test.each([
    ["pause_act", 24],
    ["review_refund", 168],
    ["reactivate", 48],
    ["place_hold", 48],
  ] as const)("%s within %i hours", (kind, hours) => expect(orderDueAt(kind, now, null)).toEqual(at(hours * HOUR_MS)));
  test("a reactivation never later than the window, and nothing else is moved by it", () => {
    expect(orderDueAt("reactivate", now, at(HOUR_MS))).toEqual(at(HOUR_MS));
    expect(orderDueAt("reactivate", now, at(49 * HOUR_MS))).toEqual(at(48 * HOUR_MS));
    expect(orderDueAt("pause_act", now, at(HOUR_MS))).toEqual(at(24 * HOUR_MS));
  });
  test("it is late on the instant; a pause that was acknowledged is not, and an ended order never", () => {
    expect([at(DAY_MS - 1), at(DAY_MS), at(DAY_MS + 1)].map((one) => isOverdue(order(), one))).toEqual([false, true, true]);
    expect(isOverdue(order({ kind: "pause_act" }), at(DAY_MS))).toBe(true);
    expect(isOverdue(order({ kind: "pause_act", takenBy: "meera" }), at(DAY_MS))).toBe(false);
    expect(isOverdue(order({ takenBy: "dev" }), at(DAY_MS))).toBe(true);
    expect(isOverdue(order({ state: "done" }), at(DAY_MS))).toBe(false);
  });
});

describe("giving", () => {
  const dueAt = at(1);
  const request = (state: Parameters<typeof refuseRequestOrder>[1]["state"], purgeDueAt: Date | null = dueAt) => ({ state, purgeDueAt });
  test("a way back can be ordered one millisecond before the window closes, not on it and not after it", () => {
    expect([0, 1, 2].map((ms) => refuseRequestOrder("reactivate", request("retained"), at(ms)))).toEqual([
      null,
      "desk_order_window_closed",
      "desk_order_window_closed",
    ]);
  });
  test.each(["received", "verified", "rejected", "withdrawn", "reactivated"] as const)(
    "none from %s, and none once the purge has begun",
    (state) => {
      expect(refuseRequestOrder("reactivate", request(state), now)).toBe("desk_order_not_retained");
      expect(refuseRequestOrder("reactivate", request("purging"), now)).toBe("desk_order_window_closed");
      expect(refuseRequestOrder("reactivate", request("purged"), now)).toBe("desk_order_window_closed");
    },
  );
  test("a pause is ordered where our people still decide, and never against the countdown", () => {
    expect(refuseRequestOrder("pause_act", request("received", null), now)).toBeNull();
    expect(refuseRequestOrder("pause_act", request("verified", null), now)).toBeNull();
    for (const state of ["retained", "purging", "purged", "rejected", "withdrawn", "reactivated"] as const)
      expect(refuseRequestOrder("pause_act", request(state), now)).toBe("desk_order_nothing_to_pause");
  });
  test("a refund is reviewed once it is decided, and paused while it is not or waits to be tried again", () => {
    expect(refuseRefundOrder("review_refund", "requested")).toBe("desk_order_undecided");
    expect(refuseRefundOrder("review_refund", "declined")).toBeNull();
    expect(refuseRefundOrder("review_refund", "succeeded")).toBeNull();
    expect(refuseRefundOrder("pause_act", "requested")).toBeNull();
    expect(refuseRefundOrder("pause_act", "failed")).toBeNull();
    expect(refuseRefundOrder("pause_act", "pending")).toBe("desk_order_nothing_to_pause");
  });
});

describe("carrying out", () => {
  test("is nobody's who ordered it, whatever is ordered and whatever their role is now", () => {
    for (const kind of ORDER_KINDS)
      for (const act of ["take", "finish", "decline"] as const)
        expect(refuseOrderAct(order({ kind, takenBy: "farah" }), act, { id: "farah", isLead: true })).toBe("desk_order_own");
  });
  test("begins with taking it, and what was taken can be taken over", () => {
    expect(refuseOrderAct(order(), "finish", dev)).toBe("desk_order_not_taken");
    expect(refuseOrderAct(order(), "take", dev)).toBeNull();
    expect(refuseOrderAct(order({ takenBy: "dev" }), "take", dev)).toBe("desk_order_taken");
    expect(refuseOrderAct(order({ takenBy: "dev" }), "finish", dev)).toBeNull();
    expect(refuseOrderAct(order({ takenBy: "dev" }), "take", meera)).toBeNull();
    expect(refuseOrderAct(order({ takenBy: "meera" }), "decline", dev)).toBe("desk_order_not_taken");
  });
  test("a pause is acknowledged by a lead, and ended by no executor", () => {
    const pause = order({ kind: "pause_act" });
    expect(refuseOrderAct(pause, "take", dev)).toBe("desk_order_for_lead");
    expect(refuseOrderAct(pause, "take", meera)).toBeNull();
    for (const act of ["finish", "decline"] as const)
      expect(refuseOrderAct({ ...pause, takenBy: "meera" }, act, meera)).toBe("desk_order_not_by_hand");
  });
  test("a return is done by returning the tenant, a hold by its own second person", () => {
    expect(refuseOrderAct(order({ kind: "reactivate", takenBy: "dev" }), "finish", dev)).toBe("desk_order_not_by_hand");
    expect(refuseOrderAct(order({ kind: "reactivate", takenBy: "dev" }), "decline", dev)).toBeNull();
    for (const act of ORDER_ACTS) expect(refuseOrderAct(order({ kind: "place_hold" }), act, meera)).toBe("desk_order_not_by_hand");
  });
  test("an ended order is ended for everybody and every act", () => {
    for (const act of ORDER_ACTS) expect(refuseOrderAct(order({ state: "lapsed" }), act, meera)).toBe("desk_order_ended");
  });
});

describe("how an order ends by itself", () => {
  const none = { request: null, hold: null, isOfficersStill: true };
  test("a pause after 7 days to the millisecond, taken or not, and once there is nothing left to pause", () => {
    const pause = order({ kind: "pause_act", takenBy: "meera" });
    const request = { state: "verified", purgeDueAt: null } as const;
    expect(endingOf(pause, { ...none, request }, at(PAUSE_MS - 1))).toBeNull();
    expect(isInForce(pause, at(PAUSE_MS - 1))).toBe(true);
    expect(endingOf(pause, { ...none, request }, at(PAUSE_MS))).toEqual({ state: "lapsed", because: "seven_days_over", by: null });
    expect(isInForce(pause, at(PAUSE_MS))).toBe(false);
    expect(endingOf(pause, { ...none, request: { state: "withdrawn", purgeDueAt: null } }, at(1))?.because).toBe("nothing_to_pause");
  });
  test("a return with the window, and with the role of whoever ordered it", () => {
    const back = order({ kind: "reactivate" });
    const request = { state: "retained", purgeDueAt: at(10) } as const;
    expect(endingOf(back, { ...none, request }, at(9))).toBeNull();
    expect(endingOf(back, { ...none, request, isOfficersStill: false }, at(9))).toEqual({
      state: "lapsed",
      because: "officer_left",
      by: null,
    });
    expect(endingOf(back, { ...none, request }, at(10))).toEqual({ state: "lapsed", because: "window_closed", by: null });
    expect(endingOf(back, { ...none, request: { ...request, state: "purging" } }, at(9))?.state).toBe("lapsed");
  });
  test("a hold as its second person said, and a review only by hand", () => {
    const hold = { agreedAt: null, agreedBy: null, releasedAt: null, releasedBy: null, endedBecause: null };
    const ordered = order({ kind: "place_hold" });
    expect(endingOf(ordered, { ...none, hold }, at(DAY_MS))).toBeNull();
    expect(endingOf(ordered, { ...none, hold: { ...hold, agreedAt: at(1), agreedBy: "meera" } }, at(2))).toEqual({
      state: "done",
      because: "agreed",
      by: "meera",
    });
    expect(
      endingOf(ordered, { ...none, hold: { ...hold, releasedAt: at(1), releasedBy: "meera", endedBecause: "declined" } }, at(2)),
    ).toEqual({
      state: "declined",
      because: "declined",
      by: "meera",
    });
    expect(endingOf(ordered, { ...none, hold: { ...hold, releasedAt: at(1), endedBecause: "lapsed" } }, at(2))?.because).toBe("lapsed");
    expect(endingOf(order(), none, at(365 * DAY_MS))).toBeNull();
  });
});
