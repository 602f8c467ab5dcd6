import type { Refund } from "@/prisma/generated/client";
import type { Tx } from "@/server/lib/db";
import { type Claim, stillToAsk, tooLongFrom } from "./asking";
import type { GatewayRefund } from "./gateways/gateway";
import { clearPassingTrouble, noteTrouble } from "./note-trouble";
import { recordFailed, recordPending, recordReversed, recordSucceeded } from "./record-outcome";
import { recordPaidAfterAll } from "./record-paid-after-all";
import { follow, isPayingOut } from "./refund";

/** Is this the refund that we asked for, to the paisa? */
export const isSameMoney = (refund: Refund, said: GatewayRefund): boolean =>
  said.amountPaise === refund.amountPaise && said.currency === refund.currency;

/**
 * Takes over what a gateway says of a refund, in the caller's transaction and under the tenant's and the refund's lock: its
 * references, its next state and everything that follows from that. Another amount or currency is never settled: a person
 * compares the two (R3). `claim` is our question that this answers; null where the gateway spoke of itself.
 */
export async function followGateway(tx: Tx, refund: Refund, said: GatewayRefund, claim: Claim | null, now: Date): Promise<void> {
  if (!isSameMoney(refund, said)) {
    if (!isPayingOut(refund.state)) await stopAsking(tx, refund, claim, now);
    return noteTrouble(tx, refund, "amount_differs", now, `amount_differs ${said.status} ${said.amountPaise} ${said.currency}`);
  }
  await keepReferences(tx, refund, said);
  const { to, trouble } = follow(refund.state, said.status);
  const asksOn = { nextAskAt: stillToAsk(refund, claim, now) };
  switch (to) {
    case "pending":
      return recordPending(tx, refund, now);
    case "succeeded":
      return isPayingOut(refund.state) ? recordSucceeded(tx, refund, now, asksOn) : recordPaidAfterAll(tx, refund, now, asksOn);
    case "failed":
      return recordFailed(tx, refund, "failed", codeOf(said), now, asksOn);
    case "reversed":
      return recordReversed(tx, refund, codeOf(said), now, asksOn);
    default:
      if (!isPayingOut(refund.state)) await stopAsking(tx, refund, claim, now);
      if (trouble) return noteTrouble(tx, refund, trouble, now);
      if (isLate(refund, now)) return noteTrouble(tx, refund, "unknown_too_long", now);
      return clearPassingTrouble(tx, refund, now);
  }
}

/** Nobody knows: it goes on being asked, and after too long a person is told. */
export async function waitFurther(tx: Tx, refund: Refund, now: Date): Promise<void> {
  if (!refund.trouble && isLate(refund, now)) await noteTrouble(tx, refund, "unknown_too_long", now);
}

const isLate = (refund: Refund, now: Date): boolean => isPayingOut(refund.state) && tooLongFrom(refund) <= now;

/** Nothing is to be asked any more, unless somebody has wanted to know since this question was put. */
export async function stopAsking(tx: Tx, refund: Refund, claim: Claim | null, now: Date): Promise<void> {
  const nextAskAt = stillToAsk(refund, claim, now);
  if (nextAskAt?.getTime() === refund.nextAskAt?.getTime()) return;
  await tx.refund.update({ where: { id: refund.id }, data: { nextAskAt }, select: { id: true } });
}

/** The gateway's own name for it, and the bank's, by which the owner can trace the money. */
export async function keepReferences(tx: Tx, refund: Refund, said: GatewayRefund): Promise<void> {
  const gatewayReference = refund.gatewayReference ?? said.gatewayReference;
  const bankReference = said.bankReference ?? refund.bankReference;
  if (gatewayReference === refund.gatewayReference && bankReference === refund.bankReference) return;
  await tx.refund.update({ where: { id: refund.id }, data: { gatewayReference, bankReference }, select: { id: true } });
}

/** The gateway's own word, as long as it is one: it stands in the book. */
const codeOf = ({ said }: GatewayRefund): string => (/^[\w.-]{1,80}$/.test(said) ? said : "other");
