import type { Refund } from "@/prisma/generated/client";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { HOUR_MS, later } from "@/server/lib/clock";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { REFUND_DECISION_HOURS } from "@/server/policy/refund";
import { type ActingOnRefund, actOnRefund } from "./act-on-refund";
import { readGateway } from "./ask-gateway";
import { alreadyAsked, findAsked } from "./find-asked";
import { isBeingErased } from "./find-erasing";
import { isSameMoney } from "./follow-gateway";
import { refuseRetry } from "./following-up";
import { clearTrouble } from "./note-trouble";
import type { RefundDeps } from "./open-refund-deps";
import { shapedAlsoBy } from "./refund";

/**
 * Tries a refund that came to nothing once more: a new wish about the same purchase, which people decide like any other, and
 * which keeps the instant at which the owner first asked (R1). The trouble of the old one ends. Its gateway is read before: a
 * "failed" of yesterday may be paid today (R3), and then what it says is taken over and nothing is tried. Throws `refund_changed`,
 * `not_to_be_retried`, `retried_already`, `tenant_gone`, `already_asked` while another of the purchase waits for a decision,
 * `gateway_says_otherwise`, `gateway_not_sure`, `gateway_not_set_up`.
 */
export async function tryAgain(
  deps: RefundDeps,
  actor: { kind: "operator"; id: string },
  refundId: string,
  version: number,
): Promise<{ id: string; number: number }> {
  await actOnRefund(deps, refundId, version, refuseAgain, { actor, act: "tryAgain" });
  await refuseUnlessUnpaid(deps, refundId);
  return actOnRefund(
    deps,
    refundId,
    version,
    async (acting) => {
      await refuseAgain(acting);
      const { tx, now, refund } = acting;
      const { tenantId } = refund;
      // Since it was read, somebody has been told otherwise, and the gateway is about to be asked.
      if (refund.nextAskAt) throw new Refusal("gateway_not_sure");
      const dueAt = later(now, REFUND_DECISION_HOURS * HOUR_MS);
      const retry = await tx.refund.create({
        data: { ...wishOf(refund, actor.id), createdAt: now, stateChangedAt: now, dueAt },
        select: { id: true, number: true },
      });
      await clearTrouble(tx, refund, actor, "tried_again", now);
      await recordAuditEvent(tx, "refund.tried_again", actor, { tenantId }, { refundId, retryId: retry.id });
      const { purchaseId, channel } = refund;
      const wish = { refundId: retry.id, purchaseId, channel, amountPaise: String(refund.amountPaise), retryOfId: refundId };
      await recordAuditEvent(tx, "refund.requested", actor, { tenantId }, wish);
      return retry;
    },
    { actor, act: "tryAgain" },
  );
}

async function refuseAgain({ tx, refund }: ActingOnRefund): Promise<void> {
  const code = refuseRetry(refund);
  if (code) throw new Refusal(code);
  if (await isBeingErased(tx, refund.tenantId)) throw new Refusal("tenant_gone");
  if (await tx.refund.findUnique({ where: { retryOfId: refund.id }, select: { id: true } })) throw new Refusal("retried_already");
  const [asked] = await findAsked(tx, { purchaseIds: [refund.purchaseId] });
  if (asked) throw alreadyAsked(asked.number);
}

/** Goes on only where the gateway says at this moment that this very refund failed, or has never had one by its name. */
async function refuseUnlessUnpaid(deps: RefundDeps, refundId: string): Promise<void> {
  const answer = await readGateway(deps, refundId);
  if (answer === null) return;
  const refund = await deps.db.refund.findUniqueOrThrow({ where: { id: refundId } });
  if (answer.kind === "known" && answer.refund.status === "failed" && isSameMoney(refund, answer.refund)) return;
  if (answer.kind === "absent" && refund.gatewayReference === null) return;
  throw new Refusal(answer.kind === "known" || answer.kind === "conflict" ? "gateway_says_otherwise" : "gateway_not_sure");
}

/** The same wish of the same owner. Whoever tries it again checks it as little as those who made it what it was (R5, A3). */
function wishOf(refund: Refund, actorId: string) {
  const { id: retryOfId, tenantId, purchaseId, channel, requestedAt, letterId, reason, amountPaise, creditsPaise, gateway } = refund;
  const wish = { tenantId, purchaseId, channel, requestedAt, letterId, reason, amountPaise, creditsPaise, gateway };
  return { id: newId(), retryOfId, lodgedBy: refund.lodgedBy ?? actorId, shapedBy: shapedAlsoBy(refund, actorId), ...wish };
}
