/*
 *  One signal on its way to one endpoint:
 *
 *    waiting ──(2xx)──▶ delivered ──(sent again)──┐
 *       │ ▲                                       ▼
 *       │ └──(failed, tries left: 2, 4, 8, 16 s)  waiting
 *       └──(fifth failure)──▶ dead ──(sent again)─┘
 *
 *  Delivered at least once, in no promised order: whoever receives looks at `occurredAt`, and knows a repetition by its delivery id.
 */
export const EVENTS = {
  tenant_deactivated: "tenant.deactivated",
  tenant_reactivated: "tenant.reactivated",
  purge_started: "purge.started",
  tenant_purged: "tenant.purged",
} as const;
export type SignalKind = keyof typeof EVENTS;
export const SIGNAL_KINDS = Object.keys(EVENTS) as [SignalKind, ...SignalKind[]];
/** What a person's test is called; no tenant is meant by it. */
export const TEST_EVENT = "endpoint.test";

/** Seconds between a failed try and the next; after the fifth failure the delivery is dead. */
const PAUSES_S = [2, 4, 8, 16] as const;
export const MOST_ATTEMPTS = PAUSES_S.length + 1;

type Tried = { attempts: number; triedAt: Date | null };

/** When a waiting delivery may be tried next: at once before the first try, and null after the last. */
export function nextTryAt({ attempts, triedAt }: Tried): Date | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  const pause = PAUSES_S[attempts - 1];
  return pause && triedAt ? new Date(triedAt.getTime() + pause * 1_000) : new Date(0);
}

export type SignalMessage = { event: string; deliveryId: string; occurredAt: Date; tenantId: string | null; requestId: string | null };

/** The bytes that are signed and sent. Ids and an instant only: what they mean is asked for at the gate, with a credential. */
export const composeBody = ({ event, deliveryId, occurredAt, tenantId, requestId }: SignalMessage): string =>
  JSON.stringify({ event, deliveryId, occurredAt: occurredAt.toISOString(), tenantId, ...(requestId ? { requestId } : {}) });
