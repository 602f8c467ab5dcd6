import type { RequestChannel } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { tenantAskingRefund } from "@/server/inbound-mail/refund-letter";
import { HOUR_MS, later } from "@/server/lib/clock";
import { lockTenant, type Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { REFUND_DECISION_HOURS } from "@/server/policy/refund";
import { checkAmount } from "./check-amount";
import { refuseAskedTwice } from "./find-asked";
import type { RefundReason } from "./refund";
import { tellOwner } from "./tell-owner";

type Asker = { kind: "operator" | "owner"; id: string };
export type Wish = { tenantId: string; purchaseId: string; amountPaise: bigint; reason: RefundReason; letterId?: string };

/**
 * Writes down that an owner asks for money back (R1): an agent for the owner, now or by the letter that says so, or the owner
 * in person from the dashboard. It reserves nothing; people decide. The owner is told that it arrived. One wish is written down
 * once: throws `already_asked` while another of the purchase waits for a decision, `letter_used` when this letter has its refund;
 * further `tenant_gone`, `letter_not_usable`, whatever stands in the way of the amount (`checkAmount`).
 */
export async function lodgeRefund(deps: Deps, actor: Asker, channel: RequestChannel, wish: Wish): Promise<{ id: string; number: number }> {
  return deps.db.$transaction(async (tx) => {
    const { tenantId, purchaseId, amountPaise, reason, letterId } = wish;
    if (!(await lockTenant(tx, tenantId))) throw new Refusal("tenant_gone");
    const now = await deps.clock.now(tx);
    const requestedAt = letterId ? await askedByLetter(tx, letterId, tenantId) : now;
    const twice = await refuseAskedTwice(tx, purchaseId, letterId ?? null);
    if (twice) throw twice;
    const { purchase, creditsPaise } = await checkAmount(tx, { tenantId, purchaseId, askedAt: requestedAt }, amountPaise, now);
    const refund = await tx.refund.create({
      data: {
        id: newId(),
        tenantId,
        purchaseId,
        channel: letterId ? "mail" : channel,
        requestedAt,
        ...(actor.kind === "operator" ? { lodgedBy: actor.id, shapedBy: [actor.id] } : {}),
        letterId: letterId ?? null,
        reason,
        amountPaise,
        creditsPaise,
        createdAt: now,
        stateChangedAt: now,
        dueAt: later(requestedAt, REFUND_DECISION_HOURS * HOUR_MS),
        gateway: purchase.gateway,
      },
    });
    await tellOwner(tx, "refund_received", refund, { refundId: refund.id }, now);
    const payload = { refundId: refund.id, purchaseId, channel: refund.channel, amountPaise: String(amountPaise) };
    await recordAuditEvent(tx, "refund.requested", actor, { tenantId }, payload);
    return { id: refund.id, number: refund.number };
  });
}

/** When the owner asked by this letter. */
async function askedByLetter(tx: Tx, letterId: string, tenantId: string): Promise<Date> {
  const letter = await tx.inboundMail.findUnique({
    where: { id: letterId },
    select: { tenantId: true, intent: true, outcome: true, receivedAt: true },
  });
  if (!letter || tenantAskingRefund(letter) !== tenantId) throw new Refusal("letter_not_usable");
  return letter.receivedAt;
}
