import { agreeTo, findApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnRefund, actOnRefund, questionOf } from "./act-on-refund";
import { assessPurchase } from "./assess-purchase";
import { countCheckers } from "./count-checkers";
import { refusalOf } from "./eligibility";
import { grantRefund } from "./grant-refund";
import { orRecorded } from "./record-refused-agreement";
import { grantBy, grantFacts, grantHash, isOwnGrant } from "./refund";

type Checker = { kind: "operator"; id: string };
export type Agreement = { isGranted: boolean; agreed: number; needed: number };

/**
 * Another person agrees to exactly what their screen showed (`factsSha256`); the last word that is needed grants (R5, A3).
 * Throws `own_grant` for who proposed it, or wrote the wish down, changed or retried it, whatever their role, `refund_changed` when
 * it is not what was shown, `not_proposed`, `already_agreed`, and whatever stands in the way of the amount now. An agreement that was refused is
 * written in the book, in a transaction of its own, because the attempt's was rolled back.
 */
export async function agreeToGrant(deps: Deps, actor: Checker, refundId: string, factsSha256: string): Promise<Agreement> {
  return orRecorded(deps, actor, { refundId, act: "agree" }, () =>
    actOnRefund(deps, refundId, null, (acting) => agree(acting, actor, factsSha256), { actor, act: "agree" }),
  );
}

async function agree(acting: ActingOnRefund, actor: Checker, factsSha256: string): Promise<Agreement> {
  const { tx, now, refund } = acting;
  const { id: refundId, tenantId } = refund;
  await checkAgreement(acting, actor, factsSha256);
  const met = await agreeTo(tx, "grant_refund", refundId, actor, now, grantFacts(refund));
  if (!met) throw new Refusal("not_proposed");
  const { agreed, needed, makerId } = met;
  await recordAuditEvent(tx, "refund.grant_agreed", actor, { tenantId }, { refundId, agreed, needed });
  if (agreed >= needed) await grantRefund(acting, actor, { makerId, checkersNeeded: needed });
  return { isGranted: agreed >= needed, agreed, needed };
}

/** Whether this person may agree, to this, now: to what is still open, still what they saw, and still payable. */
async function checkAgreement({ tx, now, refund }: ActingOnRefund, actor: Checker, factsSha256: string): Promise<void> {
  if (refund.state !== "requested") throw new Refusal("refund_not_requested");
  const waiting = await findApproval(tx, "grant_refund", refund.id, now);
  if (isOwnGrant(refund.shapedBy, waiting?.makerId, actor.id)) throw new Refusal("own_grant");
  if (factsSha256 !== grantHash(refund)) throw new Refusal("refund_changed");
  if (!waiting) throw new Refusal("not_proposed");
  const assessment = await assessPurchase(tx, questionOf(refund), now);
  const because = refusalOf(assessment, refund);
  if (because) throw because;
  // Something else was granted meanwhile, and together they take more people: it has to be proposed again.
  const { needed } = await countCheckers(tx, grantBy(waiting.makerId, refund), now);
  if (needed > waiting.needed) throw new Refusal("refund_changed");
}
