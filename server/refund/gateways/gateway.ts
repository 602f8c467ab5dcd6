/*
 *  The port (R4). What we may ask of a payment gateway and what it can answer, in our words and in paise; how each gateway says
 *  it stands in its adapter, nowhere else. Outcomes are values: "we do not know" is one of them, because it is what a timeout
 *  means, and whoever asks must do something about it.
 */
export const GATEWAYS = ["cashfree", "razorpay"] as const;
export type GatewayName = (typeof GATEWAYS)[number];

/** A refund as its gateway needs it; the same one every time it is asked about (R3). */
export type RefundOrder = {
  /** Our name for it and the idempotency key. */
  gatewayRefundId: string;
  /** The order (Cashfree) and the payment (Razorpay) that the money came with. */
  orderId: string;
  paymentId: string | null;
  /** The gateway's own name, once it is known. */
  gatewayReference: string | null;
  amountPaise: bigint;
  currency: string;
  /** What stands in the gateway's own books; our number, never a name. */
  note: string;
};

export type GatewayRefund = {
  gatewayRefundId: string | null;
  gatewayReference: string;
  status: "pending" | "succeeded" | "failed";
  /** The gateway's own word for the status, for people who look. */
  said: string;
  amountPaise: bigint;
  currency: string;
  bankReference: string | null;
  /** What it was paid back of: the order (Cashfree) or the payment (Razorpay), by which one that is not ours is attributed. */
  orderId: string | null;
  paymentId: string | null;
};

export type GatewayAnswer =
  /** The gateway has this refund. */
  | { kind: "known"; refund: GatewayRefund }
  /**
   * It says that it has none by our name: a create never arrived. Only an answer to a question, never to a create, and only in
   * the words that it has for that; whatever else it says instead of a refund is unknown.
   */
  | { kind: "absent" }
  /** It will not do what it was asked to. Whether an earlier request was obeyed is another question (ask-gateway.ts). */
  | { kind: "refused"; code: string }
  /** Our name stands there for something else. Somebody has to look. */
  | { kind: "conflict" }
  /** Nobody knows what happened: ask again later, with the same name. */
  | { kind: "unknown"; because: Doubt };

/** Why nobody knows. Credentials that are not accepted belong here: they say nothing about the refund, and will be mended. */
export type Doubt =
  | "timeout"
  | "unreachable"
  | "server_error"
  | "busy"
  | "in_flight"
  | "not_authorised"
  | "unreadable"
  /** It does not know what was paid: these are credentials of another account, or the books are wrong. */
  | "order_unknown"
  /** A refund of this very amount stands there without a name. It may be ours. */
  | "unnamed";

/** What a gateway tells us of itself, believed only after its signature was checked. */
export type GatewayNews = {
  /** The gateway's name for the event: the same one twice is the same event. */
  eventId: string;
  refund: GatewayRefund;
  /** When it says it was sent. */
  sentAt: Date;
};

export type WebhookVerdict =
  | { kind: "news"; news: GatewayNews }
  /** Truly from the gateway, and about nothing that we listen to. */
  | { kind: "other" }
  | { kind: "rejected"; because: "unsigned" | "forged" | "stale" | "unreadable" };

export type Gateway = {
  name: GatewayName;
  /**
   * Asks the gateway to pay. The same order carries the same idempotency key, but nobody's memory for keys is relied on: whoever
   * repeats it reads first (ask-gateway.ts). Never throws for what a gateway or a network can do.
   */
  createRefund(order: RefundOrder): Promise<GatewayAnswer>;
  /** Asks what became of it, without changing anything. */
  readRefund(order: RefundOrder): Promise<GatewayAnswer>;
  /** Everything the gateway has paid back of this order, ours or not; null when it could not be asked. */
  listRefunds(order: Pick<RefundOrder, "orderId" | "paymentId">): Promise<GatewayRefund[] | null>;
  /** Believes a webhook or not, from its raw bytes and its headers (lower case). `now` is the process's or database's time. */
  judgeWebhook(raw: Uint8Array, headers: Record<string, string>, now: Date): WebhookVerdict;
};
