import { expect, test } from "vitest";
import { composeBody, MOST_ATTEMPTS, nextTryAt } from "./signal";

const at = new Date("2026-11-22T10:00:00.000Z");

test("five tries: at once, then after 2, 4, 8 and 16 seconds, and no sixth", () => {
  const pauses = Array.from({ length: MOST_ATTEMPTS }, (_, attempts) => {
    const next = nextTryAt({ attempts, triedAt: attempts === 0 ? null : at });
    return next && Math.max(0, next.getTime() - at.getTime());
  });
  expect(pauses).toEqual([0, 2_000, 4_000, 8_000, 16_000]);
  expect(nextTryAt({ attempts: MOST_ATTEMPTS, triedAt: at })).toBeNull();
});

test("a delivery that is sent again is tried at once, whenever it was tried last", () => {
  expect(nextTryAt({ attempts: 0, triedAt: at })?.getTime()).toBe(0);
});

test("the body holds ids and an instant, and nothing else", () => {
  const ids = { deliveryId: "d", tenantId: "t", requestId: "r" };
  expect(JSON.parse(composeBody({ event: "tenant.purged", occurredAt: at, ...ids }))).toEqual({
    event: "tenant.purged",
    occurredAt: "2026-11-22T10:00:00.000Z",
    ...ids,
  });
});
