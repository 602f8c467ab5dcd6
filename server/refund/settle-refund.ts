import type { Deps } from "@/server/lib/deps";
import { enqueueJob } from "@/server/lib/queue";
import { actOnRefund } from "./act-on-refund";
import { askSoon } from "./ask-soon";
import { type Claim, jobKey, stillToAsk } from "./asking";
import { followGateway, stopAsking, waitFurther } from "./follow-gateway";
import type { GatewayAnswer } from "./gateways/gateway";
import { noteTrouble } from "./note-trouble";
import { recordFailed } from "./record-outcome";
import { follow, isPayingOut } from "./refund";

/**
 * Takes over a gateway's answer to our own question, in one transaction (R3): state, credits, credit note, notices, alerts and
 * book all together. "We do not know" changes nothing but when it is asked again. Whatever was heard meanwhile by a webhook
 * counts: the answer is judged against the refund as it is now. One that would turn round what was settled after the question
 * was put is not believed: it may be the older of the two, so the gateway is asked once more.
 */
export async function settleRefund(deps: Deps, refundId: string, answer: GatewayAnswer, claim: Claim): Promise<void> {
  await actOnRefund(deps, refundId, null, async ({ tx, now, refund }) => {
    const isOpen = isPayingOut(refund.state);
    const isOvertaken = !isOpen && refund.version !== claim.version;
    if (answer.kind === "known" && isOvertaken && follow(refund.state, answer.refund.status).to) await askSoon(tx, refundId, now);
    else if (answer.kind === "known") await followGateway(tx, refund, answer.refund, claim, now);
    else if (answer.kind === "conflict") {
      if (!isOpen) await stopAsking(tx, refund, claim, now);
      await noteTrouble(tx, refund, "conflict", now, "conflict");
    } else if (answer.kind === "refused" && refund.state === "submitted") {
      await recordFailed(tx, refund, "refused", answer.code, now, { nextAskAt: stillToAsk(refund, claim, now) });
    } else if (answer.kind === "unknown" && answer.because === "not_authorised") {
      if (refund.nextAskAt) await noteTrouble(tx, refund, "not_authorised", now);
    } else if (answer.kind === "unknown" || isOpen) await waitFurther(tx, refund, now);
    else await stopAsking(tx, refund, claim, now);
    // What is still to be asked has its time; the queue is only a way to keep it.
    const { nextAskAt } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { nextAskAt: true } });
    if (nextAskAt) await enqueueJob(tx, "pay-out-refund", { refundId }, { key: jobKey(refundId), runAt: nextAskAt });
  });
}
