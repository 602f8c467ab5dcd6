/*
 *  requested ──grant──▶ granted ──submit──▶ submitted ──▶ pending ──▶ succeeded ◀──▶ reversed
 *      │                   │  │                 │  └──────────┼─────────▲ ▲
 *      └─decline─▶ declined◀──┘ └─▶ failed ◀────┴─────────────┘           │
 *                                      └──────── paid after all ──────────┘
 *
 *  Granting is people's decision, paying out is what follows from it. What we wait for (a second person, the gateway, somebody
 *  to look at a failure) is a fact beside the state. `submitted` means: reserved here, and not known yet what the gateway did.
 */
import { factsSha256 } from "@/server/approval/facts-sha256";

export const REFUND_STATES = ["requested", "granted", "submitted", "pending", "succeeded", "failed", "reversed", "declined"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export const REFUND_REASONS = ["unused_credits", "bought_by_mistake", "bought_twice", "wrong_amount", "service_problem", "other"] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Why the owner is told no; each has its sentence in the mails. */
export const DECLINE_REASONS = [
  "not_eligible",
  "credits_used",
  "not_the_owner",
  "owner_changed_mind",
  "asked_twice",
  "account_erased",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
/** Those that a person may give; that the account was erased is the purge's to say. */
export const OWN_DECLINE_REASONS = DECLINE_REASONS.filter((reason) => reason !== "account_erased");

/** The table of moves. The database holds the same one in console.refund_moves(); a test compares them. */
export const REFUND_MOVES = {
  requested: ["granted", "declined"],
  granted: ["submitted", "declined", "failed"],
  submitted: ["pending", "succeeded", "failed"],
  pending: ["succeeded", "failed"],
  succeeded: ["reversed"],
  failed: ["succeeded"],
  reversed: ["succeeded"],
  declined: [],
} as const satisfies Record<RefundState, readonly RefundState[]>;

/** States in which an amount of the purchase is spoken for: never more than was paid, in sum (R3). */
export const SPOKEN_FOR = ["granted", "submitted", "pending", "succeeded"] as const satisfies readonly RefundState[];
/** States in which money may be on its way: a purge does not begin meanwhile. */
export const PAYING_OUT = ["submitted", "pending"] as const satisfies readonly RefundState[];
export const isPayingOut = (state: RefundState): boolean => (PAYING_OUT as readonly RefundState[]).includes(state);
/** States in which something is still to come. */
export const OPEN_STATES = ["requested", "granted", "submitted", "pending"] as const satisfies readonly RefundState[];

export type Trouble =
  | "no_longer_payable"
  | "refused"
  | "failed"
  | "reversed"
  | "unknown_too_long"
  | "amount_differs"
  | "paid_after_all"
  | "gateway_not_set_up"
  | "conflict"
  | "not_authorised"
  | "not_begun"
  | "paid_twice";

/** What a gateway says of a refund that it has. */
export type GatewayStatus = "pending" | "succeeded" | "failed";

/**
 * Where a refund goes when its gateway says this, and what a person has to look at. Terminal states never regress (R3): a
 * "pending" after a "succeeded" says nothing; a "failed" after it is a reversal. Money that went out after we had called it
 * failed, or come back, has gone out: it counts against the purchase again, and a person looks what was done meanwhile.
 */
export function follow(state: RefundState, said: GatewayStatus): { to: RefundState | null; trouble: Trouble | null } {
  switch (state) {
    case "submitted":
      return { to: said, trouble: said === "failed" ? "failed" : null };
    case "pending":
      return said === "pending" ? { to: null, trouble: null } : { to: said, trouble: said === "failed" ? "failed" : null };
    case "succeeded":
      return said === "failed" ? { to: "reversed", trouble: "reversed" } : { to: null, trouble: null };
    case "failed":
    case "reversed":
      return said === "succeeded" ? { to: "succeeded", trouble: "paid_after_all" } : { to: null, trouble: null };
    default:
      return { to: null, trouble: null };
  }
}

export type Bands = { aloneUpToPaise: bigint; twoAbovePaise: bigint };

/** How many other people a grant of this amount needs besides whoever proposes it (R5). */
export function checkersNeeded(amountPaise: bigint, bands: Bands): 0 | 1 | 2 {
  if (amountPaise <= bands.aloneUpToPaise) return 0;
  return amountPaise > bands.twoAbovePaise ? 2 : 1;
}

/** Everybody of ours who made a refund what it is, this person too: none of them checks it (A3). */
export const shapedAlsoBy = (refund: { shapedBy: readonly string[] }, actorId: string): string[] => [
  ...new Set([...refund.shapedBy, actorId]),
];

/** Whether this person may not check a grant, because it is theirs: they proposed it, or wrote down, changed or retried the wish (A3). */
export const isOwnGrant = (shapedBy: readonly string[], makerId: string | null | undefined, actorId: string): boolean =>
  actorId === makerId || shapedBy.includes(actorId);

/** How people say a refund: RF-1042. */
export const refundNumber = (number: number): string => `RF-${number}`;

export type GrantFacts = {
  id: string;
  tenantId: string;
  purchaseId: string;
  amountPaise: bigint;
  creditsPaise: bigint;
  currency: string;
  gateway: string;
  reason: RefundReason;
  requestedAt: Date;
};

/** Exactly what a second person agrees to (A3): change any of it, and the approval is void. */
export const grantFacts = (refund: GrantFacts): Record<string, string> => ({
  refundId: refund.id,
  tenantId: refund.tenantId,
  purchaseId: refund.purchaseId,
  amountPaise: String(refund.amountPaise),
  creditsPaise: String(refund.creditsPaise),
  currency: refund.currency,
  gateway: refund.gateway,
  reason: refund.reason,
  requestedAt: refund.requestedAt.toISOString(),
});

/** This refund as somebody's grant: what its band is counted by. */
export const grantBy = (makerId: string, { id, tenantId, purchaseId, amountPaise }: GrantFacts) => ({
  tenantId,
  purchaseId,
  amountPaise,
  exceptRefundId: id,
  makerId,
});

/** What a checker's screen carries and gives back: the hash of exactly what it showed. */
export const grantHash = (refund: GrantFacts): string => factsSha256(grantFacts(refund));
