interface Street {
  port: number;
  dataFolder: string;
  /** Where webhooks go; nowhere when left out. */
  webhookUrl?: string | null;
  /** When a refund is paid by itself: two seconds when left out, never when null. */
  settleAfterMs?: number | null;
}

export interface StandIn {
  url: string;
  close(): void;
}

export function startCashfree(wish: Street & { clientId: string; clientSecret: string; webhookSecret?: string }): Promise<StandIn>;
export function startRazorpay(wish: Street & { keyId: string; keySecret: string; webhookSecret: string }): Promise<StandIn>;
export function freePort(wish?: number): Promise<number>;
