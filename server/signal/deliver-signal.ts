import type { Prisma } from "@/prisma/generated/client";
import { endAlert, raiseAlert } from "@/server/deletion/raise-alert";
import { logger } from "@/server/lib/logger";
import { openSecret } from "./endpoint-secret";
import { enqueueDelivery } from "./enqueue-delivery";
import type { SignalDeps } from "./open-signal-deps";
import { signMessage } from "./sign-message";
import { EVENTS, nextTryAt } from "./signal";

const WITH_BOTH = { signal: true, endpoint: true } as const;
type Waiting = Prisma.SignalDeliveryGetPayload<{ include: typeof WITH_BOTH }>;

/**
 * Tries one delivery once, under an exclusive lock per delivery. What came of it and the next try are written in one transaction:
 * when it never commits, the same message with the same delivery id is sent again. A delivery that is done, dead, not yet due or
 * whose endpoint is switched off is left alone.
 */
export async function deliverSignal(deps: SignalDeps, deliveryId: string): Promise<void> {
  const { db, clock } = deps;
  const delivery = await db.signalDelivery.findUnique({ where: { id: deliveryId }, include: WITH_BOTH });
  if (!delivery || delivery.deliveredAt || delivery.deadAt || delivery.endpoint.disabledAt) return;
  const dueAt = nextTryAt(delivery);
  if (dueAt && dueAt > (await clock.now(db))) return db.$transaction((tx) => enqueueDelivery(tx, deliveryId, { runAt: dueAt }));
  const failure = await attempt(deps, delivery);
  if (failure) logger.warn({ deliveryId, endpointId: delivery.endpointId, failure }, "a signal was not taken");
  await db.$transaction((tx) => record({ ...deps, tx }, delivery, failure));
}

async function attempt({ db, master, post }: SignalDeps, { id, signal, endpoint }: Waiting): Promise<string | null> {
  let secret: string;
  try {
    secret = await openSecret(master, endpoint.id, endpoint.secretCiphertext);
  } catch (error) {
    logger.error({ err: error, endpointId: endpoint.id }, "an endpoint's secret cannot be opened");
    return "secret_unreadable";
  }
  const { tenantId, createdAt: occurredAt, kind, subjectId } = signal;
  // A purge's signals are about the request itself, the others about the deactivation it led to.
  const deactivation = await db.deactivation.findUnique({ where: { id: subjectId }, select: { requestId: true } });
  const requestId = deactivation?.requestId ?? subjectId;
  const { headers, body } = signMessage(secret, { event: EVENTS[kind], deliveryId: id, occurredAt, tenantId, requestId });
  return post.send(endpoint.url, headers, body);
}

async function record(
  { tx, clock }: SignalDeps & { tx: Prisma.TransactionClient },
  delivery: Waiting,
  failureCode: string | null,
): Promise<void> {
  const now = await clock.now(tx);
  const tried = { attempts: delivery.attempts + 1, triedAt: now };
  const again = failureCode ? nextTryAt(tried) : null;
  const end = failureCode ? { deadAt: again ? null : now } : { deliveredAt: now };
  const { count } = await tx.signalDelivery.updateMany({
    where: { id: delivery.id, attempts: delivery.attempts, deliveredAt: null, deadAt: null },
    data: { ...tried, failureCode, ...end },
  });
  if (count === 0) return;
  const about = { endpointId: delivery.endpointId };
  if (!failureCode) return endAlert(tx, "signal_undeliverable", about, now);
  if (again) return enqueueDelivery(tx, delivery.id, { runAt: again });
  await raiseAlert(tx, "signal_undeliverable", about, now);
}
