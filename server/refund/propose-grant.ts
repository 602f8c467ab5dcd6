import { askSecondPerson, endStaleApprovals, findApproval, voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { type ActingOnRefund, actOnRefund, questionOf } from "./act-on-refund";
import { checkAmount } from "./check-amount";
import { countCheckers } from "./count-checkers";
import { grantRefund } from "./grant-refund";
import { grantBy, grantFacts } from "./refund";

type Maker = { kind: "operator"; id: string };
type Proposal = { isGranted: boolean; checkersNeeded: 0 | 1 | 2 };

/**
 * An agent decides that a refund is to be paid (R5). In the lowest band that is the grant; above it one or two others are asked
 * to agree to exactly this, for 48 hours. Throws `refund_changed`, `refund_not_requested`, `already_proposed`, and whatever
 * stands in the way of the amount now.
 */
export async function proposeGrant(deps: Deps, actor: Maker, refundId: string, version: number): Promise<Proposal> {
  return actOnRefund(
    deps,
    refundId,
    version,
    async (acting) => {
      const { tx, now, refund: asked } = acting;
      if (asked.state !== "requested") throw new Refusal("refund_not_requested");
      const { creditsPaise } = await checkAmount(tx, questionOf(asked), asked.amountPaise, now);
      const refund = { ...asked, creditsPaise };
      const { needed: checkersNeeded } = await countCheckers(tx, grantBy(actor.id, refund), now);
      await makeRoom({ tx, now, refund }, checkersNeeded);
      await tx.refund.update({ where: { id: refundId }, data: { creditsPaise }, select: { id: true } });
      const payload = { refundId, amountPaise: String(refund.amountPaise), checkersNeeded };
      await recordAuditEvent(tx, "refund.grant_proposed", actor, { tenantId: refund.tenantId }, payload);
      if (checkersNeeded === 0) await grantRefund({ tx, now, refund }, actor, { makerId: actor.id, checkersNeeded });
      else await askSecondPerson(tx, "grant_refund", refundId, actor.id, now, grantFacts(refund), checkersNeeded);
      return { isGranted: checkersNeeded === 0, checkersNeeded };
    },
    { actor, act: "propose" },
  );
}

/** Ends what was asked before and is not what would be asked now: it lapsed, its split is another, or it takes more people, or fewer. */
async function makeRoom({ tx, now, refund }: ActingOnRefund, checkersNeeded: number): Promise<void> {
  await endStaleApprovals(tx, "grant_refund", refund.id, now, grantFacts(refund));
  const waiting = await findApproval(tx, "grant_refund", refund.id, now);
  if (waiting && waiting.needed === checkersNeeded) throw new Refusal("already_proposed");
  await voidApproval(tx, "grant_refund", refund.id, now, "outgrown");
}
