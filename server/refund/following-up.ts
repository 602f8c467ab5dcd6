import { OPEN_STATES, type RefundState, type Trouble } from "./refund";
import type { RefusalCode } from "./refusals";

/** What people say when they close what a machine could not; codes with words on the screen, never free text. */
export const TROUBLE_ENDS = ["explained_to_owner", "owner_wants_credits", "gateway_confirmed"] as const;
export type TroubleEnd = (typeof TROUBLE_ENDS)[number];

export const DIFFERENCE_ENDS = ["gateway_explained", "gateway_corrected", "paid_in_dashboard"] as const;
export type DifferenceEnd = (typeof DIFFERENCE_ENDS)[number];

type Fallen = { state: RefundState; trouble: Trouble | null };

/** A gateway that once gave doubtful answers about a refund is not believed that nothing was paid, whoever has closed it since. */
const NEVER_TO_RETRY: ReadonlySet<Trouble> = new Set<Trouble>(["amount_differs", "conflict", "paid_after_all", "paid_twice"]);

/** Why a refund is not tried again; null when it can be, as far as our own book knows: the gateway is read before it is. */
export const refuseRetry = ({ state, troublesHad }: { state: RefundState; troublesHad: readonly Trouble[] }): RefusalCode | null =>
  state === "failed" && !troublesHad.some((trouble) => NEVER_TO_RETRY.has(trouble)) ? null : "not_to_be_retried";

/** Why a trouble is not closed by a person: there is none, or the money may be on its way and only the gateway's answer ends it. */
export function refuseEnd({ state, trouble }: Fallen): RefusalCode | null {
  if (!trouble) return "no_trouble";
  return (OPEN_STATES as readonly RefundState[]).includes(state) ? "still_open" : null;
}

/** Why a gateway is not asked now: it was asked nothing yet, and nothing waits to be. */
export const refuseAsking = ({ state, gatewayRefundId }: { state: RefundState; gatewayRefundId: string | null }): RefusalCode | null =>
  gatewayRefundId || state === "granted" ? null : "refund_not_under_way";
