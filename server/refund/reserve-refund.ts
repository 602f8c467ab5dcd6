import type { Refund } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { raiseAlert } from "@/server/deletion/raise-alert";
import { later } from "@/server/lib/clock";
import type { Tx } from "@/server/lib/db";
import { logger } from "@/server/lib/logger";
import { Refusal } from "@/server/lib/refusal";
import { actOnRefund } from "./act-on-refund";
import { openOrNull } from "./ask-gateway";
import { NOT_SET_UP_PAUSE_MS, UNKNOWN_TOO_LONG_MS } from "./asking";
import { assessPurchase } from "./assess-purchase";
import { refusalOf } from "./eligibility";
import { findTries } from "./find-tries";
import { clearPassingTrouble, noteTrouble } from "./note-trouble";
import type { RefundDeps } from "./open-refund-deps";
import { moveRefund } from "./record-outcome";
import { isPayingOut } from "./refund";
import { tellOwner } from "./tell-owner";

const SYSTEM = { kind: "system" } as const;

/**
 * What has to be committed before a gateway is called (R3): under the tenant's lock the refund is found payable once more, gets
 * its one name at the gateway, and its credits are taken. One that is not payable any more fails without having taken anything;
 * one whose gateway we have no credentials for stays granted and says so. Does nothing to a refund that is not granted.
 */
export async function reserveRefund(deps: RefundDeps, refundId: string): Promise<void> {
  await actOnRefund(deps, refundId, null, async ({ tx, now, refund }) => {
    if (refund.state !== "granted") return;
    if (!openOrNull(deps.openGateway, refund.gateway)) {
      await tx.refund.update({ where: { id: refundId }, data: { nextAskAt: later(now, NOT_SET_UP_PAUSE_MS) }, select: { id: true } });
      return noteTrouble(tx, refund, "gateway_not_set_up", now);
    }
    const refusal = await whyNot(tx, refund, now);
    return refusal ? giveUp(tx, refund, refusal.code, now) : submit(tx, refund, now);
  });
}

async function whyNot(tx: Tx, refund: Refund, now: Date): Promise<Refusal | null> {
  const { id: exceptRefundId, tenantId, purchaseId, requestedAt: askedAt } = refund;
  const tries = await findTries(tx, refund);
  if (tries.some(({ state }) => isPayingOut(state) || state === "succeeded")) return new Refusal("original_paid");
  try {
    return refusalOf(await assessPurchase(tx, { tenantId, purchaseId, askedAt, exceptRefundId }, now), refund);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function submit(tx: Tx, refund: Refund, now: Date): Promise<void> {
  const { id: refundId, tenantId, amountPaise, creditsPaise } = refund;
  await clearPassingTrouble(tx, refund, now);
  await moveRefund(tx, refund, "submitted", now, {
    gatewayRefundId: refund.payoutName,
    submittedAt: now,
    nextAskAt: now,
    dueAt: later(now, UNKNOWN_TOO_LONG_MS),
  });
  await tx.$executeRaw`SELECT platform.enter_refund(${refundId}::uuid, 'refund')`;
  const payload = { refundId, amountPaise: String(amountPaise), creditsPaise: String(creditsPaise) };
  await recordAuditEvent(tx, "refund.submitted", SYSTEM, { tenantId }, payload);
}

/** Granted, and not payable when it came to it: credits were used meanwhile, or the gateway's six months are over. */
async function giveUp(tx: Tx, refund: Refund, because: string, now: Date): Promise<void> {
  const { id: refundId, tenantId } = refund;
  const trouble = "no_longer_payable";
  await moveRefund(tx, refund, "failed", now, { settledAt: now, nextAskAt: null, failureCode: because, trouble, troubleSince: now });
  await raiseAlert(tx, "refund_needs_person", { refundId }, now);
  await tellOwner(tx, "refund_returned", refund, { refundId }, now);
  await recordAuditEvent(tx, "refund.failed", SYSTEM, { tenantId }, { refundId, because, creditsReturned: "0" });
  logger.warn({ refundId, because }, "a granted refund was not payable any more");
}
