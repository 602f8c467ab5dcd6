/** What the stand-in of a payment gateway can be told by tests; server/local/payment-control.mjs answers. */
export type Mood =
  | "slow"
  | "hang_before"
  | "hang_after"
  | "error_before"
  | "error_after"
  | "drop_before"
  | "drop_after"
  | "garbled_after"
  | "busy"
  /** An error of the gateway's own that says nothing of the refund: the account may not, or there is no such address. */
  | "elsewhere_400"
  | "elsewhere_404";
export type Call = "create" | "read" | "list";
export type End = "SUCCESS" | "CANCELLED" | "FAILED" | "ONHOLD";

export interface WebhookWish {
  url?: string | null;
  isOff?: boolean;
  twice?: boolean;
  /** The webhook of success comes before the create is answered. */
  early?: boolean;
  lateMs?: number;
  /** The end is told first, and the beginning afterwards. */
  outOfOrder?: boolean;
  retryDelaysMs?: number[];
}

/** A purchase as the gateway knows it. `given.purchase` fits. */
export interface Paid {
  orderId: string;
  paymentId: string | null;
  amountPaise: bigint;
  purchasedAt: Date;
}

export interface RefundAtGateway {
  /** Our name for it (Razorpay: the receipt), and the gateway's own. */
  name: string | null;
  reference: string;
  /** The order (Cashfree) or the payment (Razorpay). */
  payment: string;
  amountPaise: number;
  status: "PENDING" | End;
  bankReference: string | null;
}

export interface Delivered {
  id: string;
  kind: string;
  refund: string | null;
  attempt: number;
  /** What was answered; 0 is no answer. */
  status: number;
}

export interface Held {
  name: string | null;
  reference: string;
  /** Who asked, if its address of the gateway begins with /_as/NAME. */
  by: string | null;
}

export class GatewayControl {
  /** `url` is the stand-in's own address, without the path of the gateway's API. */
  constructor(readonly url: string) {}

  /** Makes payments known: nothing else can be refunded. */
  register(...payments: Paid[]): Promise<void> {
    return this.tell("payments", {
      payments: payments.map(({ orderId, paymentId, amountPaise, purchasedAt }) => ({
        orderId,
        paymentId,
        amountPaise: String(amountPaise),
        capturedAt: purchasedAt.toISOString(),
      })),
    });
  }

  /** Refunds that were made before; those that are known stay as they are, and nobody is told. */
  remember(...refunds: (RefundAtGateway & { createdAt: Date; processedAt: Date | null })[]): Promise<void> {
    return this.tell("past", { refunds });
  }

  /** How the next calls of a kind go; `_after` has accepted the refund by then. */
  mood(call: Call, how: Mood, { times = 1, ms = 0 } = {}): Promise<void> {
    return this.tell("moods", { call, how, times, ms });
  }

  /** What new refunds are shown without from now on (Razorpay). */
  omit(...omits: ("receipt" | "notes")[]): Promise<void> {
    return this.tell("settings", { omits });
  }

  /** From now on neither keys nor names are remembered: a repeated create really makes a second refund. */
  forgetKeys(): Promise<void> {
    return this.tell("settings", { forgetsKeys: true });
  }

  /** Keeps back the answers of creates that it accepts from now on, until each is released. Nothing else ends a hold but whoever asked going away. */
  hold(): Promise<void> {
    return this.tell("settings", { holds: true });
  }

  held(): Promise<Held[]> {
    return this.see("held");
  }

  release(reference: string): Promise<void> {
    return this.tell(`held/${encodeURIComponent(reference)}/release`, {});
  }

  webhooks(wish: WebhookWish): Promise<void> {
    return this.tell("settings", { webhooks: wish });
  }

  /** When refunds are paid by themselves from now on; never when null. */
  settleAfter(ms: number | null): Promise<void> {
    return this.tell("settings", { settleAfterMs: ms });
  }

  /** Ends a refund now, with its webhook tried once. CANCELLED or FAILED after SUCCESS is a reversal. */
  settle(name: string, status: End): Promise<void> {
    return this.tell(`refunds/${encodeURIComponent(name)}/settle`, { status });
  }

  /** Sends the webhook of a refund's present state again, as a new event. */
  redeliver(name: string): Promise<void> {
    return this.tell(`refunds/${encodeURIComponent(name)}/redeliver`, {});
  }

  /** A refund that somebody makes at the gateway itself. `payment` is the order (Cashfree) or the payment (Razorpay). */
  refundElsewhere(payment: string, amountPaise: bigint): Promise<void> {
    return this.tell("refunds", { payment, amountPaise: Number(amountPaise) });
  }

  /** Back to the usual moods and settings; payments and refunds stay. */
  forget(): Promise<void> {
    return this.tell("forget", {});
  }

  refunds(payment?: string): Promise<RefundAtGateway[]> {
    return this.see(payment === undefined ? "refunds" : `refunds?payment=${encodeURIComponent(payment)}`);
  }

  calls(): Promise<{ call: Call | null; method: string; path: string; body: string }[]> {
    return this.see("calls");
  }

  deliveries(): Promise<Delivered[]> {
    return this.see("webhooks");
  }

  private async tell(what: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}/_control/${what}`, { method: "POST", body: JSON.stringify(body) });
    if (response.status !== 200) throw new Error(`the stand-in did not understand ${what}: ${await response.text()}`);
    await response.arrayBuffer();
  }

  private async see<Seen>(what: string): Promise<Seen> {
    return (await (await fetch(`${this.url}/_control/${what}`)).json()) as Seen;
  }
}
