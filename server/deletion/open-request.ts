import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Tx } from "@/server/lib/db";
import { newId } from "@/server/lib/ids";
import { type Actor, LIVE_STATES } from "./lifecycle";

type Opening = {
  channel: "mail" | "dashboard" | "operator";
  /** The tenant whose one live place the request takes; null when the sender could not be believed. */
  tenantId: string | null;
  claimedTenantId: string | null;
  lodgedBy: string | null;
  actor: Actor;
  now: Date;
};

/**
 * Opens a request, or answers with the one that is there already (L6). Which of twenty parallel calls opens it is decided
 * by the partial unique index, not by a look beforehand.
 * @keeps D1.1
 */
export async function openRequest(tx: Tx, opening: Opening): Promise<{ id: string; number: number; isNew: boolean }> {
  const { channel, tenantId, claimedTenantId, lodgedBy, actor, now } = opening;
  const id = newId();
  const { count } = await tx.deletionRequest.createMany({
    data: [{ id, channel, tenantId, claimedTenantId, lodgedByOperatorId: lodgedBy, receivedAt: now, stateChangedAt: now, dueAt: now }],
    skipDuplicates: true,
  });
  const request = await tx.deletionRequest.findFirst({
    where:
      count === 1
        ? { id }
        : tenantId
          ? { tenantId, state: { in: [...LIVE_STATES] } }
          : { tenantId: null, claimedTenantId, state: "received" },
    select: { id: true, number: true },
  });
  // The other request ended between our insert and our look: the caller's retry opens a new one.
  if (!request) throw new Error("the live request ended while a second one was being opened");
  if (count === 1)
    await recordAuditEvent(tx, "request.received", actor, { tenantId, requestId: id }, { channel, claimed: tenantId === null });
  return { ...request, isNew: count === 1 };
}
