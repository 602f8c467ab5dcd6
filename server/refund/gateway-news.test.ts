import { expect, test } from "vitest";
import { cameOf } from "./gateway-news";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
const BOOK = [
  { type: "refund.reversed", at: at(40) },
  { type: "refund.succeeded", at: at(20) },
  { type: "refund.read_asked", at: at(15) },
  { type: "refund.submitted", at: at(10) },
];
const refund = { amountPaise: 59_000n };
const heard = { gateway: "cashfree", status: "CANCELLED", amountPaise: 59_000n, outcome: "ignored", receivedAt: at(30) } as const;

test("news that contradicted what was known then made us ask again, whichever word the gateway has for it", () => {
  expect(cameOf(heard, refund, BOOK)).toBe("asked_again");
  expect(cameOf({ ...heard, gateway: "razorpay", status: "failed" }, refund, BOOK)).toBe("asked_again");
});

test("another amount made us ask again, whatever else was said", () => {
  expect(cameOf({ ...heard, status: "SUCCESS", amountPaise: 1n }, refund, BOOK)).toBe("asked_again");
});

test("what was known already said nothing new, and what moved the refund stays what it is", () => {
  expect(cameOf({ ...heard, status: "SUCCESS" }, refund, BOOK)).toBe("ignored");
  expect(cameOf({ ...heard, receivedAt: at(50) }, refund, BOOK)).toBe("ignored");
  expect(cameOf({ ...heard, status: "PENDING" }, refund, BOOK)).toBe("ignored");
  expect(cameOf({ ...heard, status: "SUCCESS", outcome: "applied" }, refund, BOOK)).toBe("applied");
});
