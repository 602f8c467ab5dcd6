import type { RefundReason } from "@/server/refund/refund";

/** Why an owner asks, in the order of the list to choose from. */
export const REASONS = [
  "unused_credits",
  "bought_by_mistake",
  "bought_twice",
  "wrong_amount",
  "service_problem",
  "other",
] as const satisfies readonly RefundReason[];

export const reasonOr = (text: string | undefined): RefundReason => REASONS.find((reason) => reason === text) ?? "unused_credits";
